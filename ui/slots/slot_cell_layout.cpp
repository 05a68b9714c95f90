// SPDX-License-Identifier: MIT
#include "ui/slots/slot_cell_layout.h"

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int kGap = 8;
constexpr int kPad = 6;
constexpr int kBetween = 4; ///< from cell to cell
constexpr int kLeastName = 60;
constexpr int kRowFrom = 56; ///< average letters

/// Takes `width` and a gap from the right end of `room`; nothing when less than `rest` would be left of it.
QRect takeRight(QRect &room, int width, int rest)
{
    if (width <= 0 || room.width() - width - kGap < rest)
        return {};
    const QRect taken(room.right() + 1 - width, room.top(), width, room.height());
    room.setWidth(room.width() - width - kGap);
    return taken;
}

QRect takeLeft(QRect &room, int width)
{
    width = std::clamp(width, 0, std::max(0, room.width()));
    const QRect taken(room.left(), room.top(), width, room.height());
    room.setLeft(std::min(room.left() + width + kGap, room.right() + 1));
    return taken;
}

QRect middle(const QRect &rect, int height)
{
    height = std::min(height, rect.height());
    return {rect.left(), rect.top() + (rect.height() - height) / 2, rect.width(), height};
}

} // namespace

SlotGrid layoutSlotGrid(QSize view, int count, int line, int letter)
{
    line = std::max(1, line);
    const int width = std::max(1, view.width());
    const int row = line + 2 * kPad;
    // A narrower row has no room for a bar beside its figures.
    const bool wide = width >= kRowFrom * std::max(1, letter);
    if (wide && static_cast<qint64>(count) * row <= view.height())
        return {1, QSize(width, row), false};
    const int least = std::max(1, 28 * std::max(1, letter));
    SlotGrid grid;
    grid.compact = true;
    grid.columns = std::max(1, width / least);
    grid.cell = QSize(width / grid.columns, 2 * line + 2 * kPad + 2);
    return grid;
}

SlotCellLayout layoutSlotCell(const QRect &cell, bool compact, const SlotTextSizes &sizes)
{
    SlotCellLayout layout;
    layout.box = compact ? cell.adjusted(0, 0, -kBetween, -kBetween) : cell.adjusted(0, 0, -kBetween, -2);
    QRect room = layout.box.adjusted(kPad, 0, -kPad, 0);
    if (room.width() <= 0 || room.height() <= 0)
        return layout;
    const int chip = std::clamp(sizes.line - 2, 10, std::max(10, room.height()));
    if (!compact) {
        layout.number = takeLeft(room, sizes.number);
        layout.chip = middle(takeLeft(room, chip), chip);
        layout.time = takeRight(room, sizes.time, kLeastName);
        layout.speed = takeRight(room, sizes.speed, kLeastName);
        layout.progress = takeRight(room, sizes.progress, kLeastName);
        const int bar = std::clamp(room.width() / 3, 60, 360);
        layout.bar = middle(takeRight(room, bar, kLeastName), std::max(8, sizes.line * 2 / 3));
        layout.phase = takeRight(room, sizes.phase, 2 * kLeastName);
        layout.name = room;
        return layout;
    }
    const int half = room.height() / 2;
    QRect top(room.left(), room.top() + 2, room.width(), std::max(0, half - 3));
    layout.number = takeLeft(top, sizes.number);
    layout.chip = middle(takeLeft(top, std::min(chip, top.height())), std::min(chip, top.height()));
    layout.name = top;
    QRect bottom(room.left(), room.top() + half, room.width(), room.height() - half - 1);
    layout.time = takeRight(bottom, sizes.time, 24);
    layout.speed = takeRight(bottom, sizes.speed, 24);
    layout.bar = middle(bottom, std::max(6, sizes.line / 2));
    return layout;
}

} // namespace sluice::ui
