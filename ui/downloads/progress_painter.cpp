// SPDX-License-Identifier: MIT
#include "ui/downloads/progress_painter.h"

#include "ui/downloads/progress_layout.h"
#include "ui/style/figures.h"
#include "ui/style/format.h"
#include "ui/style/swatch_painter.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace sluice::ui {

namespace {

/// A failed download has no use for a bar: its chip, and why, in the whole cell.
void paintFailure(QPainter &painter, const QRect &cell, const Swatch &swatch, const ProgressLook &look)
{
    const QRect inner = cell.adjusted(4, 0, -4, 0);
    const QFontMetrics metrics = painter.fontMetrics();
    const int side = std::clamp(metrics.height() - 2, 10, std::max(10, inner.height() - 4));
    const QRect chip = QStyle::visualRect(
        look.direction, inner, QRect(inner.left(), inner.top() + (inner.height() - side) / 2, side, side));
    paintChip(painter, chip, swatch);
    const QRect text = QStyle::visualRect(look.direction, inner, inner.adjusted(side + 6, 0, 0, 0));
    drawLine(painter, text, QStyle::visualAlignment(look.direction, Qt::AlignLeft), look.text, Qt::ElideRight);
}

} // namespace

int progressTextWidth(const QFontMetrics &metrics)
{
    return std::max(figuresWidth(metrics, percentText(1)), figuresWidth(metrics, bytesText(888'000'000)));
}

void paintProgress(QPainter &painter, const QRect &cell, const QPalette &palette, const ProgressLook &look)
{
    const QPalette::ColorGroup group = look.active ? QPalette::Active : QPalette::Inactive;
    const QColor ground = palette.color(group, look.selected ? QPalette::Highlight : QPalette::Base);
    const QColor ink = palette.color(group, look.selected ? QPalette::HighlightedText : QPalette::Text);
    const Swatch &colours = swatch(look.mark, groundOf(palette));
    painter.setPen(ink);
    if (look.mark == Mark::Failed) {
        paintFailure(painter, cell, colours, look);
        return;
    }
    ProgressInput input;
    input.cell = cell;
    input.fraction = look.fraction;
    input.textWidth = progressTextWidth(painter.fontMetrics());
    input.barHeight = std::max(8, painter.fontMetrics().height() * 2 / 3);
    input.direction = look.direction;
    const ProgressLayout layout = layoutProgress(input);
    // Bytes of an unknown total tint the whole bar: something is here, nobody knows how much of it.
    const bool someOfUnknown = !look.fraction && !look.text.isEmpty();
    painter.fillRect(layout.trough, mixed(ground, someOfUnknown ? colours.fill : ink, someOfUnknown ? 0.4 : 0.13));
    // A row that is stuck before its first byte still shows which kind of stuck it is.
    const bool whole = look.mark == Mark::Cancelled || (look.mark == Mark::Paused && layout.fill.isEmpty());
    paintSwatch(painter, whole ? layout.trough : layout.fill, colours);
    drawFigures(painter, layout.text, QStyle::visualAlignment(look.direction, Qt::AlignRight), look.text);
}

} // namespace sluice::ui
