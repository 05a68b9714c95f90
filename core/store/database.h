// SPDX-License-Identifier: MIT
#pragma once

#include "core/store/failure.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <initializer_list>
#include <utility>

namespace sluice::store {

/// One SQLite connection, closed and unregistered with the object. Must be made, used and destroyed on one
/// thread, and outlive every QSqlQuery it handed out. Nothing here throws.
class Database
{
public:
    Database();
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Opens or creates the file. Nothing is written to it yet, not even the journal mode.
    Result<void> open(const QString &path);

    /// Write-ahead log, foreign keys, and how often to sync. May write the file's header, so only for a file
    /// that is known to be ours.
    Result<void> configure();

    /// Runs one statement and throws its rows away.
    Result<void> run(const QString &sql);
    /// First column of the first row.
    Result<QVariant> value(const QString &sql);
    /// Prepares forward-only statements for repeated use.
    Result<void> prepare(std::initializer_list<std::pair<QSqlQuery *, QString>> statements);

private:
    QString m_name; ///< of the connection, unique in the process
};

/// Executes a prepared statement.
Result<void> exec(QSqlQuery &query);

/// A write transaction; rolled back unless committed.
class Transaction
{
public:
    /// Takes the write lock at once: a transaction that begins by reading could not upgrade while another
    /// process writes, and SQLite then fails without waiting for the busy timeout.
    static Result<Transaction> begin(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    Result<void> commit();

private:
    explicit Transaction(Database &database);

    Database *m_database; ///< null when there is nothing to roll back
};

} // namespace sluice::store
