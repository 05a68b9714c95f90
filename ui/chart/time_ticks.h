// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/time_axis.h"

#include <QString>

#include <vector>

namespace sluice::ui {

/// What the labels of a time axis tell.
enum class TimeLabels {
    Wall,    ///< the time of day: "12:03:05", within a second "+250 ms"
    Elapsed, ///< since the recording began: "5 s", "1.25 s", "3:20"
};

struct Tick {
    trace::Micros at = 0;
    QString label;
    bool major = false; ///< begins a new unit (a full second among ms, a day among hours): drawn stronger
};

struct Ticks {
    trace::Micros step = 0;  ///< distance of two ticks
    std::vector<Tick> ticks; ///< by time; those a little outside of the left edge included, for their labels
    QString base;            ///< what the labels leave out: the date, or among parts of a second the time; may be empty
};

/// The distance of ticks that people count in (1, 2, 5 × 10ⁿ below a second; 1, 2, 5, 10, 15, 30 s and min; 1, 2, 3, 6,
/// 12 h; 1, 2, 5 × 10ⁿ days), the smallest at least `apart` pixels wide. Pure.
trace::Micros tickStep(double perPixel, double apart);

/// The ticks of an axis with their labels. `wallAtZeroMs` is the wall clock at time 0, ms since the epoch: wall ticks
/// stand at full units of the local clock. Pure but for locale and time zone.
Ticks timeTicks(const TimeAxis &axis, TimeLabels labels, qint64 wallAtZeroMs, double apart = 96);

} // namespace sluice::ui
