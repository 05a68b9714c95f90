// SPDX-License-Identifier: MIT
#include "ui/downloads/state_delegate.h"

#include "ui/downloads/download_table_model.h"
#include "ui/style/figures.h"
#include "ui/style/swatch_painter.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace sluice::ui {

StateDelegate::StateDelegate(QObject *parent)
    : TextDelegate(Kind::Text, parent)
{
}

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const Mark mark = markOf(static_cast<download::State>(index.data(DownloadTableModel::StateRole).toInt()),
        static_cast<download::WaitReason>(index.data(DownloadTableModel::WhyRole).toInt()));
    painter->save();
    paintGround(*painter, cell);
    painter->setFont(cell.font);
    const QRect inner = cell.rect.adjusted(4, 0, -4, 0);
    const int side = std::clamp(cell.fontMetrics.height() - 2, 10, std::max(10, inner.height() - 4));
    const QRect chip(inner.left(), inner.top() + (inner.height() - side) / 2, side, side);
    paintChip(*painter, QStyle::visualRect(cell.direction, inner, chip), swatch(mark, groundOf(cell.palette)));
    const QRect text = QStyle::visualRect(cell.direction, inner, inner.adjusted(side + 6, 0, 0, 0));
    painter->setPen(inkOf(cell));
    drawLine(*painter, text, QStyle::visualAlignment(cell.direction, Qt::AlignLeft), cell.text, Qt::ElideRight);
    painter->restore();
}

} // namespace sluice::ui
