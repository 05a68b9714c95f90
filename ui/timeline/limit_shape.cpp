// SPDX-License-Identifier: MIT
#include "ui/timeline/limit_shape.h"

#include "core/download/settings.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using trace::Micros;

LimitScale LimitScale::of(qint64 most, int height)
{
    constexpr qint64 kLeast = 4;
    constexpr qint64 kGreatest = 1'000'000'000; // a damaged file must not overflow
    const qint64 number = std::clamp<qint64>(most, 0, kGreatest);
    return {std::max(number + std::max<qint64>(number / 4, 1), kLeast), std::max(height, 1)};
}

double LimitScale::y(qint64 value) const
{
    return height - static_cast<double>(value) / static_cast<double>(top) * height;
}

int LimitScale::limitAt(double y) const
{
    const double value = (height - y) / height * static_cast<double>(top);
    return static_cast<int>(std::lround(std::clamp<double>(value, download::kMinLimit, download::kMaxLimit)));
}

std::vector<StepRun> stepRuns(const trace::StepSeries &series, const TimeScale &scale, int width, Micros now)
{
    std::vector<StepRun> runs;
    const int first = std::clamp(static_cast<int>(std::floor(scale.x(0))), 0, std::max(width, 0));
    const int last = std::min(width, static_cast<int>(std::ceil(scale.x(now))));
    for (int x = first; x < last; ++x) {
        const Micros from = std::max<Micros>(scale.at(x), 0);
        const Micros to = std::min(std::max(scale.at(x + 1), from + 1), std::max<Micros>(now, 1));
        const auto range = series.between(from, std::max(to, from + 1));
        if (!runs.empty() && runs.back().least == range.least && runs.back().most == range.most)
            runs.back().right = x + 1;
        else
            runs.push_back({x, x + 1, range.least, range.most});
    }
    return runs;
}

} // namespace sluice::ui
