// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

#include <functional>
#include <vector>

namespace sluice::trace {

/// Bytes over time in buckets of 100 ms. Only stretches in which something came take memory, and far back (more than a
/// day of uninterrupted traffic ago) they are kept as sums of 6.4 s.
class ByteSeries
{
public:
    static constexpr Micros kBucket = 100'000;
    /// Buckets that are kept together.
    static constexpr qint64 kChunk = 64;

    /// Adds to the bucket that begins at `bucket` · 100 ms; cheap near the end of the series.
    void add(qint64 bucket, qint64 bytes);
    /// The bytes of one bucket.
    [[nodiscard]] qint64 at(qint64 bucket) const;
    /// All bytes before `moment`, those of a bucket spread evenly over it.
    [[nodiscard]] qint64 before(Micros moment) const;
    /// All bytes.
    [[nodiscard]] qint64 bytes() const;

    /// Tells all that is known, by time: `tell` is called with the first bucket, the number of buckets and the bytes that
    /// came in these.
    void forEach(const std::function<void(qint64 bucket, qint64 count, qint64 bytes)> &tell) const;

    /// Bytes taken from the heap.
    [[nodiscard]] std::size_t heapBytes() const;
    /// As add(), with a bound on the detailed stretches other than a day's.
    void setDetail(std::size_t chunks) { m_detail = chunks; }

private:
    struct Chunk {
        qint64 index = 0; ///< bucket / kChunk
        qint64 before = 0;
        qint64 sum = 0;
        std::vector<qint64> buckets; ///< none: spread evenly
    };
    /// Index of the first chunk that is not before that one.
    [[nodiscard]] std::size_t lowerBound(qint64 index) const;
    void thin();

    std::vector<Chunk> m_chunks; ///< by index
    std::size_t m_thinned = 0;   ///< as many of the oldest have no buckets any more
    std::size_t m_detail = 16'384;
};

} // namespace sluice::trace
