// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"

#include <QByteArray>
#include <QByteArrayView>

/// The parts of a record that have no column of their own, as CBOR maps. Pure.
///
/// Fields that hold their default are left out, unknown keys are passed over, and names of values that this
/// version does not know become the careful choice: never overwrite, never retry, an internal error with the
/// name in its detail. So a newer minor version may add fields and values, and an older one still reads it.
///
/// A decode function returns false when the bytes are malformed or must not be acted on; the value is then
/// back at its default.
namespace sluice::store {

/// All of a request but url, folder and fileName. Empty when nothing of it is set.
QByteArray encodeRequest(const download::Request &request);
/// Fills in what encodeRequest() wrote. Also false for a checksum this version cannot compute: a file that
/// was to be verified must not end unverified.
bool decodeRequest(QByteArrayView encoded, download::Request &request);

/// Empty for an empty part.
QByteArray encodePart(const download::Part &part);
/// Ranges that are not sorted, disjoint and within the total are dropped, all of them: bytes that cannot be
/// trusted are fetched again.
bool decodePart(QByteArrayView encoded, download::Part &part);

/// The attempts, and the last error but for its kind, which is a column. Empty when there are neither.
QByteArray encodeHistory(const download::Record &record);
/// Needs record.error to hold the kind already, where there is an error.
bool decodeHistory(QByteArrayView encoded, download::Record &record);

} // namespace sluice::store
