// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/span.h"

#include <span>
#include <vector>

namespace sluice::trace {

/// How many bytes came when, in all and for each download, from the last minute to the whole session. The total is kept
/// in buckets of 100 ms and coarser sums of them, for good; the shares of the downloads in buckets of a second, which
/// grow coarser as they age.
class Throughput
{
public:
    /// Bytes that came within [begin, end).
    struct Bucket {
        Micros begin = 0;
        Micros end = 0;
        qint64 bytes = 0;
    };
    struct Share {
        TrackIndex track = 0;
        qint64 bytes = 0;
    };

    /// Bytes of a download that came between two moments, spread evenly over them.
    void add(Micros from, Micros to, TrackIndex track, qint64 bytes);

    /// The sum over [from, to), in `count` equal buckets.
    [[nodiscard]] std::vector<Bucket> total(Micros from, Micros to, int count) const;
    /// Who brought the bytes within [from, to), greatest first.
    [[nodiscard]] std::vector<Share> shares(Micros from, Micros to) const;
    /// The highest rate over any full second, bytes a second, and when it began.
    [[nodiscard]] qint64 peak() const;
    [[nodiscard]] Micros peakAt() const;
    /// All bytes.
    [[nodiscard]] qint64 bytes() const;
};

} // namespace sluice::trace
