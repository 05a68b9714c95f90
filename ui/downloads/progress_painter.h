// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/state_colours.h"

#include <QFontMetrics>
#include <QPalette>
#include <QRect>
#include <QString>

#include <optional>

class QPainter;

namespace sluice::ui {

/// All a progress cell shows.
struct ProgressLook {
    Mark mark = Mark::WaitSlot;
    std::optional<double> fraction;
    QString text;
    bool selected = false;
    bool active = true; ///< the window is
    Qt::LayoutDirection direction = Qt::LeftToRight;
};

/// Room for the widest usual text beside the bar.
int progressTextWidth(const QFontMetrics &metrics);

/// Draws bar and text into a cell whose background is already there. Failures and cancellations have words, or a
/// struck line, in place of the bar. No style calls: filled rectangles only, at any scale.
void paintProgress(QPainter &painter, const QRect &cell, const QPalette &palette, const ProgressLook &look);

} // namespace sluice::ui
