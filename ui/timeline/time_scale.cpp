// SPDX-License-Identifier: MIT
#include "ui/timeline/time_scale.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using trace::Micros;

TimeScale TimeScale::of(const TimeAxis &axis, double devicePixelRatio)
{
    const double ratio = devicePixelRatio > 0 ? devicePixelRatio : 1;
    const double left = static_cast<double>(axis.from()) / axis.perPixel();
    return {axis.perPixel(), std::round(left * ratio) / ratio};
}

double TimeScale::x(Micros at) const
{
    return std::clamp(static_cast<double>(at) / perPixel - origin, -TimeAxis::kOutside, TimeAxis::kOutside);
}

Micros TimeScale::at(double x) const
{
    const double moment = (origin + x) * perPixel;
    return static_cast<Micros>(std::llround(std::clamp(moment, -TimeAxis::kFarthest * 2, TimeAxis::kFarthest * 2)));
}

} // namespace sluice::ui
