// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"
#include "ui/throughput/outages.h"
#include "ui/throughput/throughput_picture.h"

#include <QString>

#include <vector>

namespace sluice::ui {

/// One line of what a bucket holds.
struct ReadoutLine {
    int series = -1; ///< index into ThroughputPicture::series; -1 for the total, the limit and outages
    QString name;
    QString speed; ///< empty where the name says it all
    QString bytes; ///< likewise
};

/// A bucket in words. Pure but for locale and time zone.
struct Readout {
    QString when; ///< "14:03:20 – 14:03:25"
    std::vector<ReadoutLine> lines;

    /// All of it as one sentence, for screen readers.
    [[nodiscard]] QString sentence() const;
};
/// `wallAtZeroMs` is the wall clock at time 0, ms since the epoch.
[[nodiscard]] Readout readout(
    const ThroughputPicture &picture, const std::vector<Outage> &outages, int bucket, qint64 wallAtZeroMs);

/// "Peak 12 MB/s at 14:03:22"; empty without a byte.
[[nodiscard]] QString peakText(const trace::Recording &recording);

/// True when any part of a bucket is within an outage.
[[nodiscard]] bool hasOutage(const ThroughputPicture &picture, const std::vector<Outage> &outages, int bucket);

} // namespace sluice::ui
