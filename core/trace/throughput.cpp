// SPDX-License-Identifier: MIT
#include "core/trace/throughput.h"

#include <algorithm>

namespace sluice::trace {

namespace {

constexpr Micros kLongest = 60'000'000;
constexpr qint64 kBucketsASecond = ShareSeries::kSecond / ByteSeries::kBucket;
/// No sum of all that a recording can hold overflows.
constexpr qint64 kMostBytes = qint64(1) << 56;

/// Calls put(cell, bytes) for each cell of `width` µs that [from, to) touches; the bytes add up.
template <typename Put>
void spread(Micros from, Micros to, Micros width, qint64 bytes, Put put)
{
    if (from / width == (to - 1) / width)
        return put(from / width, bytes);
    const qint64 each = bytes / (to - from);
    const qint64 rest = bytes % (to - from);
    qint64 done = 0;
    for (qint64 cell = from / width; cell * width < to; ++cell) {
        // floor(bytes · part / whole), without overflow.
        const Micros part = std::min(to, (cell + 1) * width) - from;
        const qint64 upTo = each * part + rest * part / (to - from);
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
    noteChange(from / ByteSeries::kBucket, (to - 1) / ByteSeries::kBucket);
}

void Throughput::forEachTotal(const std::function<void(const Bucket &bucket)> &tell) const
{
    m_total.forEach([&tell](qint64 bucket, qint64 count, qint64 bytes) {
        tell({bucket * ByteSeries::kBucket, (bucket + count) * ByteSeries::kBucket, bytes});
    });
}

void Throughput::forEachShare(const std::function<void(Micros begin, Micros end, const Share &share)> &tell) const
{
    m_shares.forEach([&tell](qint64 second, qint64 seconds, const Share &share) {
        tell(second * ShareSeries::kSecond, (second + seconds) * ShareSeries::kSecond, share);
    });
}

void Throughput::addTotal(Micros from, Micros to, qint64 bytes)
{
    bytes = std::min(bytes, kMostBytes - m_total.bytes());
    if (bytes <= 0)
        return;
    from = std::clamp<Micros>(from, 0, kLatest);
    to = std::clamp<Micros>(to, from + 1, from + ByteSeries::kChunk * ByteSeries::kBucket);
    spread(from, to, ByteSeries::kBucket, bytes, [this](qint64 bucket, qint64 part) { m_total.add(bucket, part); });
    noteChange(from / ByteSeries::kBucket, (to - 1) / ByteSeries::kBucket);
}

void Throughput::addShare(Micros from, Micros to, TrackIndex track, qint64 bytes)
{
    bytes = std::min(bytes, kMostBytes - m_shared);
    if (bytes <= 0)
        return;
    m_shared += bytes;
    from = std::clamp<Micros>(from, 0, kLatest);
    to = std::clamp<Micros>(to, from + 1, kLatest + ShareSeries::kSecond);
    // Those of a recording that was moved on its time axis begin anywhere.
    const qint64 seconds = std::max<qint64>((to - from) / ShareSeries::kSecond, 1);
    if (seconds > 1 || from % ShareSeries::kSecond == 0)
        m_shares.add(from / ShareSeries::kSecond, seconds, track, bytes);
    else
        spread(from, to, ShareSeries::kSecond, bytes,
            [this, track](qint64 second, qint64 part) { m_shares.add(second, track, part); });
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

void Throughput::noteChange(qint64 first, qint64 last)
{
    const bool any = m_changedLast >= m_changedFirst;
    if (any && (first > m_changedLast + ByteSeries::kChunk || last < m_changedFirst - ByteSeries::kChunk))
        lookForPeak();
    const bool still = m_changedLast >= m_changedFirst;
    m_changedFirst = still ? std::min(m_changedFirst, first) : first;
    m_changedLast = still ? std::max(m_changedLast, last) : last;
}

void Throughput::lookForPeak() const
{
    const qint64 last = m_changedLast;
    if (last < m_changedFirst)
        return;
    // Every second that the changed buckets touch; no other one has changed.
    qint64 begin = std::max<qint64>(0, m_changedFirst - kBucketsASecond + 1);
    m_changedFirst = 0;
    m_changedLast = -1;
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
