// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringView>

namespace sluice::demo {

/// The seed of the file at `path`: the same on every machine and in every run, different for every path.
quint64 patternSeed(QStringView path);

/// Writes `length` bytes of the endless pattern `seed`, from byte `offset` on, to `out`. Any byte can be had
/// without those before it, so files of any size need no memory and any range can be checked. About 1 GB/s.
void fillPattern(quint64 seed, qint64 offset, char *out, qint64 length);

/// As fillPattern, as a value.
QByteArray patternBytes(quint64 seed, qint64 offset, qint64 length);

/// The raw SHA-256 of the first `size` bytes of the pattern.
QByteArray patternSha256(quint64 seed, qint64 size);

} // namespace sluice::demo
