// SPDX-License-Identifier: MIT
#pragma once

#include <QRect>

#include <optional>

namespace sluice::ui {

/// Where the parts of a progress cell are: a bar, its filled part, and a text beside it. A plain value, made
/// without a painter, in logical pixels.
struct ProgressLayout {
    QRect trough; ///< the whole bar; empty where there is no room for one
    QRect fill;   ///< the filled part, at the side where reading begins
    QRect text;   ///< for one line, next to the bar

    bool operator==(const ProgressLayout &) const = default;
};

/// What a progress cell needs to know.
struct ProgressInput {
    QRect cell;
    std::optional<double> fraction; ///< nothing = unknown total: an empty bar
    int textWidth = 0;              ///< room to keep for the text, the same in every row
    int barHeight = 0;
    Qt::LayoutDirection direction = Qt::LeftToRight;
};

/// Lays a progress cell out: the bar first, the text at the end, 8 px between and 4 px around. Any progress shows
/// at least one pixel, and only all of it fills the bar. Too narrow a cell keeps its text. Pure.
ProgressLayout layoutProgress(const ProgressInput &input);

} // namespace sluice::ui
