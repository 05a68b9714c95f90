// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/state_colours.h"

#include <QColor>

namespace sluice::ui {

/// Series a chart can tell apart by colour; what is beyond them is "others".
inline constexpr int kSeriesColours = 8;

/// How one series of a chart looks on one ground.
struct SeriesColour {
    QColor fill;
    QColor edge;         ///< lines next to the ground: contrast to it of at least 3 : 1
    QColor ink;          ///< letters on the fill: contrast to it of at least 4.5 : 1
    char16_t letter = 0; ///< stands for it besides the colour; 0 for others
};

/// The one table of series colours: Paul Tol's "light" scheme, made to be told apart, next to each other and under
/// letters, with the common colour deficiencies. `place` is 0 … kSeriesColours − 1; anything else is "others", grey.
const SeriesColour &seriesColour(int place, Ground ground);

} // namespace sluice::ui
