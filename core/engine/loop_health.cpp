// SPDX-License-Identifier: MIT
#include "core/engine/loop_health.h"

#include <QDateTime>

#include <chrono>

namespace sluice::engine {

namespace {

qint64 micros(std::chrono::nanoseconds duration)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
}

} // namespace

LoopHealth healthOf(const async::LoopMonitor &monitor)
{
    const async::LoopMonitor::Lag lag = monitor.lag();
    LoopHealth health;
    health.p50Us = micros(lag.p50);
    health.p99Us = micros(lag.p99);
    health.worstUs = micros(lag.worst);
    health.samples = lag.samples;
    const auto now = async::Clock::now();
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    health.slow.reserve(monitor.slow().size());
    for (const async::LoopMonitor::Slow &slow : monitor.slow())
        health.slow.push_back({slow.name, micros(slow.took), nowMs - micros(now - slow.at) / 1'000});
    return health;
}

} // namespace sluice::engine
