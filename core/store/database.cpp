// SPDX-License-Identifier: MIT
#include "core/store/database.h"

#include <QSqlError>

#include <atomic>
#include <utility>

namespace sluice::store {

namespace {

using namespace Qt::StringLiterals;

QString nextConnectionName()
{
    static std::atomic<quint64> counter = 0;
    return u"sluice-store-"_s % QString::number(++counter);
}

} // namespace

Database::Database()
    : m_name(nextConnectionName())
{
}

Database::~Database()
{
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> Database::open(const QString &path)
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    connection.setDatabaseName(path);
    connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!connection.open())
        return std::unexpected(failureFrom(connection.lastError()));
    // The file may come from anywhere: no functions with side effects from its schema, and cells are checked
    // before they are believed.
    for (const QString &pragma : {u"PRAGMA trusted_schema = OFF"_s, u"PRAGMA cell_size_check = ON"_s}) {
        if (auto done = run(pragma); !done)
            return done;
    }
    return {};
}

Result<void> Database::configure()
{
    const auto mode = value(u"PRAGMA journal_mode = WAL"_s);
    if (!mode)
        return std::unexpected(mode.error());
    // In WAL mode NORMAL syncs at checkpoints only. A killed process loses nothing, as the log is in the page
    // cache; a power cut may lose the newest commits, never consistency, and what a download knows is allowed
    // to lag behind the disk. FULL would cost an fsync every flush. File systems without shared memory refuse
    // WAL, and a rollback journal is only safe with FULL.
    const bool wal = mode->toString().compare("wal"_L1, Qt::CaseInsensitive) == 0;
    for (const QString &pragma : {
             wal ? u"PRAGMA synchronous = NORMAL"_s : u"PRAGMA synchronous = FULL"_s,
             u"PRAGMA foreign_keys = ON"_s,
             u"PRAGMA temp_store = MEMORY"_s,
             // A log that once grew large gives its space back.
             u"PRAGMA journal_size_limit = 16777216"_s,
         }) {
        if (auto done = run(pragma); !done)
            return done;
    }
    return {};
}

Result<void> Database::run(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    if (!query.exec(sql))
        return std::unexpected(failureFrom(query.lastError()));
    return {};
}

Result<QVariant> Database::value(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    if (!query.exec(sql))
        return std::unexpected(failureFrom(query.lastError()));
    if (!query.next()) {
        if (query.lastError().isValid())
            return std::unexpected(failureFrom(query.lastError()));
        return QVariant();
    }
    return query.value(0);
}

Result<void> Database::prepare(std::initializer_list<std::pair<QSqlQuery *, QString>> statements)
{
    const QSqlDatabase connection = QSqlDatabase::database(m_name, false);
    for (const auto &[target, sql] : statements) {
        QSqlQuery query(connection);
        query.setForwardOnly(true);
        if (!query.prepare(sql))
            return std::unexpected(failureFrom(query.lastError()));
        *target = std::move(query);
    }
    return {};
}

Result<void> exec(QSqlQuery &query)
{
    if (!query.exec())
        return std::unexpected(failureFrom(query.lastError()));
    return {};
}

Transaction::Transaction(Database &database)
    : m_database(&database)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction()
{
    // Fails where SQLite has already rolled back by itself (disk full); either way nothing stays open.
    if (m_database)
        (void)m_database->run(u"ROLLBACK"_s);
}

Result<Transaction> Transaction::begin(Database &database)
{
    if (auto begun = database.run(u"BEGIN IMMEDIATE"_s); !begun)
        return std::unexpected(begun.error());
    return Transaction(database);
}

Result<void> Transaction::commit()
{
    auto committed = m_database->run(u"COMMIT"_s);
    if (committed)
        m_database = nullptr;
    return committed;
}

} // namespace sluice::store
