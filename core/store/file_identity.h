// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace sluice::store {

/// Which file a path leads to: the same as long as nobody removes, renames or replaces it.
struct FileIdentity {
    quint64 device = 0;
    quint64 inode = 0;

    bool operator==(const FileIdentity &) const = default;
};

/// Nothing when there is no such file. Never opens the file: closing any descriptor of it would drop the
/// locks that SQLite holds on it in this process (https://sqlite.org/howtocorrupt.html §2.2).
std::optional<FileIdentity> identityOf(const QString &path);

} // namespace sluice::store
