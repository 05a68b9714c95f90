// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop_monitor.h"
#include "core/engine/snapshot.h"

#include <QString>

namespace sluice::ui {

/// What a monitor of this thread has seen, in the engine's words. `nowMs` is the wall clock, ms since the epoch.
[[nodiscard]] engine::LoopHealth healthOf(
    const async::LoopMonitor &monitor, async::Clock::time_point now, qint64 nowMs);

/// How a loop keeps up, as the page shows it.
struct LoopFigures {
    engine::LoopHealth health;
    bool worstIsBound = false; ///< the worst is no more than that: what it was since the reset is not known

    /// False before the first tick, and where nobody measures.
    bool isMeasured() const { return health.samples > 0; }
};

/// A loop since somebody pressed Reset: its ticks and callbacks since then. The percentiles are over the newest ticks
/// anyway. The worst of all times is the worst since then only if it has grown; else it is a bound. A loop whose ticks
/// have begun anew is shown as it is. `sinceMs` 0 = never reset. Pure.
[[nodiscard]] LoopFigures since(const engine::LoopHealth &now, const engine::LoopHealth &atReset, qint64 sinceMs);

/// A lag or the time a callback took, from µs: "0.08 ms", "12.3 ms", "1,250 ms". Negative counts as 0.
[[nodiscard]] QString lagText(qint64 us);

} // namespace sluice::ui
