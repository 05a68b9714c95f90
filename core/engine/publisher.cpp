// SPDX-License-Identifier: MIT
#include "core/engine/publisher.h"

#include "core/engine/row_builder.h"

#include <algorithm>
#include <utility>

namespace sluice::engine {

namespace {

Entry *findIn(const Entries &entries, Id id)
{
    const auto it = entries.find(id);
    return it == entries.end() ? nullptr : it->second.get();
}

} // namespace

Publisher::Publisher(const EngineConfig &config, store::Store &store, Outbox &outbox)
    : m_config(config)
    , m_store(store)
    , m_outbox(outbox)
{
}

void Publisher::touch(Entry &entry)
{
    const Id id = entry.download.record.id;
    if (!m_config.rows)
        return;
    if (id == m_watched)
        m_watchedChanged = true;
    if (!std::exchange(entry.rowChanged, true))
        m_changedRows.push_back(id);
}

void Publisher::recordChanged(Entry &entry)
{
    touch(entry);
    if (!std::exchange(entry.recordChanged, true))
        m_changedRecords.push_back(entry.download.record.id);
}

void Publisher::removed(Entry &entry)
{
    const Id id = entry.download.record.id;
    uncount(entry);
    m_removed.push_back(id);
    if (entry.stored)
        m_store.remove({id});
}

void Publisher::watch(Id id)
{
    m_watched = id;
    m_watchedChanged = true;
}

void Publisher::count(Entry &entry, const Row &row)
{
    uncount(entry);
    const bool open = !download::isFinal(row.state);
    entry.counted = true;
    entry.countedState = row.state;
    entry.countedSpeed = row.speed;
    entry.countedLeft = open && row.total >= 0 ? std::max<qint64>(row.total - row.bytes, 0) : 0;
    entry.countedUnknown = open && row.total < 0;
    ++m_totals.byState[static_cast<std::size_t>(row.state)];
    m_totals.bytesLeft += entry.countedLeft;
    m_totals.speed += entry.countedSpeed;
    m_totals.unknownTotals += entry.countedUnknown ? 1 : 0;
}

void Publisher::uncount(Entry &entry)
{
    if (!std::exchange(entry.counted, false))
        return;
    --m_totals.byState[static_cast<std::size_t>(entry.countedState)];
    m_totals.bytesLeft -= entry.countedLeft;
    m_totals.speed -= entry.countedSpeed;
    m_totals.unknownTotals -= entry.countedUnknown ? 1 : 0;
}

void Publisher::publish(const Entries &entries, const Settings &settings, int held)
{
    if (!m_config.rows) {
        m_removed.clear();
        return;
    }
    std::vector<Row> rows;
    rows.reserve(m_changedRows.size());
    for (const Id id : std::exchange(m_changedRows, {})) {
        Entry *entry = findIn(entries, id);
        if (entry == nullptr)
            continue;
        entry->rowChanged = false;
        rows.push_back(buildRow(*entry, settings.insecure));
        count(*entry, rows.back());
    }
    m_totals.limit = settings.limit;
    m_totals.active = held;
    m_outbox.put(std::move(rows), std::exchange(m_removed, {}), m_totals);
    if (std::exchange(m_watchedChanged, false)) {
        if (const Entry *entry = findIn(entries, m_watched))
            m_outbox.put(buildDetails(*entry));
    }
}

void Publisher::store(const Entries &entries)
{
    std::vector<download::Record> records;
    std::vector<Id> forgotten;
    for (const Id id : std::exchange(m_changedRecords, {})) {
        Entry *entry = findIn(entries, id);
        if (entry == nullptr)
            continue;
        entry->recordChanged = false;
        // One run of `get` keeps only what another run could go on with.
        const bool worthIt = !m_config.oneRun || !entry->download.record.part.path.isEmpty();
        if (worthIt) {
            records.push_back(entry->download.record);
            entry->stored = true;
        } else if (std::exchange(entry->stored, false)) {
            forgotten.push_back(id);
        }
    }
    if (!records.empty())
        m_store.save(std::move(records));
    if (!forgotten.empty())
        m_store.remove(std::move(forgotten));
}

} // namespace sluice::engine
