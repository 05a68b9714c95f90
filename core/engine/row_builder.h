// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/entry.h"
#include "core/engine/snapshot.h"

namespace sluice::engine {

/// The row of an entry as it stands. `insecure`: TLS verification is off. Engine thread.
Row buildRow(const Entry &entry, bool insecure);

/// The file's name as far as it is known: its own, else the one asked for, else the one its URL suggests.
QString shownName(const download::Record &record);

/// The details of an entry, with passwords and secret header values masked. Engine thread.
Details buildDetails(const Entry &entry);

/// A header line of the user's with its secrets masked, as trace::masked() does. Pure.
QByteArray maskedHeader(const QByteArray &line);

} // namespace sluice::engine
