// SPDX-License-Identifier: MIT
#include "ui/health/loop_figures.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace sluice::ui {

namespace {

qint64 micros(std::chrono::nanoseconds duration)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
}

} // namespace

engine::LoopHealth healthOf(const async::LoopMonitor &monitor, async::Clock::time_point now, qint64 nowMs)
{
    const async::LoopMonitor::Lag lag = monitor.lag();
    engine::LoopHealth health;
    health.p50Us = micros(lag.p50);
    health.p99Us = micros(lag.p99);
    health.worstUs = micros(lag.worst);
    health.samples = lag.samples;
    health.slow.reserve(monitor.slow().size());
    for (const async::LoopMonitor::Slow &slow : monitor.slow()) {
        const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(now - slow.at);
        health.slow.push_back({slow.name, micros(slow.took), nowMs - ago.count()});
    }
    return health;
}

LoopFigures since(const engine::LoopHealth &now, const engine::LoopHealth &atReset, qint64 sinceMs)
{
    LoopFigures figures{now, false};
    if (sinceMs == 0 || now.samples < atReset.samples)
        return figures;
    figures.health.samples = now.samples - atReset.samples;
    figures.worstIsBound = now.worstUs <= atReset.worstUs;
    std::erase_if(figures.health.slow, [sinceMs](const engine::LoopHealth::Slow &slow) { return slow.atMs < sinceMs; });
    return figures;
}

QString lagText(qint64 us)
{
    const double ms = static_cast<double>(std::max<qint64>(us, 0)) / 1'000;
    const int digits = ms < 9.995 ? 2 : ms < 99.95 ? 1 : 0;
    return QCoreApplication::translate("LoopFigures", "%1\u00A0ms").arg(QLocale().toString(ms, 'f', digits));
}

} // namespace sluice::ui
