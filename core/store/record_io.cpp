// SPDX-License-Identifier: MIT
#include "core/store/record_io.h"

#include "core/store/error_codec.h"
#include "core/store/record_codec.h"
#include "core/store/utf8.h"

#include <QSqlError>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace sluice::store {

namespace {

using namespace Qt::StringLiterals;
using download::Id;
using download::Record;
using download::State;

// Places in the lists of columns below.
enum Column {
    IdColumn,
    Position,
    StateColumn,
    Url,
    Folder,
    Name,
    Added,
    Finished,
    FinalPath,
    ErrorColumn,
    RequestColumn,
    PartColumn,
    History
};

// An upsert, as REPLACE would delete and insert.
constexpr auto kWrite
    = "INSERT INTO download (id, position, state, url, folder, name, added_ms, finished_ms, final_path, "
      "error, request, part, history) VALUES (?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, CAST(? "
      "AS TEXT), "
      "?, ?, ?, ?) "
      "ON CONFLICT (id) DO UPDATE SET position = excluded.position, state = excluded.state, "
      "url = excluded.url, folder = excluded.folder, name = excluded.name, "
      "added_ms = excluded.added_ms, finished_ms = excluded.finished_ms, "
      "final_path = excluded.final_path, error = excluded.error, request = excluded.request, "
      "part = excluded.part, history = excluded.history"_L1;
constexpr auto kRead
    = "SELECT id, position, state, CAST(url AS BLOB), CAST(folder AS BLOB), CAST(name AS BLOB), added_ms, finished_ms, "
      "CAST(final_path AS BLOB), error, request, part, history FROM download WHERE id IN (SELECT value FROM json_each(?))"_L1;

/// Text for binding, and back. It goes through the driver as UTF-8 bytes and is cast in the statement:
/// SQLite's own conversion from and to UTF-16 drops byte order marks, replaces non-characters, and takes the
/// character after an unpaired surrogate for its other half. Qt keeps all of them but the last, which becomes
/// a question mark. The empty text is NULL: a byte less, and no distinction to keep.
QByteArray bindable(const QString &text)
{
    return text.isEmpty() ? QByteArray() : text.toUtf8();
}

QString text(const QVariant &value)
{
    return textFromUtf8(value.toByteArray());
}

QVariant stateVariant(State state)
{
    // Made once: the name of a state is bound with every row.
    static const auto names = [] {
        std::array<QVariant, download::kStateCount> all;
        for (size_t i = 0; i < all.size(); ++i)
            all[i] = download::stateName(State(i));
        return all;
    }();
    return names[size_t(state)];
}

Error damagedRow(Id id)
{
    Error error;
    error.detail = u"The stored request of download "_s % QString::number(id) % u" cannot be read."_s;
    return error;
}

/// Rows outlive mistakes. A state this version does not know becomes Paused, so that nothing starts that the
/// user has not seen. A damaged part or history is left out: the file starts again. A damaged request would
/// be another request (no checksum, no headers), so the download fails and says why.
Record fromRow(const QSqlQuery &row)
{
    Record record;
    record.id = row.value(IdColumn).toLongLong();
    record.order = row.value(Position).toLongLong();
    record.state = download::stateFromName(row.value(StateColumn).toString()).value_or(State::Paused);
    record.request.url = text(row.value(Url));
    record.request.folder = text(row.value(Folder));
    record.request.fileName = text(row.value(Name));
    record.addedMs = row.value(Added).toLongLong();
    record.finishedMs = row.value(Finished).toLongLong();
    record.finalPath = text(row.value(FinalPath));
    if (const QString kind = row.value(ErrorColumn).toString(); !kind.isEmpty())
        setKindByName(record.error.emplace(), kind);
    (void)decodePart(row.value(PartColumn).toByteArray(), record.part);
    (void)decodeHistory(row.value(History).toByteArray(), record);
    if (!decodeRequest(row.value(RequestColumn).toByteArray(), record.request) && !isFinal(record.state)) {
        record.state = State::Failed;
        record.error = damagedRow(record.id);
    }
    return record;
}

} // namespace

Result<void> RecordIo::prepare(Database &database)
{
    return database.prepare({
        {&m_write, kWrite},
        {&m_erase, u"DELETE FROM download WHERE id = ?"_s},
        {&m_ids, u"SELECT id FROM download ORDER BY position, id"_s},
        {&m_read, kRead},
        {&m_maxId, u"SELECT max(id) FROM download"_s},
    });
}

Result<void> RecordIo::write(const Record &record)
{
    m_write.bindValue(IdColumn, record.id);
    m_write.bindValue(Position, record.order);
    m_write.bindValue(StateColumn, stateVariant(record.state));
    m_write.bindValue(Url, bindable(record.request.url));
    m_write.bindValue(Folder, bindable(record.request.folder));
    m_write.bindValue(Name, bindable(record.request.fileName));
    m_write.bindValue(Added, record.addedMs);
    m_write.bindValue(Finished, record.finishedMs);
    m_write.bindValue(FinalPath, bindable(record.finalPath));
    m_write.bindValue(ErrorColumn, record.error ? QVariant(errorKindName(record.error->kind)) : QVariant(QString()));
    m_write.bindValue(RequestColumn, encodeRequest(record.request));
    m_write.bindValue(PartColumn, encodePart(record.part));
    m_write.bindValue(History, encodeHistory(record));
    return exec(m_write);
}

Result<void> RecordIo::erase(Id id)
{
    m_erase.bindValue(0, id);
    return exec(m_erase);
}

Result<std::vector<Id>> RecordIo::ids()
{
    if (auto done = exec(m_ids); !done)
        return std::unexpected(done.error());
    std::vector<Id> ids;
    while (m_ids.next())
        ids.push_back(m_ids.value(0).toLongLong());
    const QSqlError error = m_ids.lastError();
    m_ids.finish();
    if (error.isValid())
        return std::unexpected(failureFrom(error));
    return ids;
}

Result<std::vector<Record>> RecordIo::read(std::span<const Id> ids)
{
    // Many at once: the driver describes all columns anew each time a statement is run, which costs more than
    // twenty rows.
    QString list = u"["_s;
    for (const Id id : ids)
        list += QString::number(id) % u',';
    if (!ids.empty())
        list.chop(1);
    m_read.bindValue(0, QString(list % u']'));
    if (auto done = exec(m_read); !done)
        return std::unexpected(done.error());
    std::vector<Record> records;
    records.reserve(ids.size());
    while (m_read.next())
        records.push_back(fromRow(m_read));
    const QSqlError error = m_read.lastError();
    m_read.finish();
    if (error.isValid())
        return std::unexpected(failureFrom(error));
    std::ranges::sort(records, {}, [](const Record &record) { return std::pair(record.order, record.id); });
    return records;
}

Result<Id> RecordIo::nextId()
{
    if (auto done = exec(m_maxId); !done)
        return std::unexpected(done.error());
    const Id last = m_maxId.next() ? m_maxId.value(0).toLongLong() : 0;
    m_maxId.finish();
    return last < std::numeric_limits<Id>::max() ? std::max<Id>(last, 0) + 1 : last;
}

} // namespace sluice::store
