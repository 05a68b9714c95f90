// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

#include <QRect>
#include <QSize>

namespace sluice::ui {

/// Where things stand in the waterfall: the ruler on top, below it lines with a label, a bar and a result. Labels are
/// on the side where reading begins; time goes from left to right in every language. A value, in logical pixels.
class WaterfallLayout
{
public:
    /// Room at the end of the bars for the sign of how it ended.
    static constexpr int kEndRoom = 20;

    WaterfallLayout() = default;
    /// `lineHeight` and `letter` are those of the font.
    WaterfallLayout(QSize size, int lineHeight, int letter, Qt::LayoutDirection direction);

    int rulerHeight() const { return m_ruler; }
    int rowHeight() const { return m_row; }
    /// The columns, as high as the widget. The results are left out where there is no room.
    const QRect &labels() const { return m_labels; }
    const QRect &bars() const { return m_bars; }
    const QRect &results() const { return m_results; }

    /// The height of so many rows, without the ruler.
    int contentHeight(qsizetype rows) const;
    /// The line of a row when `scroll` pixels of the rows are above the ruler's lower edge.
    QRect row(qsizetype index, int scroll) const;
    /// The row at a height, which may lie behind the last; -1 on the ruler.
    qsizetype rowAt(int y, int scroll) const;
    /// The bar within a row's line.
    QRect barOf(const QRect &row) const;

private:
    QSize m_size;
    int m_ruler = 0;
    int m_row = 1;
    QRect m_labels;
    QRect m_bars;
    QRect m_results;
};

/// Where the axis ends while a download goes on: past `elapsed` with some room, at steps that grow with it, so that the
/// scale changes now and then instead of always. Pure.
trace::Micros roomyEnd(trace::Micros elapsed);

} // namespace sluice::ui
