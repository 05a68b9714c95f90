// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/file_problem.h"
#include "core/trace/recording.h"

#include <QIODevice>
#include <QString>

#include <expected>

/// Recordings as files. A file is a signature of 8 bytes, the version of the format (32 bits, lowest byte first) and then
/// parts: packed size, size and CRC-32 of the packed bytes (32 bits each), then events packed by zlib (RFC 1950), see
/// event_codec.h. Files of version 1, in which each text stood in full and bytes came as Received, can still be read. A part
/// of no bytes, whose CRC is the number of the parts before it, ends the file.
namespace sluice::trace {

inline constexpr quint32 kFileVersion = 2;
inline constexpr QLatin1StringView kFileSuffix{"sluice-trace"};

/// Writes a recording to `path`, whole or not at all. No secrets: URLs and headers are masked. Blocks for about a second
/// for a million spans; any thread.
[[nodiscard]] std::expected<void, FileProblem> saveRecording(const Recording &recording, const QString &path);

/// The same to a device that is open; whether it took all is the device's to say.
void writeRecording(const Recording &recording, QIODevice &out);

/// Reads a file back. Whatever its bytes are, it either gives a recording or says what is wrong with the file, and takes
/// no more memory than a recording may. Blocks; any thread.
[[nodiscard]] std::expected<Recording, FileProblem> openRecording(const QString &path, Bounds bounds = {});

/// The same from a device that is open; the problem then names no path.
[[nodiscard]] std::expected<Recording, FileProblem> readRecording(QIODevice &in, Bounds bounds = {});

} // namespace sluice::trace
