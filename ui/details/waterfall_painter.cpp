// SPDX-License-Identifier: MIT
#include "ui/details/waterfall_painter.h"

#include "ui/chart/time_ticks.h"
#include "ui/details/waterfall_pieces.h"
#include "ui/details/waterfall_texts.h"
#include "ui/style/figures.h"
#include "ui/style/state_colours.h"
#include "ui/style/swatch_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

using trace::Micros;

/// Frames would swallow pieces of a few pixels.
constexpr int kFramed = 4;

QColor faint(const QPalette &palette, double share)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), share);
}

void paintRuler(QPainter &painter, const WaterfallScene &scene)
{
    const QRect bars = scene.layout.bars();
    const int bottom = scene.layout.rulerHeight();
    const Ticks ticks = timeTicks(scene.axis, TimeLabels::Elapsed, 0, 72);
    painter.save();
    painter.setClipRect(bars.adjusted(0, 0, 1, 0), Qt::IntersectClip);
    for (const Tick &tick : ticks.ticks) {
        const int x = bars.left() + static_cast<int>(std::floor(scene.axis.x(tick.at)));
        painter.fillRect(QRect(x, bottom - 4, 1, scene.height), faint(scene.palette, tick.major ? 0.22 : 0.12));
        painter.setPen(faint(scene.palette, 0.75));
        const int room = bars.right() - x - 3;
        if (painter.fontMetrics().horizontalAdvance(tick.label) <= room)
            drawFigures(painter, QRect(x + 3, 0, room, bottom - 2), Qt::AlignLeft, tick.label);
    }
    painter.restore();
}

void paintBar(QPainter &painter, const WaterfallScene &scene, const WaterfallRow &row, const QRect &bar)
{
    const Ground ground = groundOf(scene.palette);
    for (const PhasePiece &piece : phasePieces(*scene.track, row, scene.axis, scene.end)) {
        const QRect rect(bar.left() + piece.left, bar.top(), piece.right - piece.left, bar.height());
        const Swatch &look = swatch(markOf(piece.phase), ground);
        if (rect.width() > kFramed)
            paintSwatch(painter, rect, look);
        else
            painter.fillRect(rect, look.pattern == Pattern::Outline ? look.edge : look.fill);
    }
}

/// How the download ended, behind the bar of its last line.
void paintEnding(QPainter &painter, const WaterfallScene &scene, const WaterfallRow &row, const QRect &bar)
{
    if (row.endSpan != scene.track->spans.size() || row.endSpan <= row.firstSpan)
        return;
    const trace::Span last = scene.track->spans.back();
    if (!isEnding(last.phase) || !isOfRow(row, last))
        return;
    const int x = bar.left() + static_cast<int>(std::ceil(scene.axis.x(last.begin - scene.track->added))) + 2;
    if (x < bar.left() || x > bar.right())
        return;
    const int side = std::min(bar.height(), WaterfallLayout::kEndRoom - 4);
    const QRect chip(x, bar.top() + (bar.height() - side) / 2, side, side);
    paintChip(painter, chip, swatch(markOf(last.phase), groundOf(scene.palette)));
}

/// A frame about the chosen span, two pixels wide so that it is seen on every colour.
void paintChoice(QPainter &painter, const WaterfallScene &scene, const QRect &bar)
{
    const auto index = static_cast<std::size_t>(scene.span);
    if (scene.span < 0 || index >= scene.track->spans.size())
        return;
    const trace::Span span = scene.track->spans[index];
    const double from = scene.axis.x(span.begin - scene.track->added);
    const double to = scene.axis.x(shownEnd(span, scene.end) - scene.track->added);
    const int left = bar.left() + static_cast<int>(std::floor(from));
    const int right = std::max(left + 1, bar.left() + static_cast<int>(std::floor(to)));
    QRect frame(left - 2, bar.top() - 2, right - left + 4, bar.height() + 4);
    if (isEnding(span.phase) && right == left + 1)
        frame.setWidth(WaterfallLayout::kEndRoom);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(scene.palette.color(QPalette::Text), 2));
    painter.drawRect(frame.adjusted(1, 1, -1, -1));
}

void paintRow(QPainter &painter, const WaterfallScene &scene, qsizetype index)
{
    const WaterfallRow &row = (*scene.rows)[static_cast<std::size_t>(index)];
    const QRect line = scene.layout.row(index, scene.scroll);
    const bool chosen = index == scene.row;
    if (chosen) {
        const QColor ground = scene.palette.color(QPalette::Highlight);
        painter.fillRect(line, mixed(scene.palette.color(QPalette::Base), ground, scene.focused ? 0.35 : 0.18));
    }
    painter.setPen(scene.palette.color(QPalette::Text));
    const bool mirrored = scene.layout.labels().left() > scene.layout.bars().left();
    const Qt::Alignment side = mirrored ? Qt::AlignRight : Qt::AlignLeft;
    const int indent = row.kind == WaterfallRow::Kind::Connection ? 12 : 0;
    QRect label(scene.layout.labels().left(), line.top(), scene.layout.labels().width(), line.height());
    label.adjust(mirrored ? 0 : indent, 0, mirrored ? -indent : 0, 0);
    drawLine(painter, label, side, rowLabel(*scene.track, row), Qt::ElideRight);
    if (!scene.layout.results().isEmpty()) {
        const QRect result(scene.layout.results().left(), line.top(), scene.layout.results().width(), line.height());
        drawLine(painter, result, side, rowResult(*scene.track, row, scene.end), Qt::ElideRight);
    }
    const QRect bar = scene.layout.barOf(line);
    painter.save();
    painter.setClipRect(bar.adjusted(-2, -2, 2, 2), Qt::IntersectClip);
    paintBar(painter, scene, row, bar);
    paintEnding(painter, scene, row, bar);
    if (chosen)
        paintChoice(painter, scene, bar);
    painter.restore();
}

} // namespace

void paintWaterfall(QPainter &painter, const WaterfallScene &scene)
{
    if (scene.track == nullptr || scene.rows == nullptr)
        return;
    paintRuler(painter, scene);
    const int top = scene.layout.rulerHeight();
    painter.save();
    painter.setClipRect(QRect(0, top, scene.layout.row(0, 0).width(), scene.height - top), Qt::IntersectClip);
    const qsizetype first = std::max<qsizetype>(0, scene.layout.rowAt(top, scene.scroll));
    const qsizetype last = scene.layout.rowAt(scene.height, scene.scroll);
    for (qsizetype i = first; i <= last && i < std::ssize(*scene.rows); ++i)
        paintRow(painter, scene, i);
    painter.restore();
    if (scene.focused && scene.row < 0) {
        // Whoever comes with the keyboard sees where it is.
        painter.setBrush(Qt::NoBrush);
        painter.setPen(scene.palette.color(QPalette::Highlight));
        painter.drawRect(QRect(0, 0, scene.layout.row(0, 0).width(), scene.height).adjusted(0, 0, -1, -1));
    }
}

} // namespace sluice::ui
