// SPDX-License-Identifier: MIT
#include "core/engine/engine.h"

#include "core/download/disk/part_stream.h"
#include "core/engine/move_plan.h"
#include "core/engine/park_plan.h"
#include "core/engine/row_builder.h"
#include "core/http/url.h"

#include <QDateTime>
#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace sluice::engine {

using download::Event;
using download::Record;
using download::State;
using download::WaitReason;

namespace {

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
    , m_environment{m_client, m_writers, m_pool, &wallMs,
          [] {
              return QRandomGenerator::global()->generateDouble();
          }}
    , m_slots(m_settings.limit)
    , m_nextId(store.firstFreeId())
{
    m_totals.limit = m_settings.limit;
    m_ready.setHostLimit(m_settings.hostLimit);
    m_client.setRateLimit(m_settings.rateLimit);
    m_client.setExpectedFetches(m_settings.limit);
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
            m_unfinished.add(std::move(record));
            continue;
        }
        // Whatever was under way when the program ended goes on from the queue.
        const bool wasUnderWay = !download::isFinal(record.state) && record.state != State::Paused;
        if (wasUnderWay)
            record.state = State::Queued;
        Entry &entry = insert(std::move(record));
        entry.stored = true;
        touch(entry);
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
    publishRows();
    m_outbox.setLoaded();
}

bool Engine::defer(Command command)
{
    if (m_loaded)
        return false;
    m_deferred.push_back(std::move(command));
    return true;
}

// --- commands -------------------------------------------------------------------------------------------------------

