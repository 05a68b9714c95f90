// SPDX-License-Identifier: MIT
#include "core/engine/outbox.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sluice::engine {

void Outbox::put(std::vector<Row> rows, const std::vector<Id> &removed, const Totals &totals)
{
    const std::scoped_lock lock(m_mutex);
    for (Row &row : rows)
        m_changed.insert_or_assign(row.id, std::move(row));
    for (const Id id : removed) {
        m_changed.erase(id);
        m_removed.insert(id);
    }
    m_totals = totals;
}

void Outbox::put(Notice notice)
{
    const std::scoped_lock lock(m_mutex);
    m_notices.push_back(std::move(notice));
}

void Outbox::put(Details details)
{
    const std::scoped_lock lock(m_mutex);
    m_details = std::move(details);
}

void Outbox::setLoaded()
{
    const std::scoped_lock lock(m_mutex);
    m_loaded = true;
}

void Outbox::put(StateEvent event)
{
    const std::scoped_lock lock(m_mutex);
    if (m_recordEvents)
        m_events.push_back(std::move(event));
}

void Outbox::recordEvents(bool on)
{
    const std::scoped_lock lock(m_mutex);
    m_recordEvents = on;
    if (!on)
        m_events.clear();
}

Delta Outbox::takeDelta()
{
    std::unordered_map<Id, Row> changed;
    Delta delta;
    {
        const std::scoped_lock lock(m_mutex);
        changed.swap(m_changed);
        delta.removed.assign(m_removed.begin(), m_removed.end());
        m_removed.clear();
        delta.totals = m_totals;
        delta.notices = std::exchange(m_notices, {});
        delta.details = std::exchange(m_details, std::nullopt);
        delta.loaded = m_loaded;
    }
    delta.changed.reserve(changed.size());
    for (auto &[id, row] : changed)
        delta.changed.push_back(std::move(row));
    return delta;
}

std::vector<StateEvent> Outbox::takeEvents()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_events, {});
}

void Outbox::put(trace::Batch batch)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_trace.events.empty()) {
        std::ranges::move(batch.events, std::back_inserter(m_trace.events));
        batch.events = std::move(m_trace.events);
    }
    m_trace = std::move(batch);
}

void Outbox::put(LoopHealth health)
{
    const std::scoped_lock lock(m_mutex);
    m_health = std::move(health);
}

trace::Batch Outbox::takeTrace()
{
    const std::scoped_lock lock(m_mutex);
    trace::Batch batch;
    batch.now = m_trace.now;
    batch.wallMs = m_trace.wallMs;
    batch.events = std::exchange(m_trace.events, {});
    return batch;
}

LoopHealth Outbox::engineLoop() const
{
    const std::scoped_lock lock(m_mutex);
    return m_health;
}

} // namespace sluice::engine
