// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/store/cbor.h"

namespace sluice::store {

enum class WithKind { No, Yes };

/// One error as a map.
void writeError(cbor::Writer &out, const Error &error, WithKind withKind);
/// Fills `error` from a map. Without a kind in the map error.kind stays as it was.
void readError(cbor::Reader &in, Error &error);

/// Sets the kind by its name; an unknown one gives Internal, and the name in the detail if that is empty.
void setKindByName(Error &error, QStringView name);

} // namespace sluice::store
