// SPDX-License-Identifier: MIT
#include "ui/slots/slot_delegate.h"

#include "ui/slots/slot_model.h"
#include "ui/style/figures.h"
#include "ui/style/format.h"
#include "ui/style/state_colours.h"
#include "ui/style/swatch_painter.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using namespace Qt::StringLiterals;

namespace {

/// What every part of a cell is painted with.
struct Brushes {
    QColor ground;
    QColor ink;
    QColor quiet;
    Ground tone = Ground::Light;
    Qt::LayoutDirection direction = Qt::LeftToRight;
};

Brushes brushesOf(const QStyleOptionViewItem &option)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    Brushes made;
    made.ground = option.palette.color(group, selected ? QPalette::Highlight : QPalette::Base);
    made.ink = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    made.quiet = mixed(made.ground, made.ink, 0.72);
    made.tone = groundOf(option.palette);
    made.direction = option.direction;
    return made;
}

SlotCellLayout mirrored(SlotCellLayout layout, const QRect &cell, Qt::LayoutDirection direction)
{
    for (QRect *part : {&layout.box, &layout.number, &layout.chip, &layout.name, &layout.phase, &layout.bar,
             &layout.progress, &layout.speed, &layout.time}) {
        if (!part->isEmpty())
            *part = QStyle::visualRect(direction, cell, *part);
    }
    return layout;
}

void paintFree(QPainter &painter, const SlotCellLayout &layout, const SlotCell &cell, const Brushes &brushes)
{
    painter.setPen(QPen(mixed(brushes.ground, brushes.ink, 0.45), 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(layout.box.adjusted(0, 0, -1, -1));
    painter.setPen(brushes.quiet);
    drawLine(painter, layout.name, QStyle::visualAlignment(brushes.direction, Qt::AlignLeft), slotPhaseText(cell),
        Qt::ElideRight);
}

/// A draining slot is one that fades: hatched along its edge where reading begins.
void paintDraining(QPainter &painter, const QRect &box, const Brushes &brushes)
{
    const QRect strip = QStyle::visualRect(brushes.direction, box, QRect(box.left(), box.top(), 5, box.height()));
    painter.fillRect(strip, QBrush(brushes.quiet, Qt::BDiagPattern));
}

void paintBar(QPainter &painter, const QRect &bar, const SlotCell &cell, const Brushes &brushes)
{
    const Swatch &colours = swatch(markOf(cell.phase), brushes.tone);
    const bool someOfUnknown = !cell.fraction && cell.bytes > 0;
    painter.fillRect(
        bar, mixed(brushes.ground, someOfUnknown ? colours.fill : brushes.ink, someOfUnknown ? 0.4 : 0.13));
    const double fraction = std::clamp(cell.fraction.value_or(0), 0.0, 1.0);
    int width = static_cast<int>(std::floor(fraction * bar.width()));
    if (fraction > 0)
        width = std::max(width, 1);
    const QRect fill = QStyle::visualRect(brushes.direction, bar, QRect(bar.left(), bar.top(), width, bar.height()));
    paintSwatch(painter, fill, colours);
}

} // namespace

SlotTextSizes slotTextSizes(const QFontMetrics &metrics, int count)
{
    SlotTextSizes sizes;
    sizes.line = metrics.height();
    sizes.number = figuresWidth(metrics, QString::number(std::max(count, 10)));
    sizes.progress = std::max(figuresWidth(metrics, percentText(1)), figuresWidth(metrics, bytesText(888'000'000)));
    sizes.speed = figuresWidth(metrics, speedText(888'000'000));
    sizes.time = figuresWidth(metrics, clockText(36'000'000 - 1'000));
    sizes.phase = metrics.averageCharWidth() * 22;
    return sizes;
}

void SlotDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const SlotModel *>(index.model());
    if (!model || !index.isValid())
        return;
    const SlotCell &cell = model->cells()[static_cast<std::size_t>(index.row())];
    const Brushes brushes = brushesOf(option);
    const SlotCellLayout layout
        = mirrored(layoutSlotCell(option.rect, m_grid.compact, m_sizes), option.rect, option.direction);
    painter->save();
    painter->setFont(option.font);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(layout.box, brushes.ground);
    const Qt::Alignment right = QStyle::visualAlignment(option.direction, Qt::AlignRight);
    const Qt::Alignment left = QStyle::visualAlignment(option.direction, Qt::AlignLeft);
    if (cell.id == 0) {
        paintFree(*painter, layout, cell, brushes);
    } else {
        painter->setPen(mixed(brushes.ground, brushes.ink, 0.25));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(layout.box.adjusted(0, 0, -1, -1));
        paintChip(*painter, layout.chip, swatch(markOf(cell.phase), brushes.tone));
        paintBar(*painter, layout.bar, cell, brushes);
        if (cell.draining)
            paintDraining(*painter, layout.box, brushes);
        painter->setPen(brushes.ink);
        drawLine(*painter, layout.name, left, cell.name, Qt::ElideMiddle);
        drawFigures(*painter, layout.speed, right, speedText(cell.speed));
        drawFigures(*painter, layout.progress, right, slotProgressText(cell));
        painter->setPen(brushes.quiet);
        drawLine(*painter, layout.phase, left, slotPhaseText(cell), Qt::ElideRight);
        drawFigures(*painter, layout.time, right, clockText(cell.inSlot / 1'000));
    }
    painter->setPen(brushes.quiet);
    drawFigures(*painter, layout.number, right, QString::number(cell.number + 1));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(option.palette.color(QPalette::Highlight), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(layout.box.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

QSize SlotDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return m_grid.cell;
}

} // namespace sluice::ui
