// SPDX-License-Identifier: MIT
#include "core/trace/throughput.h"

#include <algorithm>

namespace sluice::trace {

namespace {

constexpr Micros kLongest = 60'000'000;
constexpr qint64 kBucketsASecond = ShareSeries::kSecond / ByteSeries::kBucket;
/// No sum of all that a recording can hold overflows.
constexpr qint64 kMostBytes = qint64(1) << 56;

/// floor(bytes · part / whole) for 0 ≤ part ≤ whole ≤ kLongest, without overflow.
qint64 portion(qint64 bytes, Micros part, Micros whole)
{
    return bytes / whole * part + bytes % whole * part / whole;
}

/// Calls put(cell, bytes) for each cell of `width` µs that [from, to) touches; the bytes add up.
template <typename Put>
void spread(Micros from, Micros to, Micros width, qint64 bytes, Put put)
{
    qint64 done = 0;
    for (qint64 cell = from / width; cell * width < to; ++cell) {
        const qint64 upTo = portion(bytes, std::min(to, (cell + 1) * width) - from, to - from);
        if (upTo > done)
            put(cell, upTo - done);
        done = upTo;
    }
}

} // namespace

void Throughput::add(Micros from, Micros to, TrackIndex track, qint64 bytes)
{
    bytes = std::min(bytes, kMostBytes - m_total.bytes());
    if (bytes <= 0)
        return;
    to = std::clamp<Micros>(to, 1, kLatest);
    from = std::clamp<Micros>(from, std::max<Micros>(0, to - kLongest), to - 1);
    spread(from, to, ByteSeries::kBucket, bytes, [this](qint64 bucket, qint64 part) { m_total.add(bucket, part); });
    spread(from, to, ShareSeries::kSecond, bytes,
        [this, track](qint64 second, qint64 part) { m_shares.add(second, track, part); });
    lookForPeak(from / ByteSeries::kBucket, (to - 1) / ByteSeries::kBucket);
}

std::vector<Throughput::Bucket> Throughput::total(Micros from, Micros to, int count) const
{
    // The bucket of the latest moment reaches beyond it.
    from = std::clamp(from, -kLatest, kLatest + ByteSeries::kBucket);
    to = std::clamp(to, -kLatest, kLatest + ByteSeries::kBucket);
    std::vector<Bucket> buckets;
    if (count <= 0 || to <= from)
        return buckets;
    buckets.reserve(static_cast<std::size_t>(count));
    const double width = static_cast<double>(to - from) / count;
    Micros begin = from;
    qint64 before = m_total.before(from);
    for (int i = 1; i <= count; ++i) {
        const Micros end = i == count ? to : from + static_cast<Micros>(width * i);
        const qint64 upTo = m_total.before(end);
        buckets.push_back({begin, end, upTo - before});
        begin = end;
        before = upTo;
    }
    return buckets;
}

void Throughput::lookForPeak(qint64 first, qint64 last)
{
    // Every second that [first, last] touches; bytes are only ever added, so no other one has changed.
    qint64 begin = std::max<qint64>(0, first - kBucketsASecond + 1);
    qint64 sum = 0;
    for (qint64 bucket = begin; bucket < begin + kBucketsASecond; ++bucket)
        sum += m_total.at(bucket);
    for (;; ++begin) {
        if (sum > m_peak) {
            m_peak = sum;
            m_peakAt = begin * ByteSeries::kBucket;
        }
        if (begin >= last)
            return;
        sum += m_total.at(begin + kBucketsASecond) - m_total.at(begin);
    }
}

} // namespace sluice::trace
