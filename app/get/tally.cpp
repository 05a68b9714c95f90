// SPDX-License-Identifier: MIT
#include "app/get/tally.h"

namespace sluice::app {

int exitStatus(const Summary &summary, bool interrupted)
{
    // An interruption that came too late to stop anything has interrupted nothing.
    if (interrupted && summary.unfinished > 0)
        return kExitInterrupted;
    return summary.failed + summary.cancelled + summary.unfinished > 0 ? kExitSomeFailed : kExitAllDone;
}

bool Tally::apply(const engine::StateEvent &event)
{
    using Kind = engine::StateEvent::Kind;
    if (event.kind == Kind::Added) {
        if (m_open.contains(event.id))
            return false;
        m_open.insert(event.id, false);
        ++m_added;
        return true;
    }
    const auto it = m_open.find(event.id);
    if (it == m_open.end())
        return false;
    switch (event.kind) {
    case Kind::State: {
        const bool paused = event.state == download::State::Paused;
        m_paused += int(paused) - int(*it);
        *it = paused;
        break;
    }
    case Kind::Done:
        m_summary.bytes += event.skipped ? 0 : event.bytes;
        close(event.id, m_summary.done);
        break;
    case Kind::Failed:
        close(event.id, m_summary.failed);
        break;
    case Kind::Cancelled:
    case Kind::Removed:
        close(event.id, m_summary.cancelled);
        break;
    case Kind::Added:
    case Kind::Retry:
        break;
    }
    return true;
}

void Tally::close(download::Id id, int &count)
{
    m_paused -= m_open.take(id) ? 1 : 0;
    ++count;
}

std::vector<download::Id> Tally::moving() const
{
    std::vector<download::Id> ids;
    for (auto it = m_open.cbegin(); it != m_open.cend(); ++it) {
        if (!it.value())
            ids.push_back(it.key());
    }
    return ids;
}

void Tally::giveUp(int count)
{
    m_expected -= count;
    m_givenUp += count;
}

Summary Tally::summary(qint64 elapsedMs) const
{
    Summary result = m_summary;
    result.unfinished = unfinished();
    result.elapsedMs = elapsedMs;
    return result;
}

} // namespace sluice::app
