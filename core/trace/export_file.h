// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/file_problem.h"
#include "core/trace/recording.h"

#include <QString>

#include <optional>

namespace sluice::trace {

/// What a recording can be written as.
enum class FileFormat {
    Native, ///< opens in Sluice again
    ChromeTrace,
    Har,
    Csv,
};

/// The suffix without the dot: "sluice-trace", "json", "har", "csv".
[[nodiscard]] QString suffixOf(FileFormat format);

/// The format a file name asks for by its suffix, whatever its case. Pure.
[[nodiscard]] std::optional<FileFormat> formatOf(const QString &path);

/// Writes a recording to `path` in that format, whole or not at all. No secrets. Blocks; any thread.
[[nodiscard]] std::expected<void, FileProblem> writeFile(
    const Recording &recording, const QString &path, FileFormat format);

} // namespace sluice::trace
