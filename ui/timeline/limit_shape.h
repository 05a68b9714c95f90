// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/step_series.h"
#include "ui/timeline/time_scale.h"

#include <vector>

namespace sluice::ui {

/// Numbers as heights: 0 stands at the bottom of the strip. A value; pure.
struct LimitScale {
    qint64 top = 4; ///< the number at the upper edge, at least 1
    int height = 40;

    /// Room for the greatest number that is shown, and a little above it to drag the limit into.
    static LimitScale of(qint64 most, int height);

    [[nodiscard]] double y(qint64 value) const;
    /// The number at a height, which may be outside of the strip; in the bounds of the limit.
    [[nodiscard]] int limitAt(double y) const;

    bool operator==(const LimitScale &) const = default;
};

/// Some neighbouring columns of pixels in which a number was between two bounds.
struct StepRun {
    int left = 0;
    int right = 0; ///< one past the last column
    qint64 least = 0;
    qint64 most = 0;

    bool operator==(const StepRun &) const = default;
};

/// A number over [0, width) pixels as runs of equal columns; nothing after `now` nor before time 0. Takes time of the
/// pixels, not of the steps.
std::vector<StepRun> stepRuns(const trace::StepSeries &series, const TimeScale &scale, int width, trace::Micros now);

} // namespace sluice::ui
