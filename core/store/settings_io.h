// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/settings.h"
#include "core/store/database.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QVariant>

#include <optional>

namespace sluice::store {

/// Settings as rows of key and value. Numbers are integers, texts are texts, choices are names.
QHash<QString, QVariant> settingsToRows(const download::Settings &settings);
/// The inverse. Missing keys, values of another type and unknown names give the default; numbers out of
/// range are clamped; unknown keys are ignored. Nothing when there is no known key at all.
std::optional<download::Settings> settingsFromRows(const QHash<QString, QVariant> &rows);

/// The tables of keys and values. Lives no longer than its database.
class SettingsIo
{
public:
    /// Comes before everything else.
    Result<void> prepare(Database &database);

    Result<std::optional<download::Settings>> readSettings();
    /// Writes every key this version knows; rows of a newer version stay.
    Result<void> writeSettings(const download::Settings &settings);

    Result<QHash<QString, QByteArray>> readUiValues();
    Result<void> writeUiValue(const QString &key, const QByteArray &value);

    /// The high-water mark of ids, 0 when there is none.
    Result<qint64> readNextId();
    /// Never lowers the mark, also not below what another process wrote.
    Result<void> raiseNextId(qint64 nextId);

private:
    QSqlQuery m_readSettings;
    QSqlQuery m_writeSetting;
    QSqlQuery m_readUi;
    QSqlQuery m_writeUi;
    QSqlQuery m_readNextId;
    QSqlQuery m_raiseNextId;
};

} // namespace sluice::store
