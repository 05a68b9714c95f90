// SPDX-License-Identifier: MIT
#include "app/get/get_run.h"

#include "app/get/look_pace.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace sluice::app {

namespace {

/// The requests go to the engine in portions, so that the first downloads run while the rest is still being added.
constexpr std::size_t kPortion = 250;
constexpr int kPortionEveryMs = 2;
constexpr int kTraceEveryMs = 100;
/// The engine closes a batch ten times a second; one that is stuck must not hold up the end for long.
constexpr int kLastBatchMs = 2'000;

bool isWorthALine(download::State state)
{
    return download::isRunning(state) || state == download::State::Backoff;
}

} // namespace

GetRun::GetRun(engine::Port &port, Reporter &reporter, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_reporter(reporter)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &GetRun::tick);
    m_feed.setInterval(kPortionEveryMs);
    m_feed.setTimerType(Qt::PreciseTimer);
    connect(&m_feed, &QTimer::timeout, this, &GetRun::addNext);
}

void GetRun::start(std::vector<download::Request> requests)
{
    m_tally = Tally(int(requests.size()));
    m_sinceStart.start();
    m_sinceEvent.start();
    m_sinceRows.start();
    m_sinceTrace.start();
    m_sinceLook.start();
    m_port.recordEvents(true);
    m_toAdd.assign(std::make_move_iterator(requests.rbegin()), std::make_move_iterator(requests.rend()));
    addNext();
    m_feed.start();
    m_timer.start(0);
}

void GetRun::addNext()
{
    const std::size_t count = std::min(kPortion, m_toAdd.size());
    std::vector<download::Request> portion(
        std::make_move_iterator(m_toAdd.rbegin()), std::make_move_iterator(m_toAdd.rbegin() + std::ptrdiff_t(count)));
    m_toAdd.resize(m_toAdd.size() - count);
    if (!portion.empty())
        m_port.add(std::move(portion), false);
    if (m_toAdd.empty())
        m_feed.stop();
}

void GetRun::interrupt()
{
    if (m_interrupted || m_finished)
        return;
    m_interrupted = true;
    m_sinceInterrupt.start();
    m_feed.stop();
    m_tally.giveUp(int(m_toAdd.size()));
    m_toAdd.clear();
    m_port.pause(m_tally.moving());
    m_timer.start(0);
}

void GetRun::tick()
{
    // Rows before events: whatever the rows say, the events are at least as new and have the last word.
    const bool rowsDue = m_sinceRows.elapsed() >= m_reporter.progressIntervalMs();
    engine::Delta delta;
    if (rowsDue) {
        m_sinceRows.start();
        delta = m_port.takeDelta();
    }
    takeEvents();
    if (rowsDue)
        takeRows(std::move(delta));
    if (m_record && m_sinceTrace.elapsed() >= kTraceEveryMs)
        takeTrace();
    if (m_reporter.isBroken())
        interrupt();

    const bool patienceIsOver = m_interrupted && m_sinceInterrupt.elapsed() >= kPatienceMs;
    if (m_tally.isComplete() || (m_interrupted && m_tally.isStill()) || patienceIsOver) {
        if (m_tookMs < 0)
            m_tookMs = m_sinceStart.elapsed();
        if (!m_record || isRecorded())
            return finish();
        m_timer.start(kBusyLookMs);
        return;
    }
    m_timer.start(nextTickMs());
}

bool GetRun::isRecorded()
{
    // What happened comes in batches, later than the events that end the run: the last batch is closed after these.
    if (!m_sinceEnd.isValid()) {
        m_sinceEnd.start();
        takeTrace();
        m_recordedAtEnd = m_record->now();
        return false;
    }
    takeTrace();
    return m_record->now() > m_recordedAtEnd || m_sinceEnd.elapsed() >= kLastBatchMs;
}

void GetRun::takeEvents()
{
    std::vector<engine::StateEvent> events = m_port.takeEvents();
    const int before = m_tally.unfinished();
    m_endedLately = 0;
    m_lookMs = m_sinceLook.restart();
    if (events.empty())
        return;
    m_sinceEvent.start();
    std::vector<download::Id> late; // added after the interruption
    std::erase_if(events, [&](const engine::StateEvent &event) {
        const bool ours = m_tally.apply(event);
        if (ours && m_interrupted && event.kind == engine::StateEvent::Kind::Added)
            late.push_back(event.id);
        if (!m_tally.isOpen(event.id))
            m_active.erase(event.id);
        return !ours;
    });
    m_endedLately = std::max(0, before - m_tally.unfinished());
    if (!late.empty())
        m_port.pause(std::move(late));
    if (!events.empty())
        m_reporter.events(events);
}

void GetRun::takeTrace()
{
    m_sinceTrace.start();
    m_record->take(m_port.takeTrace());
}

void GetRun::takeRows(engine::Delta delta)
{
    for (const engine::Notice &notice : delta.notices)
        m_reporter.notice(notice);
    for (engine::Row &row : delta.changed) {
        if (m_tally.isOpen(row.id) && isWorthALine(row.state))
            m_active.insert_or_assign(row.id, std::move(row));
        else
            m_active.erase(row.id);
    }
    Progress progress;
    progress.nowMs = QDateTime::currentMSecsSinceEpoch();
    for (const auto &[id, row] : m_active)
        progress.active.push_back(row);
    std::ranges::sort(progress.active, {}, &engine::Row::order);
    progress.totals = delta.totals;
    progress.summary = m_tally.summary(m_sinceStart.elapsed());
    m_reporter.progress(progress);
}

void GetRun::finish()
{
    m_finished = true;
    for (const engine::Notice &notice : m_port.takeDelta().notices)
        m_reporter.notice(notice);
    const Summary summary = m_tally.summary(m_tookMs);
    m_reporter.finish(summary, QDateTime::currentMSecsSinceEpoch(), m_interrupted);
    Q_EMIT finished(exitStatus(summary, m_interrupted));
}

int GetRun::nextTickMs() const
{
    if (m_sinceEvent.elapsed() >= kLivelyMs)
        return kCalmLookMs;
    return m_interrupted ? kBusyLookMs : nextLookMs(m_tally.unfinished(), m_endedLately, m_lookMs);
}

} // namespace sluice::app
