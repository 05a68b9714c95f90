// SPDX-License-Identifier: MIT
#pragma once

#include "ui/throughput/outages.h"
#include "ui/throughput/stack_geometry.h"
#include "ui/throughput/throughput_picture.h"
#include "ui/throughput/throughput_texts.h"

#include <QFontMetrics>
#include <QPalette>

class QPainter;

namespace sluice::ui {

/// What a throughput chart is painted from.
struct ThroughputData {
    ThroughputPicture picture;
    std::vector<Outage> outages;
    qint64 peak = 0; ///< the best second of the recording, bytes a second
    trace::Micros peakAt = 0;
    qint64 wallAtZeroMs = 0;
    bool isLive = true; ///< more may come
};

/// Where it is painted, and how.
struct ThroughputLook {
    ThroughputLayout layout;
    StackGeometry geometry;
    QPalette palette;
    trace::Id current = 0; ///< the layer of this download stands out
};

/// Room for the labels of any scale.
[[nodiscard]] int scaleWidth(const QFontMetrics &metrics);

/// Everything but the cursor: layers, total, limit, outages, peak, axes and legend; costs what the buckets do.
void paintThroughput(QPainter &painter, const ThroughputData &data, const ThroughputLook &look);

/// The cursor at a bucket with its values beside it.
void paintCursor(QPainter &painter, const ThroughputData &data, const ThroughputLook &look, int bucket, int series);

/// The line of the legend at a position: an index into ThroughputPicture::series, or -1. Pure.
[[nodiscard]] int legendAt(
    const ThroughputPicture &picture, const ThroughputLayout &layout, int line, const QPoint &at);

} // namespace sluice::ui
