// SPDX-License-Identifier: MIT
#include "core/engine/engine.h"

#include "core/engine/loop_health.h"
#include "core/engine/park_plan.h"
#include "core/http/url.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace sluice::engine {

using download::Event;
using download::Policy;
using download::Record;
using download::State;
using download::WaitReason;

namespace {

/// How often the health of the loop is told.
constexpr int kTicksPerReport = 1'000 / Engine::kTickMs;

qint64 wallMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

Engine::Engine(const EngineConfig &config, Settings settings, store::Store &store, Outbox &outbox)
    : m_config(config)
    , m_settings(std::move(settings))
    , m_store(store)
    , m_outbox(outbox)
    , m_publisher(config, store, outbox)
    , m_trace(config.trace)
    , m_environment{m_client, m_writers, m_pool, &wallMs,
          [] {
              return QRandomGenerator::global()->generateDouble();
          }}
    , m_slots(m_settings.limit)
    , m_nextId(store.firstFreeId())
{
    m_ready.setHostLimit(m_settings.hostLimit);
    m_client.setRateLimit(m_settings.rateLimit);
    m_client.setExpectedFetches(m_settings.limit);
    m_trace.limits(m_settings);
    if (config.trace) {
        m_monitor = std::make_unique<async::LoopMonitor>();
        m_client.setMonitor(m_monitor.get());
    }
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &Engine::tick);
}

Engine::~Engine() = default;

void Engine::begin()
{
    m_tick.start();
    m_scope.spawn(dispatch(m_scope.token()));
    // The store answers on its own thread; the loop brings it here, and not after it has closed.
    const auto loop = async::Loop::current();
    m_store.load(
        [this, loop](std::vector<Record> records) {
            loop->call([this, records = std::move(records)]() mutable { takeStored(std::move(records)); });
        },
        [this, loop](const QString &error) { loop->call([this, error] { loaded(error); }); });
}

void Engine::takeStored(std::vector<Record> records)
{
    for (Record &record : records) {
        if (m_config.oneRun) {
            m_unfinished.add(record);
            continue;
        }
        // Whatever was under way when the program ended goes on from the queue.
        const bool wasUnderWay = !download::isFinal(record.state) && record.state != State::Paused;
        if (wasUnderWay)
            record.state = State::Queued;
        Entry &entry = insert(std::move(record));
        entry.stored = true;
        m_publisher.touch(entry);
        m_trace.added(entry);
        if (wasUnderWay)
            enqueue(entry);
    }
}

void Engine::loaded(const QString &error)
{
    if (!error.isEmpty()) {
        Notice notice;
        notice.kind = Notice::Kind::StoreFailed;
        notice.path = m_config.storePath;
        notice.detail = error;
        m_outbox.put(std::move(notice));
    }
    m_loaded = true;
    for (Command &command : std::exchange(m_deferred, {}))
        command();
    tick();
    m_outbox.setLoaded();
    m_allLoaded->settle({});
}

bool Engine::defer(Command command)
{
    if (m_loaded)
        return false;
    m_deferred.push_back(std::move(command));
    return true;
}

Entry &Engine::insert(Record record)
{
    const Id id = record.id;
    m_nextId = std::max(m_nextId, id + 1);
    while (m_byOrder.contains(record.order))
        record.order = m_byOrder.rbegin()->first + 1;
    m_byOrder[record.order] = id;
    auto &entry = m_entries[id];
    entry = std::make_unique<Entry>();
    entry->host = http::hostLabel(record.request.url);
    entry->download.record = std::move(record);
    return *entry;
}

Entry *Engine::find(Id id)
{
    const auto it = m_entries.find(id);
    return it == m_entries.end() ? nullptr : it->second.get();
}

