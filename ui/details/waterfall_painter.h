// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/time_axis.h"
#include "ui/details/waterfall_layout.h"
#include "ui/details/waterfall_rows.h"

#include <QPalette>

#include <vector>

class QPainter;

namespace sluice::ui {

/// All that the picture of a waterfall is made from.
struct WaterfallScene {
    const trace::Track *track = nullptr;
    const std::vector<WaterfallRow> *rows = nullptr;
    WaterfallLayout layout;
    TimeAxis axis; ///< from the adding of the download, over the bars
    trace::Micros end = 0;
    int scroll = 0;
    int height = 0;
    qsizetype row = -1; ///< chosen
    qint64 span = -1;   ///< chosen within it
    bool focused = false;
    QPalette palette;
};

/// Paints ruler, lines and bars; only the rows in sight cost anything. Uses the painter's font.
void paintWaterfall(QPainter &painter, const WaterfallScene &scene);

} // namespace sluice::ui
