// SPDX-License-Identifier: MIT
// How the engine takes what happens to a download: its state, who is told, what is kept.
#include "core/engine/engine.h"

#include "core/http/url.h"

#include <QDateTime>

#include <utility>

namespace sluice::engine {

using download::Event;
using download::Record;
using download::WaitReason;

namespace {

qint64 wallMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

void Engine::happened(download::Download &download, Event event, WaitReason why, qint64 untilMs)
{
    Entry &entry = *find(download.record.id);
    if (event == Event::BackOff) {
        entry.speed.reset();
        endFinishing(entry);
        // Unless it goes on at once it gives its slot back now.
        if (untilMs > 0)
            giveSlotBack(entry);
    }
    apply(entry, event, why, untilMs);
}

bool Engine::leavesSlot(download::Download &download)
{
    Entry &entry = *find(download.record.id);
    // A slot is for the network. But a disk that is slower must hold up what comes, so it never has more to finish
    // than the slots could bring at once.
    const bool leaves = m_finishing < m_slots.limit();
    if (leaves) {
        entry.finishing = true;
        ++m_finishing;
        giveSlotBack(entry);
    }
    apply(entry, Event::Complete);
    return leaves;
}

void Engine::giveSlotBack(Entry &entry)
{
    if (std::exchange(entry.admission, 0) == 0)
        return;
    m_ready.hostDone(entry.host); // its place at the host with it
    markDraining();
    wakeDispatcher();
}

void Engine::endFinishing(Entry &entry)
{
    if (std::exchange(entry.finishing, false))
        --m_finishing;
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
    m_publisher.touch(entry);
    m_trace.changed(entry, entry.admission != 0 && !download::isFinal(*next));
    switch (event) {
    case Event::BackOff:
        tell(entry, StateEvent::Kind::Retry);
        recordChanged(entry.download);
        break;
    case Event::Finish:
        noteVolume(entry);
        tell(entry, StateEvent::Kind::Done);
        recordChanged(entry.download);
        break;
    case Event::Fail:
        noteVolume(entry);
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

void Engine::noteVolume(const Entry &entry)
{
    const Record &record = entry.download.record;
    const bool full = record.error && record.error->kind == ErrorKind::DiskFull;
    if (!full && (record.error || entry.download.skipped))
        return;
    // The writer stands for the volume. Without one there was no attempt that could tell something of it.
    const auto volume = m_writers.known(record.request.folder);
    if (!volume)
        return;
    if (!full) {
        m_fullVolumes.finished(volume.get());
    } else if (m_fullVolumes.failed(volume.get(), *record.error)) {
        Notice notice;
        notice.kind = Notice::Kind::DiskFull;
        notice.path = record.request.folder;
        notice.detail = record.error->detail;
        m_outbox.put(std::move(notice));
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
    m_publisher.recordChanged(*find(download.record.id));
}

void Engine::requested(download::Download &download, const http::Request &request)
{
    if (m_trace.isOn())
        m_trace.requested(*find(download.record.id), request);
}

void Engine::stepped(download::Download &download, const http::Step &step)
{
    if (m_trace.isOn())
        m_trace.stepped(*find(download.record.id), step);
}

void Engine::answered(download::Download &download, const http::ResponseHead &head)
{
    if (m_trace.isOn())
        m_trace.answered(*find(download.record.id), head);
}

} // namespace sluice::engine
