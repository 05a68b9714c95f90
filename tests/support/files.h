// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace sluice::test {

/// Writes `size` bytes of the pattern `seed` (app/demo/pattern.h) to `path`, replacing the file and making the
/// folders above it. Without visible structure, the same in every run, about 1 GB/s. Throws std::runtime_error.
void writePatternFile(const QString &path, qint64 size, quint64 seed = 1);

/// Writes these bytes to `path`, as above.
void writeFile(const QString &path, const QByteArray &bytes);

/// The whole file. Throws std::runtime_error if it cannot be read.
QByteArray readFile(const QString &path);

/// The raw SHA-256 of a file; empty if it cannot be read.
QByteArray sha256OfFile(const QString &path);

} // namespace sluice::test
