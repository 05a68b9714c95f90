// SPDX-License-Identifier: MIT
#include "ui/style/swatch_painter.h"

#include <QPainter>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int kPitch = 6; ///< distance of pattern lines, logical pixels

/// Pattern lines are softer than letters: they mark an area and must not drown its colour.
QColor lineColour(const Swatch &swatch)
{
    return mixed(swatch.fill, swatch.ink, 0.45);
}

void paintFrame(QPainter &painter, const QRect &rect, const QColor &colour)
{
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), colour);
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour);
    painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), colour);
    painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), colour);
}

/// Diagonals across `rect`, rising to the right or falling. They start at a fixed grid of the painter, so that
/// the pattern stands still while the area grows.
void paintDiagonals(QPainter &painter, const QRect &rect, const QColor &colour, bool rising)
{
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5));
    const int height = rect.height();
    const int first = (rect.left() - height) / kPitch * kPitch - kPitch;
    for (int x = first; x <= rect.right() + kPitch; x += kPitch) {
        const QPoint low(x, rising ? rect.bottom() + 1 : rect.top());
        const QPoint high(x + height, rising ? rect.top() : rect.bottom() + 1);
        painter.drawLine(low, high);
    }
    painter.restore();
}

void paintUprights(QPainter &painter, const QRect &rect, const QColor &colour)
{
    for (int x = rect.left() + kPitch / 2; x <= rect.right(); x += kPitch)
        painter.fillRect(QRect(x, rect.top(), 1, rect.height()), colour);
}

void paintLevels(QPainter &painter, const QRect &rect, const QColor &colour)
{
    for (int y = rect.top() + 2; y <= rect.bottom(); y += 3)
        painter.fillRect(QRect(rect.left(), y, rect.width(), 1), colour);
}

void paintDots(QPainter &painter, const QRect &rect, const QColor &colour)
{
    const int y = rect.top() + rect.height() / 2 - 1;
    for (int x = rect.left() + kPitch / 2; x < rect.right(); x += kPitch)
        painter.fillRect(QRect(x, y, 2, 2), colour);
}

void paintStrike(QPainter &painter, const QRect &rect, const QColor &colour)
{
    // Along a bar the strike is level; on a chip it goes from corner to corner.
    if (rect.width() > 2 * rect.height()) {
        painter.fillRect(QRect(rect.left(), rect.top() + rect.height() / 2, rect.width(), 1), colour);
        return;
    }
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5));
    painter.drawLine(rect.bottomLeft(), rect.topRight());
    painter.restore();
}

void paintPattern(QPainter &painter, const QRect &rect, const Swatch &swatch)
{
    const QColor line = lineColour(swatch);
    switch (swatch.pattern) {
    case Pattern::Solid:
    case Pattern::Cross:
    case Pattern::Outline:
        break;
    case Pattern::Hatch:
        paintDiagonals(painter, rect, line, true);
        break;
    case Pattern::BackHatch:
        paintDiagonals(painter, rect, line, false);
        break;
    case Pattern::Vertical:
        paintUprights(painter, rect, line);
        break;
    case Pattern::Horizontal:
        paintLevels(painter, rect, line);
        break;
    case Pattern::Grid:
        paintUprights(painter, rect, line);
        paintLevels(painter, rect, line);
        break;
    case Pattern::Dots:
        paintDots(painter, rect, line);
        break;
    case Pattern::Strike:
        paintStrike(painter, rect, swatch.edge);
        break;
    }
}

/// The ✕ and the ✓ are drawn, not set, so that they do not depend on a font having them.
void paintSign(QPainter &painter, const QRect &rect, const QColor &colour, bool cross)
{
    const QRectF box(rect);
    const double pad = box.width() * 0.28;
    const QRectF in = box.adjusted(pad, pad, -pad, -pad);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, std::max(1.5, box.width() / 9), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (cross) {
        painter.drawLine(in.topLeft(), in.bottomRight());
        painter.drawLine(in.bottomLeft(), in.topRight());
        return;
    }
    const QPointF foot(in.left() + in.width() * 0.35, in.bottom() - in.height() * 0.1);
    painter.drawPolyline(QList<QPointF>{QPointF(in.left(), in.center().y()), foot, QPointF(in.right(), in.top())});
}

} // namespace

void paintSwatch(QPainter &painter, const QRect &rect, const Swatch &swatch)
{
    if (rect.isEmpty())
        return;
    const bool hollow = swatch.pattern == Pattern::Outline || swatch.pattern == Pattern::Strike;
    if (!hollow)
        painter.fillRect(rect, swatch.fill);
    paintPattern(painter, rect, swatch);
    paintFrame(painter, rect, swatch.edge);
}

void paintChip(QPainter &painter, const QRect &rect, const Swatch &swatch)
{
    if (rect.isEmpty())
        return;
    if (swatch.letter == 0) {
        paintSwatch(painter, rect, swatch);
        return;
    }
    painter.save();
    painter.fillRect(rect, swatch.fill);
    paintFrame(painter, rect, swatch.edge);
    if (swatch.pattern == Pattern::Cross || swatch.letter == u'\u2713') {
        paintSign(painter, rect, swatch.ink, swatch.pattern == Pattern::Cross);
    } else {
        QFont font = painter.font();
        font.setPixelSize(std::max(8, rect.height() - 4));
        font.setBold(true);
        painter.setFont(font);
        painter.setPen(swatch.ink);
        painter.drawText(rect, Qt::AlignCenter, QString(QChar(swatch.letter)));
    }
    painter.restore();
}

} // namespace sluice::ui
