// SPDX-License-Identifier: MIT
#include "core/store/settings_io.h"

#include <QSqlError>

#include <array>
#include <limits>

namespace sluice::store {

namespace {

using namespace Qt::StringLiterals;
using download::Conflict;
using download::Lowering;
using download::Settings;

QString loweringName(Lowering lowering)
{
    return lowering == Lowering::Park ? u"park"_s : u"drain"_s;
}

QString conflictName(Conflict conflict)
{
    switch (conflict) {
    case Conflict::Overwrite:
        return u"overwrite"_s;
    case Conflict::Skip:
        return u"skip"_s;
    case Conflict::Rename:
        break;
    }
    return u"rename"_s;
}

/// Takes known keys out of the rows, one by one.
class RowReader
{
public:
    explicit RowReader(const QHash<QString, QVariant> &rows)
        : m_rows(rows)
    {
    }

    bool foundAny() const { return m_foundAny; }

    template <std::integral T>
    void number(const QString &key, T &target, qint64 least, qint64 most)
    {
        const QVariant value = find(key);
        if (value.typeId() == QMetaType::LongLong || value.typeId() == QMetaType::Int)
            target = T(std::clamp<qint64>(value.toLongLong(), least, most));
    }

    void text(const QString &key, QString &target)
    {
        if (const QVariant value = find(key); value.typeId() == QMetaType::QString)
            target = value.toString();
    }

    template <typename T>
    void choice(const QString &key, T &target, QString (*nameOf)(T), std::initializer_list<T> all)
    {
        const QString name = find(key).toString();
        for (const T value : all) {
            if (nameOf(value) == name)
                target = value;
        }
    }

private:
    QVariant find(const QString &key)
    {
        const auto row = m_rows.constFind(key);
        if (row == m_rows.cend())
            return {};
        m_foundAny = true;
        return *row;
    }

    const QHash<QString, QVariant> &m_rows;
    bool m_foundAny = false;
};

Result<QHash<QString, QVariant>> readAll(QSqlQuery &query)
{
    if (auto done = exec(query); !done)
        return std::unexpected(done.error());
    QHash<QString, QVariant> rows;
    while (query.next())
        rows.insert(query.value(0).toString(), query.value(1));
    const QSqlError error = query.lastError();
    query.finish();
    if (error.isValid())
        return std::unexpected(failureFrom(error));
    return rows;
}

} // namespace

QHash<QString, QVariant> settingsToRows(const Settings &settings)
{
    return {
        {u"limit"_s, settings.limit},
        {u"lowering"_s, loweringName(settings.lowering)},
        {u"host-limit"_s, settings.hostLimit},
        {u"rate-limit"_s, settings.rateLimit},
        {u"folder"_s, settings.folder},
        {u"on-conflict"_s, conflictName(settings.conflict)},
        {u"connect-timeout-ms"_s, settings.connectTimeoutMs},
        {u"stall-timeout-ms"_s, settings.stallTimeoutMs},
        {u"deadline-ms"_s, settings.deadlineMs},
        {u"retries"_s, settings.retries},
        {u"retry-wait-ms"_s, settings.retryWaitMs},
        {u"user-agent"_s, settings.userAgent},
        {u"proxy"_s, settings.proxy},
        {u"cookie-file"_s, settings.cookieFile},
        {u"ca-file"_s, settings.caFile},
        {u"insecure"_s, int(settings.insecure)},
    };
}

std::optional<Settings> settingsFromRows(const QHash<QString, QVariant> &rows)
{
    constexpr qint64 kInt = std::numeric_limits<int>::max();
    constexpr qint64 kLong = std::numeric_limits<qint64>::max();
    Settings settings;
    RowReader in(rows);
    in.number(u"limit"_s, settings.limit, download::kMinLimit, download::kMaxLimit);
    in.choice(u"lowering"_s, settings.lowering, loweringName, {Lowering::Drain, Lowering::Park});
    in.number(u"host-limit"_s, settings.hostLimit, 0, download::kMaxLimit);
    in.number(u"rate-limit"_s, settings.rateLimit, 0, kLong);
    in.text(u"folder"_s, settings.folder);
    in.choice(
        u"on-conflict"_s, settings.conflict, conflictName, {Conflict::Rename, Conflict::Overwrite, Conflict::Skip});
    in.number(u"connect-timeout-ms"_s, settings.connectTimeoutMs, 0, kInt);
    in.number(u"stall-timeout-ms"_s, settings.stallTimeoutMs, 0, kInt);
    in.number(u"deadline-ms"_s, settings.deadlineMs, 0, kLong);
    in.number(u"retries"_s, settings.retries, 0, kInt);
    in.number(u"retry-wait-ms"_s, settings.retryWaitMs, 0, kInt);
    in.text(u"user-agent"_s, settings.userAgent);
    in.text(u"proxy"_s, settings.proxy);
    in.text(u"cookie-file"_s, settings.cookieFile);
    in.text(u"ca-file"_s, settings.caFile);
    int insecure = 0;
    in.number(u"insecure"_s, insecure, 0, 1);
    settings.insecure = insecure == 1;
    return in.foundAny() ? std::optional(settings) : std::nullopt;
}

Result<void> SettingsIo::prepare(Database &database)
{
    return database.prepare({
        {&m_readSettings, u"SELECT key, value FROM setting"_s},
        {&m_writeSetting, u"INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)"_s},
        {&m_readUi, u"SELECT key, value FROM ui_value"_s},
        {&m_writeUi, u"INSERT OR REPLACE INTO ui_value (key, value) VALUES (?, ?)"_s},
        {&m_readNextId, u"SELECT value FROM counter WHERE key = 'next_id'"_s},
        {&m_raiseNextId,
            u"INSERT INTO counter (key, value) VALUES ('next_id', ?) "
            "ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)"_s},
    });
}

Result<std::optional<Settings>> SettingsIo::readSettings()
{
    const auto rows = readAll(m_readSettings);
    if (!rows)
        return std::unexpected(rows.error());
    return settingsFromRows(*rows);
}

Result<void> SettingsIo::writeSettings(const Settings &settings)
{
    const QHash<QString, QVariant> rows = settingsToRows(settings);
    for (auto row = rows.cbegin(); row != rows.cend(); ++row) {
        m_writeSetting.bindValue(0, row.key());
        m_writeSetting.bindValue(1, row.value());
        if (auto done = exec(m_writeSetting); !done)
            return done;
    }
    return {};
}

Result<QHash<QString, QByteArray>> SettingsIo::readUiValues()
{
    const auto rows = readAll(m_readUi);
    if (!rows)
        return std::unexpected(rows.error());
    QHash<QString, QByteArray> values;
    for (auto row = rows->cbegin(); row != rows->cend(); ++row)
        values.insert(row.key(), row->toByteArray());
    return values;
}

Result<void> SettingsIo::writeUiValue(const QString &key, const QByteArray &value)
{
    // A null key would be NULL, and NULLs are not equal to each other.
    m_writeUi.bindValue(0, key.isNull() ? u""_s : key);
    m_writeUi.bindValue(1, value);
    return exec(m_writeUi);
}

Result<qint64> SettingsIo::readNextId()
{
    if (auto done = exec(m_readNextId); !done)
        return std::unexpected(done.error());
    const qint64 nextId = m_readNextId.next() ? m_readNextId.value(0).toLongLong() : 0;
    m_readNextId.finish();
    return nextId;
}

Result<void> SettingsIo::raiseNextId(qint64 nextId)
{
    m_raiseNextId.bindValue(0, nextId);
    return exec(m_raiseNextId);
}

} // namespace sluice::store
