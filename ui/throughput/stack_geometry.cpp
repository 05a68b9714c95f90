// SPDX-License-Identifier: MIT
#include "ui/throughput/stack_geometry.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr double kLeast = 1'000;
constexpr double kMost = 1e18;
constexpr int kGap = 8;
constexpr int kTopRoom = 6; ///< above the plot, for the half of a label

double niceTop(double most)
{
    most = std::clamp(most, kLeast, kMost);
    const double power = std::pow(10.0, std::floor(std::log10(most)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (most <= power * factor * 1.000001)
            return power * factor;
    }
    return power * 10;
}

} // namespace

double scaleTop(double most, double before)
{
    if (!std::isfinite(most))
        most = kMost;
    if (before >= kLeast && most <= before && most * 3 >= before)
        return before;
    return niceTop(most);
}

ThroughputLayout layoutThroughput(QSize size, int line, int scaleWidth, int letter)
{
    ThroughputLayout layout;
    const int width = std::max(0, size.width());
    const int height = std::max(0, size.height());
    const int legend = 30 * std::max(1, letter);
    const bool hasLegend = width >= scaleWidth + 2 * legend + 3 * kGap;
    const int left = std::min(scaleWidth + kGap, width);
    const int right = hasLegend ? width - legend - 2 * kGap : width - std::min(kGap, width - left);
    const int bottom = std::max(0, height - line - 4);
    const int top = std::min(kTopRoom + line / 2, bottom);
    layout.plot = QRect(left, top, std::max(0, right - left), bottom - top);
    layout.scale = QRect(0, top, std::max(0, left - 4), bottom - top);
    layout.times = QRect(left, bottom + 2, std::max(0, right - left), std::max(0, height - bottom - 2));
    if (hasLegend)
        layout.legend = QRect(right + kGap, top, legend, std::max(0, height - top));
    return layout;
}

StackGeometry::StackGeometry(const QRect &plot, int buckets, double top)
    : m_plot(plot)
    , m_buckets(std::max(0, buckets))
    , m_top(top > 0 && std::isfinite(top) ? top : 1)
{
}

int StackGeometry::left(int bucket) const
{
    if (m_buckets == 0)
        return m_plot.left();
    bucket = std::clamp(bucket, 0, m_buckets);
    return m_plot.left() + static_cast<int>(static_cast<qint64>(m_plot.width()) * bucket / m_buckets);
}

int StackGeometry::bucketAt(int x) const
{
    if (m_buckets == 0 || m_plot.width() <= 0 || x < m_plot.left() || x > m_plot.right())
        return -1;
    int bucket = static_cast<int>(static_cast<qint64>(x - m_plot.left()) * m_buckets / m_plot.width());
    // Edges are rounded down, so a pixel may belong to the next.
    while (bucket + 1 < m_buckets && left(bucket + 1) <= x)
        ++bucket;
    return bucket;
}

int StackGeometry::height(double rate) const
{
    if (!(rate > 0))
        return 0;
    const double share = std::min(rate / m_top, 1.0);
    return static_cast<int>(std::lround(share * m_plot.height()));
}

int StackGeometry::seriesAt(const ThroughputPicture &picture, int bucket, int y) const
{
    if (bucket < 0 || bucket >= picture.grid.count || y < m_plot.top() || y > m_plot.bottom())
        return -1;
    qint64 below = 0;
    for (std::size_t i = 0; i < picture.series.size(); ++i) {
        below += picture.series[i].bytes[static_cast<std::size_t>(bucket)];
        if (y >= this->y(picture.rate(bucket, below)))
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace sluice::ui
