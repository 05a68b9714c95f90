// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/state_colours.h"
#include "ui/throughput/throughput_painter.h"

namespace sluice::ui {

/// The square that stands for a series in a list.
void paintSeriesChip(QPainter &painter, const QRect &rect, const Series &series, Ground ground);

/// How a time without bytes looks, in the plot and in the legend.
void paintOutageMark(QPainter &painter, const QRect &rect, const QPalette &palette);

/// The series with their letters, topmost layer first, and below them what the lines mean.
void paintLegend(QPainter &painter, const ThroughputData &data, const ThroughputLook &look);

} // namespace sluice::ui
