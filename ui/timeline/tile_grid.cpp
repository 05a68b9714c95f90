// SPDX-License-Identifier: MIT
#include "ui/timeline/tile_grid.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

std::vector<TilePlace> TileGrid::visible(const TimeScale &window, QSize size, qint64 scroll, qint64 lanes) const
{
    std::vector<TilePlace> places;
    if (size.isEmpty() || lanes <= 0 || rowHeight <= 0)
        return places;
    const qint64 bandHeight = static_cast<qint64>(kLanes) * rowHeight;
    const qint64 firstBand = std::max<qint64>(scroll, 0) / bandHeight;
    const qint64 lastBand
        = std::min((std::max<qint64>(scroll, 0) + size.height() - 1) / bandHeight, (lanes - 1) / kLanes);
    const auto firstColumn = static_cast<qint64>(std::floor(window.origin / kWidth));
    const auto lastColumn = static_cast<qint64>(std::floor((window.origin + size.width() - 1) / kWidth));
    for (qint64 band = firstBand; band <= lastBand; ++band) {
        for (qint64 column = firstColumn; column <= lastColumn; ++column) {
            places.push_back({{column, static_cast<int>(band)}, static_cast<double>(column) * kWidth - window.origin,
                static_cast<int>(band * bandHeight - scroll)});
        }
    }
    return places;
}

TimeScale TileGrid::scaleOf(qint64 column, double perPixel)
{
    return {perPixel, static_cast<double>(column) * kWidth};
}

} // namespace sluice::ui
