// SPDX-License-Identifier: MIT
#include "core/async/loop_monitor.h"

#include <QTimer>

#include <algorithm>

namespace sluice::async {

LoopMonitor::LoopMonitor(std::chrono::milliseconds interval, std::chrono::milliseconds budget, QObject *parent)
    : QObject(parent)
    , m_interval(interval)
    , m_budget(budget)
    , m_timer(new QTimer(this))
    , m_due(Clock::now() + interval)
{
    m_timer->setTimerType(Qt::PreciseTimer);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &LoopMonitor::tick);
    m_timer->start(m_interval);
}

LoopMonitor::~LoopMonitor() = default;

void LoopMonitor::tick()
{
    const auto now = Clock::now();
    const auto late = std::max<std::chrono::nanoseconds>(now - m_due, std::chrono::nanoseconds(0));
    if (m_lags.size() < kWindow)
        m_lags.push_back(late);
    else
        m_lags[m_next] = late;
    m_next = (m_next + 1) % kWindow;
    ++m_samples;
    m_worst = std::max(m_worst, late);
    m_due = now + m_interval;
    m_timer->start(m_interval);
}

LoopMonitor::Lag LoopMonitor::lag() const
{
    Lag lag;
    lag.samples = m_samples;
    lag.worst = m_worst;
    if (m_lags.empty())
        return lag;
    auto sorted = m_lags;
    std::ranges::sort(sorted);
    lag.p50 = sorted[(sorted.size() - 1) / 2];
    lag.p99 = sorted[(sorted.size() - 1) * 99 / 100];
    return lag;
}

void LoopMonitor::reset()
{
    m_lags.clear();
    m_next = 0;
    m_samples = 0;
    m_worst = {};
    m_slow.clear();
}

void LoopMonitor::note(const char *name, Clock::time_point begin, std::chrono::nanoseconds took)
{
    if (took <= m_budget)
        return;
    if (m_slow.size() == kKept)
        m_slow.erase(m_slow.begin());
    Slow slow;
    slow.name = QString::fromUtf8(name);
    slow.took = took;
    slow.at = begin;
    m_slow.push_back(std::move(slow));
}

LoopMonitor::Guard::Guard(LoopMonitor *monitor, const char *name)
    : m_monitor(monitor)
    , m_name(name)
    , m_begin(monitor ? Clock::now() : Clock::time_point())
{
}

LoopMonitor::Guard::~Guard()
{
    if (m_monitor)
        m_monitor->note(m_name, m_begin, Clock::now() - m_begin);
}

} // namespace sluice::async
