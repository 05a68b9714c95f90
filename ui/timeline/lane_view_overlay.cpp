// SPDX-License-Identifier: MIT
#include "ui/style/figures.h"
#include "ui/timeline/lane_view.h"
#include "ui/timeline/span_words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using trace::Micros;

namespace {

constexpr std::size_t kMostOutlined = 2'000; ///< spans of one download

void frame(QPainter &painter, const QRect &rect, const QColor &colour, int width)
{
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    const double half = width / 2.0;
    painter.drawRect(QRectF(rect).adjusted(half, half, -half, -half));
}

} // namespace

// The ticks go on below the last lane.
void LaneView::paintRest(QPainter &painter, const LaneColours &colours)
{
    const int top = static_cast<int>(std::min<qint64>(m_rows.contentHeight() - m_rows.scroll, height()));
    const TimeScale window = scale();
    painter.fillRect(rect().adjusted(0, top, 0, 0), colours.ground);
    for (Micros tick = m_grid.anchor; window.x(tick) < width(); tick += m_grid.step)
        painter.fillRect(QRect(static_cast<int>(std::lround(window.x(tick))), top, 1, height() - top), colours.grid);
}

void LaneView::paintOverlays(QPainter &painter, const LaneColours &colours)
{
    const double present = scale().x(m_state->now());
    if (m_state->isLive() && present >= 0 && present < width())
        painter.fillRect(QRect(static_cast<int>(std::lround(present)), 0, 1, height()), colours.quiet);
    outlineCurrent(painter, colours);
    outlineSelected(painter, colours);
    paintMeasure(painter, colours);
    if (m_rows.count == 0) {
        painter.setPen(colours.quiet);
        drawLine(painter, rect().adjusted(8, 0, -8, 0), Qt::AlignHCenter, tr("Nothing has used one of these yet."),
            Qt::ElideRight);
    }
    if (hasFocus() && !m_state->selected())
        frame(painter, rect(), colours.accent, 1);
}

// The download chosen in the table: all its stays that are in sight.
void LaneView::outlineCurrent(QPainter &painter, const LaneColours &colours)
{
    const trace::Recording &recording = m_state->recording();
    const auto index = recording.find(m_state->current());
    if (!index)
        return;
    const TimeScale window = scale();
    const trace::Track &track = recording.tracks()[*index];
    const Micros to = std::min(window.at(width()), m_state->now());
    const auto first = static_cast<std::size_t>(std::max<qsizetype>(spanIndexAt(track, window.at(0)), 0));
    QRect joined;
    int joinedLane = -1;
    const auto flush = [&] {
        if (joinedLane >= 0)
            frame(painter, joined.adjusted(-1, -1, 1, 1), colours.accent, 2);
    };
    for (std::size_t i = first; i < track.spans.size() && i - first < kMostOutlined; ++i) {
        const trace::Span span = track.spans[i];
        if (span.begin >= to)
            break;
        const int lane = m_state->lanes().laneOf(recording, *index, std::max(span.begin, window.at(0)));
        if (lane < m_rows.first() || lane > m_rows.last())
            continue;
        const Piece piece = pieceOf(span, m_state->now(), window);
        const QRect rect = LanePainter::rectOf(piece, m_rows.bar(lane, 0, width()), -4, width() + 4);
        if (lane == joinedLane && rect.left() <= joined.right() + 2) {
            joined |= rect;
            continue;
        }
        flush();
        joined = rect;
        joinedLane = lane;
    }
    flush();
}

void LaneView::outlineSelected(QPainter &painter, const LaneColours &colours)
{
    const auto span = m_state->selected();
    const int lane = m_state->selectedLane();
    if (!span || lane < m_rows.first() || lane > m_rows.last())
        return;
    const TimeScale window = scale();
    const Piece piece = pieceOf(span->span, m_state->now(), window);
    QRect rect = LanePainter::rectOf(piece, m_rows.bar(lane, 0, width()), -4, width() + 4);
    if (rect.width() < 7) // a frame that can be seen around what cannot
        rect.adjust(-3, 0, 3, 0);
    frame(painter, rect.adjusted(-1, -1, 1, 1), colours.ground, 1);
    frame(painter, rect, hasFocus() ? colours.accent : colours.quiet, 2);
}

void LaneView::paintMeasure(QPainter &painter, const LaneColours &colours)
{
    const auto ends = m_state->measured();
    if (!ends)
        return;
    const TimeScale window = scale();
    const auto place = [&](Micros at) {
        return static_cast<int>(std::lround(std::clamp<double>(window.x(at), -2, width() + 2)));
    };
    const int left = std::min(place(ends->first), place(ends->second));
    const int right = std::max(place(ends->first), place(ends->second));
    QColor veil = colours.accent;
    veil.setAlphaF(0.18F);
    painter.fillRect(QRect(left, 0, right - left, height()), veil);
    painter.fillRect(QRect(left, 0, 1, height()), colours.accent);
    painter.fillRect(QRect(right, 0, 1, height()), colours.accent);

    const QString text = measureText(m_state->recording(), *ends);
    const int room = std::min(figuresWidth(fontMetrics(), text) + 16, width());
    const int x = std::clamp((left + right - room) / 2, 0, width() - room);
    const QRect label(x, 2, room, fontMetrics().height() + 4);
    painter.fillRect(label, palette().color(QPalette::ToolTipBase));
    frame(painter, label, colours.accent, 1);
    painter.setPen(palette().color(QPalette::ToolTipText));
    drawFigures(painter, label.adjusted(8, 0, -8, 0), Qt::AlignHCenter, text);
}

} // namespace sluice::ui
