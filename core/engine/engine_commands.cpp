// SPDX-License-Identifier: MIT
// What Port asks for; the rest of the engine is in engine.cpp.
#include "core/engine/engine.h"

#include "core/engine/move_plan.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace sluice::engine {

using download::Event;
using download::Record;
using download::State;

namespace {

/// Whether it stands still and may be put into the queue again.
bool canGoOn(const Entry &entry)
{
    const State state = entry.download.record.state;
    return state == State::Paused || state == State::Failed || state == State::Cancelled;
}

/// Takes a pause or a cancel back that is still under way; returns whether there was one.
bool takeStopBack(Entry &entry)
{
    const bool stopping = entry.after == After::Pause || entry.after == After::Cancel;
    if (stopping)
        entry.after = After::Queue;
    return stopping;
}

} // namespace

void Engine::forEach(const std::vector<Id> &ids, const std::function<void(Entry &)> &command)
{
    for (const Id id : ids) {
        if (Entry *entry = find(id))
            command(*entry);
    }
}

void Engine::add(std::vector<download::Request> requests, bool paused)
{
    if (!m_loaded) {
        defer([this, requests = std::move(requests), paused]() mutable { add(std::move(requests), paused); });
        return;
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    qint64 order = m_byOrder.empty() ? 0 : m_byOrder.rbegin()->first + 1;
    for (download::Request &request : requests) {
        Record record;
        bool stored = false;
        if (m_config.oneRun) {
            if (auto earlier = m_unfinished.take(request)) {
                record = std::move(*earlier);
                record.error.reset();
                if (!m_config.resume)
                    record.part.have.clear(); // the first attempt then does away with the old part file
                stored = true;
            }
        }
        if (!stored)
            record.id = m_nextId++;
        record.request = std::move(request);
        record.state = paused ? State::Paused : State::Queued;
        record.order = order++;
        record.addedMs = now;
        Entry &entry = insert(std::move(record));
        entry.stored = stored;
        entry.recordChanged = false;
        m_publisher.touch(entry);
        tell(entry, StateEvent::Kind::Added);
        m_trace.added(entry);
        if (paused)
            tell(entry, StateEvent::Kind::State);
        else
            enqueue(entry);
        if (!m_config.oneRun)
            recordChanged(entry.download);
    }
}

void Engine::resume(const std::vector<Id> &ids)
{
    if (defer([this, ids] { resume(ids); }))
        return;
    m_fullVolumes.forget();
    forEach(ids, [this](Entry &entry) {
        if (entry.active)
            takeStopBack(entry);
        else if (canGoOn(entry))
            enqueue(entry);
    });
}

void Engine::pause(const std::vector<Id> &ids)
{
    if (defer([this, ids] { pause(ids); }))
        return;
    forEach(ids, [this](Entry &entry) {
        if (!entry.active) {
            m_ready.remove(entry.download.record.id);
            apply(entry, Event::Pause);
        } else if (entry.after == After::Nothing || entry.after == After::Queue) {
            stopActive(entry, After::Pause);
        }
    });
}

void Engine::cancel(const std::vector<Id> &ids)
{
    if (defer([this, ids] { cancel(ids); }))
        return;
    forEach(ids, [this](Entry &entry) {
        if (!entry.active)
            cancelIdle(entry);
        else if (entry.after != After::Remove)
            stopActive(entry, After::Cancel);
    });
}

void Engine::retry(const std::vector<Id> &ids)
{
    if (defer([this, ids] { retry(ids); }))
        return;
    m_fullVolumes.forget();
    forEach(ids, [this](Entry &entry) {
        if (!entry.active) {
            if (canGoOn(entry))
                enqueue(entry);
        } else if (!takeStopBack(entry) && entry.after == After::Nothing
            && entry.download.record.state == State::Backoff) {
            stopActive(entry, After::Queue); // a fresh run, with a fresh count of attempts
        }
    });
}

void Engine::removeRows(const std::vector<Id> &ids, RemoveFiles files)
{
    if (defer([this, ids, files] { removeRows(ids, files); }))
        return;
    forEach(ids, [this, files](Entry &entry) {
        entry.discardPart = files != RemoveFiles::Keep || entry.after == After::Cancel;
        entry.discardFinished = files == RemoveFiles::All;
        if (entry.active)
            stopActive(entry, After::Remove);
        else
            erase(entry);
    });
}

void Engine::move(const std::vector<Id> &ids, MoveTo where)
{
    if (defer([this, ids, where] { move(ids, where); }))
        return;
    std::vector<Place> queue;
    queue.reserve(m_byOrder.size());
    for (const auto &[order, id] : m_byOrder)
        queue.push_back({id, order});
    const auto places = planMove(queue, {ids.begin(), ids.end()}, where);
    for (const Place &place : places) {
        if (const Entry *entry = find(place.id))
            m_byOrder.erase(entry->download.record.order);
    }
    for (const Place &place : places) {
        Entry *entry = find(place.id);
        if (entry == nullptr)
            continue;
        entry->download.record.order = place.order;
        m_byOrder[place.order] = place.id;
        if (m_ready.contains(place.id))
            m_ready.add(ticketFor(*entry));
        m_publisher.touch(*entry);
        recordChanged(entry->download);
    }
    wakeDispatcher();
}

void Engine::setSettings(const Settings &settings)
{
    m_settings = settings;
    m_settings.limit = std::clamp(settings.limit, download::kMinLimit, download::kMaxLimit);
    m_client.setRateLimit(m_settings.rateLimit);
    m_ready.setHostLimit(m_settings.hostLimit);
    m_trace.limits(m_settings);
    if (!m_config.settings)
        m_store.saveSettings(m_settings);
    applyLimit();
    wakeDispatcher();
}

void Engine::watch(Id id)
{
    m_publisher.watch(id);
}

} // namespace sluice::engine
