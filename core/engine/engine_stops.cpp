// SPDX-License-Identifier: MIT
// How the engine ends a download before its time, and what becomes of its files.
#include "core/engine/engine.h"

#include "core/download/disk/part_stream.h"

#include <QFile>

#include <utility>

namespace sluice::engine {

using download::Event;
using download::Record;
using download::State;
using download::VolumeWriters;

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
        m_scope.spawn(deleteFile(record.request.folder, record.finalPath));
    tell(entry, StateEvent::Kind::Removed);
    m_trace.removed(entry);
    m_publisher.removed(entry);
    m_byOrder.erase(record.order);
    m_entries.erase(id);
}

async::Task<> Engine::deletePart(QString folder, QString path)
{
    auto lookUp = m_writers.forFolder(folder, VolumeWriters::Missing::Leave, std::stop_token());
    const auto writer = co_await lookUp;
    download::PartStream stream(writer);
    stream.reopen(path, 0);
    static_cast<void>(co_await stream.discard()); // already gone is as good
}

async::Task<> Engine::deleteFile(QString folder, QString path)
{
    auto lookUp = m_writers.forFolder(folder, VolumeWriters::Missing::Leave, std::stop_token());
    const auto writer = co_await lookUp;
    writer->post([path] { QFile::remove(path); });
}

} // namespace sluice::engine
