// SPDX-License-Identifier: MIT
#pragma once

#include "ui/slots/slot_cell_layout.h"

#include <QAbstractItemDelegate>
#include <QFontMetrics>

namespace sluice::ui {

/// Widths of the texts of a cell with this font and numbers up to `count`. Pure but for the locale.
[[nodiscard]] SlotTextSizes slotTextSizes(const QFontMetrics &metrics, int count);

/// Paints the cells of a SlotModel; the view says how they are laid out. Window thread.
class SlotDelegate : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    using QAbstractItemDelegate::QAbstractItemDelegate;

    /// How cells are laid out from now on; measured once, since every cell would measure the same texts.
    void setLayout(const SlotGrid &grid, const SlotTextSizes &sizes)
    {
        m_grid = grid;
        m_sizes = sizes;
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    SlotGrid m_grid;
    SlotTextSizes m_sizes;
};

} // namespace sluice::ui
