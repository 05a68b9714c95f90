// SPDX-License-Identifier: MIT
#pragma once

#include <QRect>
#include <QSize>

namespace sluice::ui {

/// How the cells of the slots stand in the space there is: one below the other as long as all fit, else a grid of
/// compact cells that scrolls. A plain value in logical pixels.
struct SlotGrid {
    int columns = 1;
    QSize cell;
    bool compact = false;

    bool operator==(const SlotGrid &) const = default;
};

/// `line` is the height of a line of text, `letter` its average width. Cells are never wider than the view. Pure.
[[nodiscard]] SlotGrid layoutSlotGrid(QSize view, int count, int line, int letter);

/// Where the parts of one cell are; what has no room is empty. From left to right; see QStyle::visualRect.
struct SlotCellLayout {
    QRect box; ///< the cell without the gap to the next
    QRect number;
    QRect chip;
    QRect name;
    QRect phase; ///< empty in a compact cell
    QRect bar;
    QRect progress; ///< "72 %"; empty in a compact cell
    QRect speed;
    QRect time;

    bool operator==(const SlotCellLayout &) const = default;
};

/// Widths of the widest usual texts, logical pixels.
struct SlotTextSizes {
    int line = 0;
    int number = 0;
    int phase = 0;
    int progress = 0;
    int speed = 0;
    int time = 0;
};

/// Pure. The name gets what the others leave.
[[nodiscard]] SlotCellLayout layoutSlotCell(const QRect &cell, bool compact, const SlotTextSizes &sizes);

} // namespace sluice::ui
