// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/request.h"
#include "core/error.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <span>

namespace sluice::download {

/// The suffix of unfinished files; naming leaves room for it.
inline constexpr char kPartSuffix[] = ".part";

/// A failed system call, as an error of the taxonomy: DiskFull for ENOSPC and EDQUOT, Name for a taken or impossible
/// name, else Disk. `path` goes into the raw text.
Error diskError(int osError, const QString &path);

/// Whether nothing is called `name` in `folder`: else ErrorKind::Name with osError EEXIST. Blocks.
std::expected<void, Error> checkFree(const QString &folder, const QString &name);

/// An unfinished file: created beside its future name, locked against other processes, written at positions, and
/// published under its name in one step. All functions block; they are called on a writer thread. Move-only.
class PartFile
{
public:
    /// What create() decided.
    struct Names {
        QString partPath;  ///< absolute
        QString finalName; ///< without folder; may still change in publish() if somebody takes it meanwhile
    };

    PartFile() = default;
    PartFile(PartFile &&other) noexcept;
    PartFile &operator=(PartFile &&other) noexcept;
    /// Closes; the file stays.
    ~PartFile();

    /// Creates "<name>.part" in `folder`, never opening a file that is there. With Conflict::Rename the first of
    /// "name", "name (1)" … is chosen of which neither the file nor its part exists; with Overwrite the final name is
    /// kept and only the part's may be numbered; with Skip a taken name is ErrorKind::Name with osError EEXIST.
    /// Without `lock` other processes are not held off, and whether the file exists is left to publish(), which finds
    /// the free name in any case: for a file that is published at once.
    std::expected<Names, Error> create(const QString &folder, const QString &name, Conflict conflict, bool lock = true);

    /// Opens a part file to go on with it. Fails when it is missing, shorter than `have` bytes (ENODATA), not a
    /// regular file (a symbolic link is not followed), in use by another process (EWOULDBLOCK) or renamed by one a
    /// moment ago (ENOENT). What lies beyond `have` is cut off.
    std::expected<void, Error> reopen(const QString &partPath, qint64 have);

    /// Reserves room for `size` bytes, without changing what can be read. DiskFull when there is none; where the file
    /// system cannot reserve, success.
    std::expected<void, Error> reserve(qint64 size);

    std::expected<void, Error> write(std::span<const char> bytes, qint64 at);
    /// The bytes it has now.
    [[nodiscard]] std::expected<qint64, Error> size() const;
    /// Forgets all content.
    std::expected<void, Error> clear();
    /// Until it returns, nothing written is safe from a power cut.
    std::expected<void, Error> sync();
    /// Takes the place of `other`: this file gets its path, and its content is gone. Both stay open.
    std::expected<void, Error> replace(const PartFile &other);

    /// Renames the part to its name and closes it; with Overwrite a file of that name is replaced, else the next free
    /// name is taken. Returns the absolute path.
    std::expected<QString, Error> publish(const QString &folder, const QString &finalName, Conflict conflict);

    /// Deletes the part file and closes it.
    std::expected<void, Error> discard();

    void close();
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    int m_descriptor = -1;
    QString m_path;
};

} // namespace sluice::download
