// SPDX-License-Identifier: MIT
#include "core/store/session.h"

#include "core/store/schema.h"

#include <QFileInfo>

#include <algorithm>
#include <span>

namespace sluice::store {

namespace {

using namespace Qt::StringLiterals;
using download::Id;
using download::Record;

Result<void> checkStructure(Database &database, const QString &path)
{
    // SQLite reads what is missing of the last page as zeros, and takes a file of a few bytes for a new one.
    // While there is a log, a cut page can be the trace of an interrupted checkpoint, which it makes good.
    const auto pageSize = database.value(u"PRAGMA page_size"_s);
    if (!pageSize)
        return std::unexpected(pageSize.error());
    if (QFileInfo(path + u"-wal"_s).size() == 0 && QFileInfo(path).size() % pageSize->toLongLong() != 0)
        return std::unexpected(Failure{FailureKind::Damaged, u"the file ends in the middle of a page"_s});
    // Everything integrity_check does but for the comparison of indexes with their tables: a walk over all
    // pages. Stops at the first finding.
    const auto verdict = database.value(u"PRAGMA quick_check(1)"_s);
    if (!verdict)
        return std::unexpected(verdict.error());
    if (const QString text = verdict->toString(); text != "ok"_L1)
        return std::unexpected(Failure{FailureKind::Damaged, text});
    return {};
}

} // namespace

Result<std::unique_ptr<Session>> Session::open(const QString &path)
{
    std::unique_ptr<Session> session(new Session);
    session->m_path = path;
    Database &database = session->m_database;
    auto done = database.open(path);
    // First whether the file is ours to change at all.
    if (done)
        done = checkVersion(database);
    if (done)
        done = checkStructure(database, path);
    if (done)
        done = database.configure();
    if (done)
        done = migrate(database);
    if (done)
        done = session->prepare();
    if (!done)
        return std::unexpected(done.error());
    session->m_identity = identityOf(path);
    return session;
}

Result<void> Session::prepare()
{
    auto prepared = m_records.prepare(m_database);
    if (prepared)
        prepared = m_settings.prepare(m_database);
    if (!prepared) {
        // The version number promises tables that are not there.
        if (prepared.error().kind == FailureKind::Other)
            prepared.error().kind = FailureKind::Damaged;
        return prepared;
    }
    const auto byRows = m_records.nextId();
    const auto byMark = m_settings.readNextId();
    if (!byRows || !byMark)
        return std::unexpected(!byRows ? byRows.error() : byMark.error());
    m_nextId = std::max({*byRows, *byMark, Id(1)});
    // Shows that the file can be written, before anybody relies on it: SQLite opens one that cannot as
    // read-only, and gives it a read transaction even for BEGIN IMMEDIATE. Changes no row.
    return m_database.run(u"DELETE FROM counter WHERE key = ''"_s);
}

Result<void> Session::write(const Pending &pending)
{
    // SQLite would go on writing to a file without a name, and all of it would be lost at the end.
    if (identityOf(m_path) != m_identity)
        return std::unexpected(Failure{FailureKind::Gone, u"the file was removed or replaced while it was in use"_s});
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return std::unexpected(transaction.error());

    // By ascending id, so that new rows are appended to the tree and pages are filled.
    std::vector<std::pair<Id, const std::optional<Record> *>> rows;
    rows.reserve(pending.records.size());
    for (const auto &[id, record] : pending.records)
        rows.emplace_back(id, &record);
    std::ranges::sort(rows, {}, &std::pair<Id, const std::optional<Record> *>::first);
    for (const auto &[id, record] : rows) {
        if (auto done = *record ? m_records.write(**record) : m_records.erase(id); !done)
            return done;
    }
    if (pending.settings) {
        if (auto done = m_settings.writeSettings(*pending.settings); !done)
            return done;
    }
    for (auto value = pending.uiValues.cbegin(); value != pending.uiValues.cend(); ++value) {
        if (auto done = m_settings.writeUiValue(value.key(), value.value()); !done)
            return done;
    }
    if (pending.nextId > m_nextId) {
        if (auto done = m_settings.raiseNextId(pending.nextId); !done)
            return done;
    }
    auto done = transaction->commit();
    if (done)
        m_nextId = std::max(m_nextId, pending.nextId);
    return done;
}

Result<void> Session::sync()
{
    return m_database.run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
}

Result<void> Session::readAll(const std::function<void(std::vector<Record>)> &batch, const std::function<bool()> &goOn)
{
    const auto ids = m_records.ids();
    if (!ids)
        return std::unexpected(ids.error());
    for (std::span<const Id> left = *ids; !left.empty() && goOn();) {
        const auto portion = left.first(std::min(kBatch, left.size()));
        auto records = m_records.read(portion);
        if (!records)
            return std::unexpected(records.error());
        batch(std::move(*records));
        left = left.subspan(portion.size());
    }
    return {};
}

} // namespace sluice::store
