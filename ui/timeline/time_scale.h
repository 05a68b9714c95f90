// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/time_axis.h"

namespace sluice::ui {

/// Moments as pixels from a fixed place: the scale by which a tile and the window that shows it agree to the pixel.
/// Pixels are counted from time 0, which makes "absolute" ones, less `origin`. Pure.
struct TimeScale {
    double perPixel = 1; ///< µs a logical pixel
    double origin = 0;   ///< absolute pixel that is x = 0

    /// The scale of a window: its origin lies on a device pixel, so that tiles move by whole ones.
    static TimeScale of(const TimeAxis &axis, double devicePixelRatio);

    /// Pixels from the origin, cut to TimeAxis::kOutside either way.
    [[nodiscard]] double x(trace::Micros at) const;
    [[nodiscard]] trace::Micros at(double x) const;

    bool operator==(const TimeScale &) const = default;
};

} // namespace sluice::ui
