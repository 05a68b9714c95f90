// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace sluice::store {

inline constexpr qsizetype kWalHeaderSize = 32;

/// Whether these bytes can begin a write-ahead log (https://sqlite.org/fileformat2.html §4.1): magic number,
/// version and checksum. SQLite takes a log that fails this for an empty one, and overwrites it.
bool isWalHeader(QByteArrayView header);

} // namespace sluice::store
