// SPDX-License-Identifier: MIT
#include "ui/details/waterfall_layout.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace sluice::ui {

WaterfallLayout::WaterfallLayout(QSize size, int lineHeight, int letter, Qt::LayoutDirection direction)
    : m_size(size)
    , m_ruler(lineHeight + 6)
    , m_row(std::max(1, lineHeight + 6))
{
    constexpr int kGap = 8;
    const int labels = std::min(letter * 17, size.width() / 3);
    const int results = size.width() > letter * 80 ? letter * 24 : 0;
    const int bars = std::max(1, size.width() - labels - results - 2 * kGap - (results > 0 ? kGap : 0));
    m_labels = QRect(kGap, 0, labels - kGap, size.height());
    m_bars = QRect(labels + kGap, 0, bars, size.height());
    if (results > 0)
        m_results = QRect(m_bars.right() + 1 + kGap, 0, results, size.height());
    if (direction == Qt::RightToLeft) {
        for (QRect *column : {&m_labels, &m_bars, &m_results})
            column->moveLeft(size.width() - column->left() - column->width());
    }
}

int WaterfallLayout::contentHeight(qsizetype rows) const
{
    const qsizetype most = std::numeric_limits<int>::max() / m_row - 1;
    return static_cast<int>(std::min(rows, most)) * m_row;
}

QRect WaterfallLayout::row(qsizetype index, int scroll) const
{
    const qint64 top = static_cast<qint64>(index) * m_row - scroll + m_ruler;
    constexpr qint64 kFar = 1'000'000'000;
    return {0, static_cast<int>(std::clamp(top, -kFar, kFar)), m_size.width(), m_row};
}

qsizetype WaterfallLayout::rowAt(int y, int scroll) const
{
    return y < m_ruler ? -1 : (static_cast<qsizetype>(y) - m_ruler + scroll) / m_row;
}

QRect WaterfallLayout::barOf(const QRect &row) const
{
    const int height = std::max(8, row.height() * 5 / 8);
    return {m_bars.left(), row.top() + (row.height() - height) / 2, m_bars.width(), height};
}

trace::Micros roomyEnd(trace::Micros elapsed)
{
    constexpr trace::Micros kLeast = 1'000'000;
    constexpr trace::Micros kMost = std::numeric_limits<trace::Micros>::max() / 4;
    const trace::Micros wanted = std::clamp(elapsed, kLeast, kMost) / 20 * 21;
    const auto power = static_cast<trace::Micros>(std::bit_floor(static_cast<quint64>(wanted)));
    const trace::Micros step = power / 8;
    return (wanted + step - 1) / step * step;
}

} // namespace sluice::ui
