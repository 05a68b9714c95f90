// SPDX-License-Identifier: MIT
#pragma once

#include <QRect>
#include <QtGlobal>

namespace sluice::ui {

/// Where lanes stand below each other in a window that shows some of them. A value; pure.
struct LaneLayout {
    static constexpr int kGap = 2; ///< pixels above and below a bar

    int count = 0;      ///< lanes
    int rowHeight = 20; ///< of each, at least 1
    int height = 0;     ///< of the window
    qint64 scroll = 0;  ///< pixels of the picture above the window

    [[nodiscard]] qint64 contentHeight() const { return static_cast<qint64>(count) * rowHeight; }
    /// The greatest scroll that leaves no empty room below, 0 when all lanes fit.
    [[nodiscard]] qint64 farthest() const { return qMax<qint64>(contentHeight() - height, 0); }
    /// The lane at a height in the window, -1 = none.
    [[nodiscard]] int laneAt(int y) const;
    /// The row of a lane, from `left` on; may be outside of the window.
    [[nodiscard]] QRect row(int lane, int left, int width) const;
    /// The same without the gaps.
    [[nodiscard]] QRect bar(int lane, int left, int width) const;
    /// The lanes that are seen, [first, last]; an empty range where last < first.
    [[nodiscard]] int first() const;
    [[nodiscard]] int last() const;
    /// The scroll nearest to the present one at which the lane is seen whole.
    [[nodiscard]] qint64 scrollTo(int lane) const;
};

} // namespace sluice::ui
