// SPDX-License-Identifier: MIT
#pragma once

#include "ui/throughput/throughput_picture.h"

#include <QRect>
#include <QSize>

namespace sluice::ui {

/// The top of a scale for rates up to `most`: 1, 2 or 5 × 10ⁿ bytes a second, at least 1000. It stays at `before`
/// while that fits and is used by a third. Pure.
[[nodiscard]] double scaleTop(double most, double before);

/// Where the parts of the chart are, in logical pixels. Pure.
struct ThroughputLayout {
    QRect plot;
    QRect scale;  ///< labels of rates, at the left of the plot
    QRect times;  ///< labels of moments, below it
    QRect legend; ///< at its right; empty where there is no room

    bool operator==(const ThroughputLayout &) const = default;
};
[[nodiscard]] ThroughputLayout layoutThroughput(QSize size, int line, int scaleWidth, int letter);

/// What stands where in the plot: buckets from left to right, layers on each other from the bottom. A value; nothing
/// here draws.
class StackGeometry
{
public:
    StackGeometry() = default;
    /// `top` is the rate at the upper edge, bytes a second.
    StackGeometry(const QRect &plot, int buckets, double top);

    /// The left edge of a bucket; that of bucket `count` is the right edge of the last.
    [[nodiscard]] int left(int bucket) const;
    /// The bucket at a position; -1 beside the plot.
    [[nodiscard]] int bucketAt(int x) const;
    /// How high above the lower edge a rate reaches, cut to the plot.
    [[nodiscard]] int height(double rate) const;
    /// Where a rate stands.
    [[nodiscard]] int y(double rate) const { return m_plot.bottom() + 1 - height(rate); }
    /// The layer at a position of a bucket: an index into ThroughputPicture::series, or -1.
    [[nodiscard]] int seriesAt(const ThroughputPicture &picture, int bucket, int y) const;

    [[nodiscard]] const QRect &plot() const { return m_plot; }
    [[nodiscard]] double top() const { return m_top; }

private:
    QRect m_plot;
    int m_buckets = 0;
    double m_top = 1;
};

} // namespace sluice::ui
