// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/byte_series.h"
#include "core/trace/share_series.h"
#include "core/trace/span.h"

#include <functional>
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
    using Share = ShareSeries::Share;

    /// Bytes of a download that came between two moments, spread evenly over them, or over the last minute before `to`
    /// when they are further apart.
    void add(Micros from, Micros to, TrackIndex track, qint64 bytes);

    // For a recording that is told again: what is known, and the way back. Equal curves, to the bit.

    /// Calls `tell` for each stretch of which the bytes are known, by time.
    void forEachTotal(const std::function<void(const Bucket &bucket)> &tell) const;
    /// The same for each download's part of a stretch, by time and track.
    void forEachShare(const std::function<void(Micros begin, Micros end, const Share &share)> &tell) const;
    /// Bytes of all that came within such a stretch; longer ones count as 6.4 s.
    void addTotal(Micros from, Micros to, qint64 bytes);
    /// Bytes of a download within such a stretch.
    void addShare(Micros from, Micros to, TrackIndex track, qint64 bytes);

    /// The sum over [from, to), in `count` equal buckets; their sum is what came within [from, to).
    [[nodiscard]] std::vector<Bucket> total(Micros from, Micros to, int count) const;
    /// Who brought the bytes within [from, to), greatest first.
    [[nodiscard]] std::vector<Share> shares(Micros from, Micros to) const { return m_shares.sums(from, to); }
    /// The highest rate over any full second, bytes a second, and when it began.
    [[nodiscard]] qint64 peak() const
    {
        lookForPeak();
        return m_peak;
    }
    [[nodiscard]] Micros peakAt() const
    {
        lookForPeak();
        return m_peakAt;
    }
    /// All bytes.
    [[nodiscard]] qint64 bytes() const { return m_total.bytes(); }
    /// Bytes taken from the heap.
    [[nodiscard]] std::size_t heapBytes() const { return m_total.heapBytes() + m_shares.heapBytes(); }

private:
    void noteChange(qint64 first, qint64 last);
    void lookForPeak() const;

    ByteSeries m_total;
    ShareSeries m_shares;
    qint64 m_shared = 0; ///< bytes of addShare()
    // Looked for when somebody asks: bytes are only ever added, so what is found then is what would have been found.
    mutable qint64 m_peak = 0;
    mutable Micros m_peakAt = 0;
    mutable qint64 m_changedFirst = 0; ///< buckets that changed since then
    mutable qint64 m_changedLast = -1;
};

} // namespace sluice::trace