void Engine::enqueue(Entry &entry)
{
    Record &record = entry.download.record;
    entry.after = After::Nothing;
    record.finishedMs = 0;
    apply(entry, Event::Enqueue);
    m_ready.add(ticketFor(entry));
    if (m_slots.held() >= m_slots.limit() || m_ready.size() > m_slots.limit() - m_slots.held())
        apply(entry, Event::Hold, WaitReason::Slot);
    wakeDispatcher();
}

void Engine::wakeDispatcher()
{
    if (m_dispatcherWake)
        m_dispatcherWake->settle({});
}

async::Task<> Engine::dispatch(std::stop_token stop)
{
    const auto held = [this](Id id) {
        if (Entry *entry = find(id))
            apply(*entry, Event::Hold, WaitReason::HostSlot);
    };
    while (!stop.stop_requested()) {
        if (!m_ready.hasNext()) {
            m_dispatcherWake = std::make_shared<async::OneShot<std::monostate>>();
            co_await async::Wait<std::monostate>(m_dispatcherWake, stop);
            m_dispatcherWake.reset();
            continue;
        }
        async::Permit permit = co_await m_slots.acquire(stop);
        // Between the permit and this moment the limit may have fallen, or everything may have been told to end.
        if (stop.stop_requested() || m_slots.held() > m_slots.limit())
            continue;
        // Who is next is decided now, by the order of this moment.
        const auto next = m_ready.takeNext(held);
        if (!next)
            continue;
        Entry *entry = find(next->id);
        Q_ASSERT(entry != nullptr);
        start(*entry, std::move(permit));
    }
}

void Engine::start(Entry &entry, async::Permit permit)
{
    entry.admission = ++m_admissions;
    m_active.insert(entry.download.record.id);
    const Policy policy = policyFor(entry.download.record.request.overrides, m_settings);
    m_trace.admitted(entry, entry.readmission ? 0 : policy.deadlineMs);
    if (entry.readmission) {
        // Comes back from a backoff: its coroutine waits for this.
        if (!entry.readmission->settle(std::move(permit))) {
            // Stopped a moment ago: it holds nothing, and the permit goes back by itself.
            entry.admission = 0;
            m_ready.hostDone(entry.host);
        }
        return;
    }
    entry.active = true;
    entry.stop = std::stop_source();
    entry.download.skipped = false;
    entry.speed.reset();
    m_scope.spawn(run(&entry, std::move(permit)));
}

async::Task<async::Permit> Engine::readmit(download::Download *download, std::stop_token stop)
{
    Entry *entry = find(download->record.id);
    entry->readmission = std::make_shared<async::OneShot<async::Permit>>();
    m_ready.add(ticketFor(*entry));
    if (m_slots.held() >= m_slots.limit())
        apply(*entry, Event::Hold, WaitReason::Slot);
    wakeDispatcher();
    const auto readmission = entry->readmission;
    try {
        async::Permit permit = co_await async::Wait<async::Permit>(readmission, stop);
        entry->readmission.reset();
        co_return permit;
    } catch (const async::Stopped &) {
        m_ready.remove(entry->download.record.id);
        entry->readmission.reset();
        throw;
    }
}

async::Task<> Engine::run(Entry *entry, async::Permit permit)
{
    const std::stop_token stop = entry->stop.get_token();
    bool wasStopped = false;
    std::optional<Error> defect;
    try {
        co_await download::runDownload(&m_environment, this, &entry->download, std::move(permit), stop);
    } catch (const async::Stopped &) {
        wasStopped = true;
    } catch (const std::exception &exception) {
        Error error;
        error.kind = ErrorKind::Internal;
        error.url = http::withoutUserInfo(entry->download.record.request.url);
        error.host = entry->host;
        error.detail = QString::fromUtf8(exception.what());
        defect = std::move(error);
    }
    // The slot was given back when the coroutine ended, if not before.
    if (std::exchange(entry->admission, 0) != 0)
        m_ready.hostDone(entry->host);
    endFinishing(*entry);
    m_active.erase(entry->download.record.id);
    entry->active = false;
    entry->draining = false;
    markDraining();
    wakeDispatcher();
    if (defect) {
        entry->download.record.error = std::move(defect);
        apply(*entry, Event::Fail);
    }
    if (wasStopped || entry->after == After::Remove || entry->after == After::Cancel)
        stopped(*entry);
    else
        entry->after = After::Nothing;
}

