// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <expected>

class QSqlError;

namespace sluice::store {

/// Why a step on the database did not work, as far as the store decides by it.
enum class FailureKind {
    Damaged,    ///< not a database, malformed, or not with our tables: may be set aside
    Newer,      ///< written by a newer Sluice: must stay as it is
    Busy,       ///< another process holds the lock for longer than the busy timeout
    ReadOnly,   ///< file or folder may not be written
    CannotOpen, ///< file, -wal or -shm cannot be opened or created
    Full,       ///< no space left
    Io,         ///< any other failure of the file system
    Gone,       ///< the file was removed or replaced while it was open
    Other,
};

struct Failure {
    FailureKind kind = FailureKind::Other;
    QString text; ///< raw text, of SQLite where it comes from there
};

template <typename T>
using Result = std::expected<T, Failure>;

/// The failure behind an error of the QSQLITE driver, judged by SQLite's result code.
Failure failureFrom(const QSqlError &error);

/// One message for people: the file, the cause, and what can be done about it.
QString describe(const QString &path, const Failure &failure);

} // namespace sluice::store