void Engine::add(std::vector<download::Request> requests, bool paused)
{
    if (!m_loaded) {
        defer([this, requests = std::move(requests), paused]() mutable { add(std::move(requests), paused); });
        return;
    }
    const qint64 now = wallMs();
    qint64 order = m_byOrder.empty() ? 0 : m_byOrder.rbegin()->first + 1;
    for (download::Request &request : requests) {
        Record record;
        bool stored = false;
        if (m_config.oneRun && m_config.resume) {
            if (auto earlier = m_unfinished.take(request)) {
                record = std::move(*earlier);
                record.error.reset();
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
        touch(entry);
        tell(entry, StateEvent::Kind::Added);
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
    for (const Id id : ids) {
        Entry *entry = find(id);
        if (entry == nullptr)
            continue;
        const State state = entry->download.record.state;
        if (entry->active) {
            // A pause that is still under way is taken back.
            if (entry->after == After::Pause)
                entry->after = After::Queue;
            continue;
        }
        if (state == State::Paused || state == State::Failed || state == State::Cancelled)
            enqueue(*entry);
    }
}

void Engine::pause(const std::vector<Id> &ids)
{
    if (defer([this, ids] { pause(ids); }))
        return;
    for (const Id id : ids) {
        Entry *entry = find(id);
        if (entry == nullptr)
            continue;
        if (entry->active) {
            if (entry->after == After::Nothing || entry->after == After::Queue)
                stopActive(*entry, After::Pause);
        } else {
            m_ready.remove(id);
            apply(*entry, Event::Pause);
        }
    }
}

void Engine::cancel(const std::vector<Id> &ids)
{
    if (defer([this, ids] { cancel(ids); }))
        return;
    for (const Id id : ids) {
        Entry *entry = find(id);
        if (entry == nullptr)
            continue;
        if (entry->active) {
            if (entry->after != After::Remove)
                stopActive(*entry, After::Cancel);
        } else {
            cancelIdle(*entry);
        }
    }
}

void Engine::retry(const std::vector<Id> &ids)
{
    if (defer([this, ids] { retry(ids); }))
        return;
    for (const Id id : ids) {
        Entry *entry = find(id);
        if (entry == nullptr)
            continue;
        if (entry->active) {
            if (entry->download.record.state == State::Backoff)
                stopActive(*entry, After::Queue); // a fresh run, with a fresh count of attempts
            else if (entry->after == After::Pause)
                entry->after = After::Queue;
            continue;
        }
        const State state = entry->download.record.state;
        if (state == State::Paused || state == State::Failed || state == State::Cancelled)
            enqueue(*entry);
    }
}

void Engine::removeRows(const std::vector<Id> &ids, RemoveFiles files)
{
    if (defer([this, ids, files] { removeRows(ids, files); }))
        return;
    for (const Id id : ids) {
        Entry *entry = find(id);
        if (entry == nullptr)
            continue;
        entry->discardPart = files != RemoveFiles::Keep;
        entry->discardFinished = files == RemoveFiles::All;
        if (entry->active)
            stopActive(*entry, After::Remove);
        else
            erase(*entry);
    }
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
        if (m_ready.contains(place.id)) {
            ReadyQueue::Ticket ticket;
            ticket.id = place.id;
            ticket.order = place.order;
            ticket.host = entry->host;
            m_ready.add(ticket);
        }
        touch(*entry);
        recordChanged(entry->download);
    }
    wakeDispatcher();
}

void Engine::setSettings(const Settings &settings)
{
    const bool lowered = settings.limit < m_settings.limit;
    m_settings = settings;
    m_settings.limit = std::clamp(settings.limit, download::kMinLimit, download::kMaxLimit);
    m_client.setRateLimit(m_settings.rateLimit);
    m_ready.setHostLimit(m_settings.hostLimit);
    if (!m_config.settings)
        m_store.saveSettings(m_settings);
    applyLimit(lowered);
    wakeDispatcher();
}

void Engine::watch(Id id)
{
    m_watched = id;
    m_watchedChanged = true;
}

// --- the queue and the slots ----------------------------------------------------------------------------------------

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
    ReadyQueue::Ticket ticket;
    ticket.id = record.id;
    ticket.order = record.order;
    ticket.host = entry.host;
    m_ready.add(ticket);
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
    if (entry.readmission) {
        // Comes back from a backoff: its coroutine waits for this.
        if (!entry.readmission->settle(std::move(permit)))
            m_ready.hostDone(entry.host); // stopped a moment ago; the permit goes back by itself
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
    ReadyQueue::Ticket ticket;
    ticket.id = download->record.id;
    ticket.order = download->record.order;
    ticket.host = entry->host;
    m_ready.add(ticket);
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
    // The slot was given back when the coroutine ended; a backoff has left its host already.
    if (std::exchange(entry->admission, 0) != 0)
        m_ready.hostDone(entry->host);
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

void Engine::stopActive(Entry &entry, After after)
{
    entry.after = after;
    entry.stop.request_stop();
}

void Engine::stopped(Entry &entry)
{
    const After after = std::exchange(entry.after, After::Nothing);
    switch (after) {
    case After::Pause:
        apply(entry, Event::Pause);
        break;
    case After::Cancel:
        if (entry.download.record.state != State::Done)
            cancelIdle(entry);
        break;
    case After::Remove:
        erase(entry);
        break;
    case After::Shutdown:
        // Kept as waiting, so that it goes on at the next start.
        entry.download.record.state = State::Queued;
        recordChanged(entry.download);
        break;
    case After::Nothing:
    case After::Queue:
        enqueue(entry);
        break;
    }
}

void Engine::cancelIdle(Entry &entry)
{
    Record &record = entry.download.record;
    if (record.state == State::Done || record.state == State::Cancelled)
        return;
    m_ready.remove(record.id);
    if (!record.part.path.isEmpty())
        m_scope.spawn(deletePart(record.request.folder, std::exchange(record.part.path, QString())));
    record.part = download::Part();
    apply(entry, Event::Cancel);
}

void Engine::erase(Entry &entry)
{
    const Record &record = entry.download.record;
    const Id id = record.id;
    m_ready.remove(id);
    if (entry.discardPart && !record.part.path.isEmpty())
        m_scope.spawn(deletePart(record.request.folder, record.part.path));
    if (entry.discardFinished && record.state == State::Done && !record.finalPath.isEmpty())
        deleteFile(record.request.folder, record.finalPath);
    tell(entry, StateEvent::Kind::Removed);
    uncount(entry);
    m_removed.push_back(id);
    if (entry.stored)
        m_store.remove({id});
    m_byOrder.erase(record.order);
    m_entries.erase(id);
}

async::Task<> Engine::deletePart(QString folder, QString path)
{
    download::PartStream stream(m_writers.forFolder(folder));
    stream.reopen(path, 0);
    static_cast<void>(co_await stream.discard()); // already gone is as good
}

void Engine::deleteFile(const QString &folder, const QString &path)
{
    m_writers.forFolder(folder)->post([path] { QFile::remove(path); });
}

void Engine::applyLimit(bool lowered)
{
    m_slots.setLimit(m_settings.limit);
    m_client.setExpectedFetches(m_settings.limit);
    m_totals.limit = m_settings.limit;
    if (lowered && m_settings.lowering == download::Lowering::Park) {
        std::vector<Runner> running;
        for (const Id id : m_active) {
            const Entry *entry = find(id);
            if (entry->admission != 0 && entry->after == After::Nothing) {
                running.push_back({id, entry->admission, entry->download.record.state == State::Verifying});
            }
        }
        for (const Id id : beyondLimit(std::move(running), m_settings.limit))
            stopActive(*find(id), After::Queue);
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
            touch(*entry);
    }
}

// --- what happens to a download -------------------------------------------------------------------------------------

void Engine::happened(download::Download &download, Event event, WaitReason why, qint64 untilMs)
{
    Entry &entry = *find(download.record.id);
    if (event == Event::BackOff) {
        entry.speed.reset();
        // It gives its slot back now, and its place at the host with it.
        if (untilMs > wallMs() && std::exchange(entry.admission, 0) != 0)
            m_ready.hostDone(entry.host);
    }
    apply(entry, event, why, untilMs);
}

void Engine::apply(Entry &entry, Event event, WaitReason why, qint64 untilMs)
{
    Record &record = entry.download.record;
    const auto next = download::nextState(record.state, event);
    if (!next)
        return;
    const bool same = *next == record.state && why == entry.download.why && untilMs == entry.download.untilMs;
    record.state = *next;
    entry.download.why = why;
    entry.download.untilMs = untilMs;
    if (same)
        return;
    if (download::isFinal(*next)) {
        record.finishedMs = wallMs();
        entry.draining = false;
    }
    touch(entry);
    switch (event) {
    case Event::BackOff:
        tell(entry, StateEvent::Kind::Retry);
        recordChanged(entry.download);
        break;
    case Event::Finish:
        tell(entry, StateEvent::Kind::Done);
        recordChanged(entry.download);
        break;
    case Event::Fail:
        tell(entry, StateEvent::Kind::Failed);
        recordChanged(entry.download);
        break;
    case Event::Cancel:
        tell(entry, StateEvent::Kind::Cancelled);
        recordChanged(entry.download);
        break;
    case Event::Pause:
    case Event::Enqueue:
        tell(entry, StateEvent::Kind::State);
        if (!m_config.oneRun || !record.part.path.isEmpty())
            recordChanged(entry.download);
        break;
    case Event::Hold:
    case Event::Admit:
    case Event::FirstByte:
    case Event::Stall:
    case Event::Complete:
        tell(entry, StateEvent::Kind::State);
        break;
    }
}

void Engine::tell(const Entry &entry, StateEvent::Kind kind)
{
    const Record &record = entry.download.record;
    if (!m_outbox.recordsEvents())
        return;
    StateEvent event;
    event.kind = kind;
    event.timeMs = wallMs();
    event.id = record.id;
    event.url = http::withoutUserInfo(record.request.url);
    event.state = record.state;
    event.why = entry.download.why;
    event.untilMs = entry.download.untilMs;
    if (kind == StateEvent::Kind::Retry || kind == StateEvent::Kind::Failed) {
        event.attempt = record.error ? record.error->attempt : 0;
        if (record.error)
            event.error = std::make_shared<const Error>(*record.error);
    }
    if (kind == StateEvent::Kind::Done) {
        event.path = record.finalPath;
        event.bytes = record.part.bytes();
        event.elapsedMs = event.timeMs - entry.download.firstTryMs;
        event.skipped = entry.download.skipped;
    }
    m_outbox.put(std::move(event));
}

void Engine::recordChanged(download::Download &download)
{
    Entry &entry = *find(download.record.id);
    touch(entry);
    if (!std::exchange(entry.recordChanged, true))
        m_changedRecords.push_back(download.record.id);
}

void Engine::touch(Entry &entry)
{
    if (entry.download.record.id == m_watched)
        m_watchedChanged = true;
    if (!std::exchange(entry.rowChanged, true))
        m_changedRows.push_back(entry.download.record.id);
}

// --- what is told and kept ------------------------------------------------------------------------------------------

void Engine::tick()
{
    sampleActive();
    publishRows();
    storeRecords();
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
        touch(entry);
        if (state == State::Receiving && now - entry.download.meter.lastByte > kStallNotice)
            apply(entry, Event::Stall);
    }
}

void Engine::uncount(Entry &entry)
{
    if (!std::exchange(entry.counted, false))
        return;
    --m_totals.byState[static_cast<std::size_t>(entry.countedState)];
    m_totals.bytesLeft -= entry.countedLeft;
    m_totals.speed -= entry.countedSpeed;
    m_totals.unknownTotals -= entry.countedUnknown ? 1 : 0;
}

void Engine::publishRows()
{
    std::vector<Row> rows;
    rows.reserve(m_changedRows.size());
    for (const Id id : std::exchange(m_changedRows, {})) {
        Entry *entry = find(id);
        if (entry == nullptr)
            continue;
        entry->rowChanged = false;
        Row row = buildRow(*entry, m_settings.insecure);
        uncount(*entry);
        const bool open = !download::isFinal(row.state);
        entry->counted = true;
        entry->countedState = row.state;
        entry->countedSpeed = row.speed;
        entry->countedLeft = open && row.total >= 0 ? std::max<qint64>(row.total - row.bytes, 0) : 0;
        entry->countedUnknown = open && row.total < 0;
        ++m_totals.byState[static_cast<std::size_t>(row.state)];
        m_totals.bytesLeft += entry->countedLeft;
        m_totals.speed += entry->countedSpeed;
        m_totals.unknownTotals += entry->countedUnknown ? 1 : 0;
        rows.push_back(std::move(row));
    }
    m_totals.active = m_slots.held();
    m_outbox.put(std::move(rows), std::exchange(m_removed, {}), m_totals);
    if (std::exchange(m_watchedChanged, false)) {
        if (const Entry *entry = find(m_watched))
            m_outbox.put(buildDetails(*entry));
    }
}

void Engine::storeRecords()
{
    if (m_changedRecords.empty())
        return;
    std::vector<Record> records;
    std::vector<Id> forgotten;
    for (const Id id : std::exchange(m_changedRecords, {})) {
        Entry *entry = find(id);
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

async::Task<> Engine::shutDown()
{
    for (const Id id : m_active)
        stopActive(*find(id), After::Shutdown);
    m_scope.requestStop();
    co_await m_scope.join();
    tick();
    m_tick.stop();
}

} // namespace sluice::engine
