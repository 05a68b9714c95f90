// SPDX-License-Identifier: MIT
#include "ui/throughput/throughput_painter.h"

#include "ui/chart/time_ticks.h"
#include "ui/style/figures.h"
#include "ui/style/format.h"
#include "ui/style/series_colours.h"
#include "ui/throughput/throughput_legend.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

QString rateLabel(double rate)
{
    return speedText(static_cast<qint64>(std::llround(std::clamp(rate, 0.0, 9e18))));
}

QColor quiet(const QPalette &palette, double share)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), share);
}

void paintScale(QPainter &painter, const ThroughputLook &look)
{
    const int line = painter.fontMetrics().height();
    const QRect &plot = look.geometry.plot();
    const int parts = plot.height() >= 5 * line ? 2 : 1;
    for (int i = 0; i <= parts; ++i) {
        const double rate = look.geometry.top() * i / parts;
        const int y = look.geometry.y(rate);
        painter.fillRect(QRect(plot.left(), y - (i == 0 ? 0 : 1), plot.width(), 1), quiet(look.palette, 0.2));
        if (i == 0)
            continue;
        painter.setPen(quiet(look.palette, 0.72));
        drawFigures(painter, QRect(look.layout.scale.left(), y - line / 2, look.layout.scale.width(), line),
            Qt::AlignRight, rateLabel(rate));
    }
}

void paintTimes(QPainter &painter, const ThroughputData &data, const ThroughputLook &look)
{
    const BucketGrid &grid = data.picture.grid;
    const QRect &room = look.layout.times;
    const TimeAxis axis(grid.from(), grid.to(), room.width());
    const Ticks ticks = timeTicks(axis, TimeLabels::Wall, data.wallAtZeroMs);
    for (const Tick &tick : ticks.ticks) {
        const int x = room.left() + static_cast<int>(axis.x(tick.at));
        if (x < room.left() || x > room.right())
            continue;
        painter.fillRect(QRect(x, look.layout.plot.bottom() + 1, 1, 4), quiet(look.palette, 0.45));
        const int width = painter.fontMetrics().horizontalAdvance(tick.label);
        if (x + 4 + width > room.right())
            continue;
        painter.setPen(quiet(look.palette, tick.major ? 1 : 0.72));
        painter.drawText(x + 4, room.top() + painter.fontMetrics().ascent(), tick.label);
    }
}

void paintOutages(QPainter &painter, const ThroughputData &data, const ThroughputLook &look)
{
    const QRect &plot = look.geometry.plot();
    const TimeAxis axis(data.picture.grid.from(), data.picture.grid.to(), plot.width());
    for (const Outage &outage : data.outages) {
        if (!axis.shows(outage.begin, outage.end))
            continue;
        const int from = std::max(0, static_cast<int>(axis.x(outage.begin)));
        const int to = std::min(plot.width(), static_cast<int>(std::ceil(axis.x(outage.end))));
        paintOutageMark(
            painter, QRect(plot.left() + from, plot.top(), std::max(2, to - from), plot.height()), look.palette);
    }
}

/// A level or stepped line over the buckets that are known; `rateOf` is below 0 where there is none.
template <typename F>
void paintSteps(QPainter &painter, const ThroughputPicture &picture, const StackGeometry &geometry,
    const QColor &colour, int thick, F rateOf)
{
    int before = -1;
    for (int i = 0; i < picture.grid.count && picture.grid.begin(i) < picture.known; ++i) {
        const double rate = rateOf(i);
        if (rate < 0) {
            before = -1;
            continue;
        }
        const int y = std::min(geometry.y(rate), geometry.plot().bottom());
        const int left = geometry.left(i);
        painter.fillRect(QRect(left, y, geometry.left(i + 1) - left, thick), colour);
        if (before >= 0 && before != y)
            painter.fillRect(QRect(left, std::min(before, y), 1, std::abs(before - y) + thick), colour);
        before = y;
    }
}

void paintLayers(QPainter &painter, const ThroughputData &data, const ThroughputLook &look)
{
    const ThroughputPicture &picture = data.picture;
    const Ground ground = groundOf(look.palette);
    std::vector<qint64> below(static_cast<std::size_t>(picture.grid.count), 0);
    for (const Series &series : picture.series) {
        const SeriesColour &colour = seriesColour(series.place, ground);
        const bool current = series.id != 0 && series.id == look.current;
        for (int i = 0; i < picture.grid.count; ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (series.bytes[at] <= 0)
                continue;
            const int low = look.geometry.y(picture.rate(i, below[at]));
            below[at] += series.bytes[at];
            const int high = look.geometry.y(picture.rate(i, below[at]));
            const int left = look.geometry.left(i);
            const QRect bar(left, high, look.geometry.left(i + 1) - left, low - high);
            painter.fillRect(bar, colour.fill);
            // Layers are parted by lines, so that neighbours of like lightness are two.
            if (bar.height() > 2)
                painter.fillRect(QRect(bar.left(), bar.top(), bar.width(), 1), look.palette.color(QPalette::Base));
            if (current)
                painter.fillRect(bar, QBrush(colour.ink, Qt::Dense6Pattern));
        }
    }
}