void Engine::applyLimit()
{
    m_slots.setLimit(m_settings.limit);
    m_client.setExpectedFetches(m_settings.limit);
    if (m_settings.lowering == download::Lowering::Park) {
        std::vector<Runner> running;
        for (const Id id : m_active) {
            const Entry *entry = find(id);
            if (entry->admission != 0 && entry->after == After::Nothing) {
                running.push_back({id, entry->admission, entry->download.record.state == State::Verifying});
            }
        }
        const auto parked = beyondLimit(std::move(running), m_settings.limit);
        for (const Id id : parked)
            stopActive(*find(id), After::Queue);
        if (!parked.empty()) {
            Notice notice;
            notice.kind = Notice::Kind::LimitParked;
            notice.count = static_cast<int>(parked.size());
            m_outbox.put(std::move(notice));
        }
    }
    markDraining();
}

void Engine::markDraining()
{
    const bool over = m_slots.held() > m_slots.limit();
    if (!over && !m_anyDraining)
        return;
    std::vector<Runner> running;
    for (const Id id : m_active) {
        const Entry *entry = find(id);
        if (entry->admission != 0)
            running.push_back({id, entry->admission, false});
    }
    const auto beyond = beyondLimit(std::move(running), m_settings.limit);
    const std::unordered_set<Id> draining(beyond.begin(), beyond.end());
    m_anyDraining = !draining.empty();
    for (const Id id : m_active) {
        Entry *entry = find(id);
        if (std::exchange(entry->draining, draining.contains(id)) != entry->draining)
            m_publisher.touch(*entry);
    }
}

void Engine::tick()
{
    const async::LoopMonitor::Guard guard(m_monitor.get(), "engine: tick");
    sampleActive();
    if (m_trace.isOn())
        publishTrace();
    if (m_monitor && ++m_ticks % kTicksPerReport == 0)
        m_outbox.put(healthOf(*m_monitor));
    m_publisher.publish(m_entries, m_settings, m_slots.held());
    m_publisher.store(m_entries);
}

void Engine::publishTrace()
{
    m_outbox.put(m_trace.take());
}

void Engine::sampleActive()
{
    const auto now = async::Clock::now();
    for (const Id id : m_active) {
        Entry &entry = *find(id);
        const State state = entry.download.record.state;
        if (state != State::Receiving && state != State::Stalled)
            continue;
        entry.speed.sample(entry.download.meter.received, now);
        m_trace.sample(entry);
        m_publisher.touch(entry);
        const bool silent = now - entry.download.meter.lastByte > kStallNotice;
        if (state == State::Receiving && silent && !entry.download.meter.heldSince)
            apply(entry, Event::Stall);
    }
}

ReadyQueue::Ticket Engine::ticketFor(const Entry &entry)
{
    ReadyQueue::Ticket ticket;
    ticket.id = entry.download.record.id;
    ticket.order = entry.download.record.order;
    ticket.host = entry.host;
    return ticket;
}

async::Task<> Engine::shutDown()
{
    m_scope.requestStop(); // nothing starts any more
    // The store must not call an engine that is gone, and commands that wait for the queue are to be kept.
    co_await async::Wait<std::monostate>(m_allLoaded, std::stop_token());
    for (const Id id : m_active) {
        Entry &entry = *find(id);
        // A pause, a cancel or a removal that is under way stays what it is.
        if (entry.after == After::Nothing || entry.after == After::Queue)
            stopActive(entry, After::Shutdown);
    }
    try {
        co_await m_scope.join();
    } catch (const std::exception &exception) {
        qCritical("a task of the engine failed: %s", exception.what());
    }
    tick();
    m_tick.stop();
}

} // namespace sluice::engine
