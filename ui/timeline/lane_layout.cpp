// SPDX-License-Identifier: MIT
#include "ui/timeline/lane_layout.h"

#include <algorithm>

namespace sluice::ui {

int LaneLayout::laneAt(int y) const
{
    if (y < 0 || y >= height)
        return -1;
    const qint64 lane = (scroll + y) / rowHeight;
    return lane < count ? static_cast<int>(lane) : -1;
}

QRect LaneLayout::row(int lane, int left, int width) const
{
    constexpr qint64 kFar = 1'000'000; // where rows are that nobody sees; QRect counts in int
    const qint64 top = static_cast<qint64>(lane) * rowHeight - scroll;
    return {left, static_cast<int>(std::clamp(top, -kFar, kFar)), width, rowHeight};
}

QRect LaneLayout::bar(int lane, int left, int width) const
{
    return row(lane, left, width).adjusted(0, kGap, 0, -kGap);
}

int LaneLayout::first() const
{
    return static_cast<int>(std::clamp<qint64>(scroll / rowHeight, 0, count));
}

int LaneLayout::last() const
{
    if (height <= 0)
        return first() - 1;
    const qint64 last = (scroll + height - 1) / rowHeight;
    return static_cast<int>(std::clamp<qint64>(last, -1, static_cast<qint64>(count) - 1));
}

qint64 LaneLayout::scrollTo(int lane) const
{
    const qint64 top = static_cast<qint64>(std::clamp(lane, 0, std::max(count - 1, 0))) * rowHeight;
    const qint64 low = top + rowHeight - height;
    // Where a row is taller than the window, its upper edge counts.
    const qint64 wanted = std::min(std::max(scroll, low), top);
    return std::clamp<qint64>(wanted, 0, farthest());
}

} // namespace sluice::ui
