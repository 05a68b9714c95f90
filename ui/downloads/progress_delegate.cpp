// SPDX-License-Identifier: MIT
#include "ui/downloads/progress_delegate.h"

#include "ui/downloads/download_table_model.h"
#include "ui/downloads/progress_painter.h"

#include <QPainter>

namespace sluice::ui {

ProgressDelegate::ProgressDelegate(QObject *parent)
    : TextDelegate(Kind::Figures, parent)
{
}

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    ProgressLook look;
    const auto state = static_cast<download::State>(index.data(DownloadTableModel::StateRole).toInt());
    look.mark = markOf(state, static_cast<download::WaitReason>(index.data(DownloadTableModel::WhyRole).toInt()));
    if (const QVariant fraction = index.data(DownloadTableModel::FractionRole); fraction.isValid())
        look.fraction = fraction.toDouble();
    else if (state == download::State::Done)
        look.fraction = 1.0;
    look.text = cell.text;
    look.selected = cell.state & QStyle::State_Selected;
    look.active = cell.state & QStyle::State_Active;
    look.direction = cell.direction;
    painter->save();
    paintGround(*painter, cell);
    painter->setFont(cell.font);
    paintProgress(*painter, cell.rect, cell.palette, look);
    painter->restore();
}

} // namespace sluice::ui
