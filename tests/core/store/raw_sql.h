// SPDX-License-Identifier: MIT
#pragma once

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

namespace sluice::test {

/// Runs statements on a file with a connection of its own, past the store; gives the first value of the last
/// one. An invalid value when a statement failed.
inline QVariant rawSql(const QString &path, const QStringList &statements)
{
    const QString name = QStringLiteral("raw-sql");
    QVariant result;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        if (database.open()) {
            QSqlQuery query(database);
            for (const QString &sql : statements) {
                if (!query.exec(sql)) {
                    qWarning("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
                    result = {};
                    break;
                }
                result = query.next() ? query.value(0) : QVariant(true);
            }
        }
    }
    QSqlDatabase::removeDatabase(name);
    return result;
}

} // namespace sluice::test
