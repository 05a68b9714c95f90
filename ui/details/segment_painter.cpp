// SPDX-License-Identifier: MIT
#include "ui/details/segment_painter.h"

#include "ui/details/writer_swatch.h"
#include "ui/style/figures.h"
#include "ui/style/format.h"
#include "ui/style/state_colours.h"
#include "ui/style/swatch_painter.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

using Origin = FilePiece::Origin;

constexpr int kFramed = 4;
constexpr int kMark = 7; ///< the height of a resume mark

int writerOf(const FilePiece &piece, SegmentMap::By by)
{
    return by == SegmentMap::By::Attempt ? piece.attempt - 1 : piece.connection;
}

void paintPiece(QPainter &painter, const SegmentScene &scene, const BarPiece &part)
{
    const FilePiece &piece = scene.map.pieces[part.piece];
    const QRect rect(scene.rect.left() + part.left, scene.rect.top(), part.right - part.left, scene.rect.height());
    const Swatch look = pieceSwatch(piece, scene.by, scene.palette);
    const bool missing = piece.origin == Origin::Missing;
    if (rect.width() > kFramed)
        paintSwatch(painter, rect, look);
    else if (!missing)
        painter.fillRect(rect, look.fill);
    // Among many stretches a hole must not be lost: a notch at the lower edge shows it.
    if (part.gaps && !missing) {
        const int notch = std::max(2, rect.height() / 5);
        painter.fillRect(
            QRect(rect.left(), rect.bottom() + 1 - notch, rect.width(), notch), scene.palette.color(QPalette::Base));
    }
    if (piece.origin != Origin::Written || part.pieces > 1)
        return;
    const QString number = QLocale().toString(writerOf(piece, scene.by) + 1);
    const int room = painter.fontMetrics().horizontalAdvance(number) + 8;
    if (rect.width() < room || (scene.by == SegmentMap::By::Connection && piece.connection == trace::kNone))
        return;
    // On a chip of the plain colour, so that patterns do not cross the digits.
    const int height = std::min(rect.height() - 4, painter.fontMetrics().height());
    const QRect chip(rect.center().x() - room / 2, rect.center().y() - height / 2 + 1, room, height);
    painter.fillRect(chip, look.fill);
    painter.setPen(look.ink);
    painter.drawText(chip, Qt::AlignCenter, number);
}

/// A small triangle that points at the byte from which an attempt went on.
void paintResumes(QPainter &painter, const SegmentScene &scene)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(scene.palette.color(QPalette::Text));
    int last = -kMark;
    for (const ResumeMark &mark : scene.map.resumes) {
        const int x = static_cast<int>(std::floor(scene.scale.x(mark.at)));
        if (x - last < kMark)
            continue; // another one stands there already
        last = x;
        const QPointF foot(scene.rect.left() + x + 0.5, scene.rect.top() - 1);
        painter.drawPolygon(
            QPolygonF({foot, foot + QPointF(-kMark / 2.0, -kMark), foot + QPointF(kMark / 2.0, -kMark)}));
    }
    painter.restore();
}

void paintScale(QPainter &painter, const SegmentScene &scene)
{
    const QRect &rect = scene.rect;
    const QRect line(rect.left(), rect.bottom() + 4, rect.width(), painter.fontMetrics().height());
    painter.setPen(mixed(scene.palette.color(QPalette::Base), scene.palette.color(QPalette::Text), 0.75));
    const QString total = scene.map.totalKnown ? bytesText(scene.map.extent)
                                               : SegmentMap::tr("%1 so far").arg(bytesText(scene.map.extent));
    const int room = painter.fontMetrics().averageCharWidth() * 12;
    drawFigures(painter, line, Qt::AlignRight, total);
    if (line.width() < 3 * room)
        return;
    drawFigures(painter, line, Qt::AlignLeft, bytesText(0));
    drawFigures(painter, line, Qt::AlignHCenter, bytesText(scene.map.extent / 2));
}

void paintCurrent(QPainter &painter, const SegmentScene &scene)
{
    painter.setBrush(Qt::NoBrush);
    if (scene.current < 0 || scene.current >= std::ssize(scene.map.pieces)) {
        // Whoever comes with the keyboard sees where it is.
        painter.setPen(QPen(scene.palette.color(QPalette::Highlight), 2));
        if (scene.focused)
            painter.drawRect(scene.rect.adjusted(-2, -2, 2, 2));
        return;
    }
    const FilePiece &piece = scene.map.pieces[static_cast<std::size_t>(scene.current)];
    const int left = static_cast<int>(std::floor(scene.scale.x(piece.begin)));
    const int right = std::max(left + 1, static_cast<int>(std::ceil(scene.scale.x(piece.end))));
    const QRect frame(scene.rect.left() + left - 2, scene.rect.top() - 2, right - left + 4, scene.rect.height() + 4);
    painter.setPen(QPen(scene.palette.color(scene.focused ? QPalette::Text : QPalette::PlaceholderText), 2));
    painter.drawRect(frame.adjusted(1, 1, -1, -1));
}

} // namespace

Swatch pieceSwatch(const FilePiece &piece, SegmentMap::By by, const QPalette &palette)
{
    const Ground ground = groundOf(palette);
    switch (piece.origin) {
    case Origin::Written:
        return writerSwatch(writerOf(piece, by), ground);
    case Origin::Before: {
        Swatch look = swatch(Mark::WaitDisk, ground);
        look.pattern = Pattern::Solid;
        look.letter = 0;
        return look;
    }
    case Origin::Missing:
        break;
    }
    return swatch(Mark::Paused, ground);
}

void paintSegments(QPainter &painter, const SegmentScene &scene)
{
    painter.save();
    painter.setClipRect(scene.rect, Qt::IntersectClip);
    for (const BarPiece &part : scene.bar)
        paintPiece(painter, scene, part);
    painter.restore();
    // An end that is not known is left open.
    const Swatch frame = swatch(Mark::Paused, groundOf(scene.palette));
    painter.fillRect(QRect(scene.rect.left(), scene.rect.top(), scene.rect.width(), 1), frame.edge);
    painter.fillRect(QRect(scene.rect.left(), scene.rect.bottom(), scene.rect.width(), 1), frame.edge);
    painter.fillRect(QRect(scene.rect.left(), scene.rect.top(), 1, scene.rect.height()), frame.edge);
    if (scene.map.totalKnown)
        painter.fillRect(QRect(scene.rect.right(), scene.rect.top(), 1, scene.rect.height()), frame.edge);
    paintResumes(painter, scene);
    paintScale(painter, scene);
    paintCurrent(painter, scene);
}

} // namespace sluice::ui
