// SPDX-License-Identifier: MIT
#include "ui/downloads/progress_layout.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr int kPad = 4;
constexpr int kGap = 8;
constexpr int kShortestBar = 16;

/// The same rectangle as seen when reading goes the other way.
QRect mirrored(const QRect &rect, const QRect &cell)
{
    return rect.isEmpty() ? rect
                          : QRect(cell.left() + cell.right() - rect.right(), rect.top(), rect.width(), rect.height());
}

} // namespace

ProgressLayout layoutProgress(const ProgressInput &input)
{
    ProgressLayout layout;
    const QRect inner = input.cell.adjusted(kPad, 0, -kPad, 0);
    if (inner.width() <= 0 || inner.height() <= 0)
        return layout;
    const int barWidth = inner.width() - input.textWidth - (input.textWidth > 0 ? kGap : 0);
    if (barWidth < kShortestBar) {
        layout.text = inner;
    } else {
        const int height = std::clamp(input.barHeight, 1, inner.height());
        const int top = inner.top() + (inner.height() - height) / 2;
        layout.trough = QRect(inner.left(), top, barWidth, height);
        if (input.textWidth > 0)
            layout.text = QRect(inner.right() + 1 - input.textWidth, inner.top(), input.textWidth, inner.height());
        const double fraction = input.fraction.value_or(0);
        int filled = fraction > 0 ? static_cast<int>(std::lround(std::min(fraction, 1.0) * barWidth)) : 0;
        if (fraction > 0)
            filled = std::max(1, filled);
        if (fraction < 1)
            filled = std::min(filled, barWidth - 1);
        if (filled > 0)
            layout.fill = QRect(inner.left(), top, filled, height);
    }
    if (input.direction == Qt::RightToLeft) {
        layout.trough = mirrored(layout.trough, input.cell);
        layout.fill = mirrored(layout.fill, input.cell);
        layout.text = mirrored(layout.text, input.cell);
    }
    return layout;
}

} // namespace sluice::ui
