// SPDX-License-Identifier: MIT
#pragma once

#include <QIODevice>
#include <QString>

#include <expected>
#include <functional>

namespace sluice::trace {

/// Why a recording could not be written or read, as a value; the text for people is made from it in `ui` and `app`.
struct FileProblem {
    enum class Kind {
        CannotRead,    ///< it is not there, or may not be read
        NotARecording, ///< it begins as something else
        Newer,         ///< made by a newer Sluice
        Damaged,       ///< begins as a recording and is broken further on
        CannotWrite,   ///< the folder or the file cannot be written to
        DiskFull,
    };
    Kind kind = Kind::Damaged;
    QString path;
    QString detail; ///< untranslated: what the system said, or what is broken

    bool operator==(const FileProblem &) const = default;
};

/// Writes a file whole or not at all: `write` fills a file of another name, which takes the place of `path` once it is
/// on the disk. What was there before stays until then. Blocks. `write` need not look whether writing failed.
[[nodiscard]] std::expected<void, FileProblem> writeWhole(
    const QString &path, const std::function<void(QIODevice &out)> &write);

} // namespace sluice::trace
