// SPDX-License-Identifier: MIT
#include "ui/throughput/throughput_legend.h"

#include "ui/style/figures.h"
#include "ui/style/series_colours.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <ranges>

namespace sluice::ui {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Throughput)
};

constexpr int kPad = 8;

int chipSide(int line)
{
    return std::max(10, line - 3);
}

QRect chipIn(const QRect &row, int line)
{
    const int side = chipSide(line);
    return {row.left(), row.top() + (row.height() - side) / 2, side, side};
}

/// A line of the readout or the legend: what stands after the chip.
QRect textIn(const QRect &row, int line)
{
    return row.adjusted(chipSide(line) + 6, 0, 0, 0);
}

QSize readoutSize(const QFontMetrics &metrics, const Readout &values, int most)
{
    int width = metrics.horizontalAdvance(values.when);
    for (const ReadoutLine &line : values.lines) {
        const int name = std::min(metrics.horizontalAdvance(line.name), 26 * metrics.averageCharWidth());
        const int speed = line.speed.isEmpty() ? 0 : figuresWidth(metrics, line.speed) + 2 * kPad;
        width = std::max(width, chipSide(metrics.height()) + 6 + name + speed);
    }
    const int rows = static_cast<int>(values.lines.size()) + 1;
    return {std::min(width + 2 * kPad + 2, most), rows * (metrics.height() + 2) + kPad};
}

} // namespace

void paintSeriesChip(QPainter &painter, const QRect &rect, const Series &series, Ground ground)
{
    const SeriesColour &colour = seriesColour(series.place, ground);
    painter.fillRect(rect, colour.edge);
    painter.fillRect(rect.adjusted(1, 1, -1, -1), colour.fill);
    if (colour.letter == 0)
        return;
    painter.save();
    QFont font = painter.font();
    font.setPixelSize(std::max(8, rect.height() - 4));
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(colour.ink);
    painter.drawText(rect, Qt::AlignCenter, QString(QChar(colour.letter)));
    painter.restore();
}

void paintOutageMark(QPainter &painter, const QRect &rect, const QPalette &palette)
{
    const Swatch &stalled = swatch(Mark::Stalled, groundOf(palette));
    QColor soft = stalled.edge;
    soft.setAlphaF(0.18F);
    painter.fillRect(rect, soft);
    painter.fillRect(rect, QBrush(stalled.edge, Qt::BDiagPattern));
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 3), stalled.edge);
}

void paintLegend(QPainter &painter, const ThroughputData &data, const ThroughputLook &look)
{
    const QRect &room = look.layout.legend;
    if (room.isEmpty())
        return;
    const int line = painter.fontMetrics().height();
    const int step = line + 3;
    const Ground ground = groundOf(look.palette);
    QRect row(room.left(), room.top(), room.width(), step);
    const QColor ink = look.palette.color(QPalette::Text);
    for (const auto &series : std::views::reverse(data.picture.series)) {
        if (row.bottom() > room.bottom())
            return;
        paintSeriesChip(painter, chipIn(row, line), series, ground);
        painter.save();
        if (series.id != 0 && series.id == look.current) {
            QFont bold = painter.font();
            bold.setBold(true);
            painter.setFont(bold);
        }
        painter.setPen(ink);
        drawLine(painter, textIn(row, line), Qt::AlignLeft, series.name, Qt::ElideMiddle);
        painter.restore();
        row.translate(0, step);
    }
    painter.setPen(mixed(look.palette.color(QPalette::Base), ink, 0.72));
    const bool limited = std::ranges::any_of(data.picture.rateLimit, [](qint64 rate) { return rate > 0; });
    if (limited && row.bottom() <= room.bottom()) {
        const QRect chip = chipIn(row, line);
        painter.fillRect(QRect(chip.left(), chip.center().y(), 5, 2), ink);
        painter.fillRect(QRect(chip.right() - 4, chip.center().y(), 5, 2), ink);
        drawLine(painter, textIn(row, line), Qt::AlignLeft, Tr::tr("Speed limit"), Qt::ElideRight);
        row.translate(0, step);
    }
    const auto seen = [&data](const Outage &outage) {
        return outage.end > data.picture.grid.from() && outage.begin < data.picture.grid.to();
    };
    if (std::ranges::any_of(data.outages, seen) && row.bottom() <= room.bottom()) {
        paintOutageMark(painter, chipIn(row, line), look.palette);
        drawLine(painter, textIn(row, line), Qt::AlignLeft, Tr::tr("Outage: no byte came"), Qt::ElideRight);
    }
}

int legendAt(const ThroughputPicture &picture, const ThroughputLayout &layout, int line, const QPoint &at)
{
    if (!layout.legend.contains(at))
        return -1;
    const int row = (at.y() - layout.legend.top()) / (line + 3);
    const int index = static_cast<int>(picture.series.size()) - 1 - row;
    return index >= 0 ? index : -1;
}

void paintCursor(QPainter &painter, const ThroughputData &data, const ThroughputLook &look, int bucket, int series)
{
    const QRect &plot = look.geometry.plot();
    if (plot.isEmpty() || bucket < 0 || bucket >= data.picture.grid.count)
        return;
    const int left = look.geometry.left(bucket);
    const int right = look.geometry.left(bucket + 1);
    const QColor ink = look.palette.color(QPalette::Text);
    const int middle = (left + right) / 2;
    painter.fillRect(QRect(middle, plot.top(), 1, plot.height()), ink);

    const QFontMetrics metrics = painter.fontMetrics();
    const Readout values = readout(data.picture, data.outages, bucket, data.wallAtZeroMs);
    const QSize size = readoutSize(metrics, values, plot.width());
    int x = middle + 10;
    if (x + size.width() > plot.right())
        x = std::max(plot.left(), middle - 10 - size.width());
    const QRect box(QPoint(x, plot.top()), size);
    painter.fillRect(box, mixed(look.palette.color(QPalette::Base), ink, 0.45));
    painter.fillRect(box.adjusted(1, 1, -1, -1), look.palette.color(QPalette::ToolTipBase));
    painter.save();
    painter.setPen(look.palette.color(QPalette::ToolTipText));
    const int line = metrics.height();
    QRect row(box.left() + kPad, box.top() + kPad / 2, box.width() - 2 * kPad, line + 2);
    drawFigures(painter, row, Qt::AlignLeft, values.when);
    for (const ReadoutLine &each : values.lines) {
        row.translate(0, line + 2);
        if (each.series >= 0)
            paintSeriesChip(painter, chipIn(row, line), data.picture.series[static_cast<std::size_t>(each.series)],
                groundOf(look.palette));
        if (each.series >= 0 && each.series == series) {
            QFont bold = painter.font();
            bold.setBold(true);
            painter.setFont(bold);
        }
        const int speed = each.speed.isEmpty() ? 0 : figuresWidth(painter.fontMetrics(), each.speed) + kPad;
        drawLine(painter, textIn(row, line).adjusted(0, 0, -speed, 0), Qt::AlignLeft, each.name, Qt::ElideMiddle);
        drawFigures(painter, row, Qt::AlignRight, each.speed);
        QFont plainFont = painter.font();
        plainFont.setBold(false);
        painter.setFont(plainFont);
    }
    painter.restore();
}

} // namespace sluice::ui