/// Each layer's letter where it is thickest, so that colour is not the only sign.
void paintLetters(QPainter &painter, const ThroughputData &data, const ThroughputLook &look)
{
    const ThroughputPicture &picture = data.picture;
    const Ground ground = groundOf(look.palette);
    const int line = painter.fontMetrics().height();
    std::vector<qint64> below(static_cast<std::size_t>(picture.grid.count), 0);
    for (const Series &series : picture.series) {
        const SeriesColour &colour = seriesColour(series.place, ground);
        QRect best; // the first run of buckets that are as thick as its first
        for (int i = 0; i < picture.grid.count; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const int low = look.geometry.y(picture.rate(i, below[at]));
            below[at] += series.bytes[at];
            const int high = look.geometry.y(picture.rate(i, below[at]));
            const QRect bar(look.geometry.left(i), high, look.geometry.left(i + 1) - look.geometry.left(i), low - high);
            const bool goesOn = best.right() + 1 == bar.left() && bar.contains(bar.left(), best.center().y());
            if (bar.height() > best.height() + line / 4)
                best = bar;
            else if (goesOn && bar.height() + line / 4 >= best.height())
                best.setRight(bar.right());
        }
        if (colour.letter == 0 || best.height() < line || best.width() < line)
            continue;
        painter.setPen(colour.ink);
        painter.drawText(best, Qt::AlignCenter, QString(QChar(colour.letter)));
    }
}

void paintLimit(QPainter &painter, const ThroughputData &data, const ThroughputLook &look)
{
    const ThroughputPicture &picture = data.picture;
    const QColor colour = look.palette.color(QPalette::Text);
    const auto limitAt = [&picture](int i) {
        return static_cast<double>(picture.rateLimit[static_cast<std::size_t>(i)]);
    };
    const auto inScale = [&](int i) {
        return limitAt(i) > 0 && limitAt(i) <= look.geometry.top() ? limitAt(i) : -1;
    };
    const int dash = 6;
    painter.save();
    // Dashes by a clip of stripes would cost more than leaving gaps in a line that is level for most of its length.
    int before = -1;
    for (int i = 0; i < picture.grid.count && picture.grid.begin(i) < picture.known; ++i) {
        const double rate = inScale(i);
        if (rate < 0) {
            before = -1;
            continue;
        }
        const int y = look.geometry.y(rate);
        const int left = look.geometry.left(i);
        for (int x = left; x < look.geometry.left(i + 1); ++x) {
            if (x / dash % 2 == 0) {
                const int end = std::min((x / dash + 1) * dash, look.geometry.left(i + 1));
                painter.fillRect(QRect(x, y, end - x, 2), colour);
                x = end - 1;
            }
        }
        if (before >= 0 && before != y)
            painter.fillRect(QRect(left, std::min(before, y), 1, std::abs(before - y)), colour);
        before = y;
    }
    painter.restore();
}

void paintPeak(QPainter &painter, const ThroughputData &data, const ThroughputLook &look)
{
    const QRect &plot = look.geometry.plot();
    const TimeAxis axis(data.picture.grid.from(), data.picture.grid.to(), plot.width());
    if (data.peak <= 0 || !axis.shows(data.peakAt, data.peakAt + 1))
        return;
    const double x = plot.left() + axis.x(data.peakAt + 500'000);
    const double y = std::max(look.geometry.y(static_cast<double>(data.peak)), plot.top());
    const QColor colour = look.palette.color(QPalette::Text);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({{x, y}, {x - 4, y - 7}, {x + 4, y - 7}}));
    painter.restore();
    const QString text = rateLabel(static_cast<double>(data.peak));
    const int width = figuresWidth(painter.fontMetrics(), text);
    const int line = painter.fontMetrics().height();
    int left = static_cast<int>(x) + 7;
    if (left + width > plot.right())
        left = static_cast<int>(x) - 7 - width;
    painter.setPen(colour);
    drawFigures(painter, QRect(left, static_cast<int>(y) - line + 3, width + 1, line), Qt::AlignLeft, text);
}

} // namespace

int scaleWidth(const QFontMetrics &metrics)
{
    return std::max(figuresWidth(metrics, speedText(500'000'000)), figuresWidth(metrics, speedText(5'000'000)));
}

void paintThroughput(QPainter &painter, const ThroughputData &data, const ThroughputLook &look)
{
    if (look.geometry.plot().isEmpty())
        return;
    const ThroughputPicture &picture = data.picture;
    paintScale(painter, look);
    paintTimes(painter, data, look);
    paintOutages(painter, data, look);
    paintLayers(painter, data, look);
    paintSteps(painter, picture, look.geometry, look.palette.color(QPalette::Text), 1,
        [&picture](int i) { return picture.rate(i, picture.total[static_cast<std::size_t>(i)]); });
    paintLetters(painter, data, look);
    paintLimit(painter, data, look);
    paintPeak(painter, data, look);
    paintLegend(painter, data, look);
}

} // namespace sluice::ui
