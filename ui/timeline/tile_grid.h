// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/time_scale.h"

#include <QRect>
#include <QSize>

#include <compare>
#include <vector>

namespace sluice::ui {

/// Which tile: a column of the picture, counted from time 0, and a band of lanes, counted from the first.
struct TileKey {
    qint64 column = 0;
    int band = 0;

    auto operator<=>(const TileKey &) const = default;
};

/// A tile in the window.
struct TilePlace {
    TileKey key;
    double x = 0; ///< of its left edge; whole device pixels
    int y = 0;    ///< of its upper edge
};

/// How the picture is cut into tiles: all of one size, fixed in time and in lanes, so that scrolling either way moves
/// them and repaints none. A value; pure.
struct TileGrid {
    /// Logical pixels; a multiple of the pitch of all patterns, which go on across tiles.
    static constexpr int kWidth = 252;
    static constexpr int kLanes = 8; ///< lanes in a band

    int rowHeight = 20;

    [[nodiscard]] QSize tileSize() const { return {kWidth, kLanes * rowHeight}; }
    /// The tiles that cover a window of `size`, scrolled down by `scroll` pixels over `lanes` lanes.
    [[nodiscard]] std::vector<TilePlace> visible(
        const TimeScale &window, QSize size, qint64 scroll, qint64 lanes) const;
    /// The scale within a column of tiles.
    [[nodiscard]] static TimeScale scaleOf(qint64 column, double perPixel);
};

} // namespace sluice::ui
