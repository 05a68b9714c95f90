// SPDX-License-Identifier: MIT
#include "core/trace/byte_series.h"

#include <algorithm>

namespace sluice::trace {

namespace {

/// floor(bytes · part / whole) for 0 ≤ part ≤ whole ≤ 6.4 s, without overflow.
qint64 share(qint64 bytes, qint64 part, qint64 whole)
{
    return bytes / whole * part + bytes % whole * part / whole;
}

} // namespace

void ByteSeries::add(qint64 bucket, qint64 bytes)
{
    const qint64 index = bucket / kChunk;
    if (!m_chunks.empty() && m_chunks.back().index == index && !m_chunks.back().buckets.empty()) {
        m_chunks.back().sum += bytes; // nearly always
        m_chunks.back().buckets[static_cast<std::size_t>(bucket % kChunk)] += bytes;
        return;
    }
    std::size_t i = lowerBound(index);
    if (i == m_chunks.size() || m_chunks[i].index != index) {
        const qint64 before = i == m_chunks.size() ? this->bytes() : m_chunks[i].before;
        Chunk chunk{index, before, 0, {}};
        if (i >= m_thinned)
            chunk.buckets.resize(kChunk);
        else
            ++m_thinned;
        m_chunks.insert(m_chunks.begin() + static_cast<std::ptrdiff_t>(i), std::move(chunk));
    }
    Chunk &chunk = m_chunks[i];
    chunk.sum += bytes;
    if (!chunk.buckets.empty())
        chunk.buckets[static_cast<std::size_t>(bucket % kChunk)] += bytes;
    while (++i < m_chunks.size())
        m_chunks[i].before += bytes;
    if (m_chunks.size() - m_thinned > m_detail)
        thin();
}

qint64 ByteSeries::at(qint64 bucket) const
{
    const std::size_t i = lowerBound(bucket / kChunk);
    if (i == m_chunks.size() || m_chunks[i].index != bucket / kChunk)
        return 0;
    const Chunk &chunk = m_chunks[i];
    const qint64 place = bucket % kChunk;
    if (chunk.buckets.empty())
        return share(chunk.sum, place + 1, kChunk) - share(chunk.sum, place, kChunk);
    return chunk.buckets[static_cast<std::size_t>(place)];
}

qint64 ByteSeries::before(Micros moment) const
{
    if (moment <= 0)
        return 0;
    constexpr Micros kWidth = kChunk * kBucket;
    const std::size_t i = lowerBound(moment / kWidth);
    if (i == m_chunks.size())
        return bytes();
    const Chunk &chunk = m_chunks[i];
    if (chunk.index != moment / kWidth)
        return chunk.before;
    const Micros within = moment % kWidth;
    if (chunk.buckets.empty())
        return chunk.before + share(chunk.sum, within, kWidth);
    qint64 sum = chunk.before;
    const auto whole = static_cast<std::size_t>(within / kBucket);
    for (std::size_t bucket = 0; bucket < whole; ++bucket)
        sum += chunk.buckets[bucket];
    return sum + share(chunk.buckets[whole], within % kBucket, kBucket);
}

qint64 ByteSeries::bytes() const
{
    return m_chunks.empty() ? 0 : m_chunks.back().before + m_chunks.back().sum;
}

void ByteSeries::forEach(const std::function<void(qint64 bucket, qint64 count, qint64 bytes)> &tell) const
{
    for (const Chunk &chunk : m_chunks) {
        const qint64 first = chunk.index * kChunk;
        if (chunk.buckets.empty() && chunk.sum > 0)
            tell(first, kChunk, chunk.sum);
        for (std::size_t i = 0; i < chunk.buckets.size(); ++i) {
            if (chunk.buckets[i] > 0)
                tell(first + static_cast<qint64>(i), 1, chunk.buckets[i]);
        }
    }
}

std::size_t ByteSeries::heapBytes() const
{
    return m_chunks.capacity() * sizeof(Chunk) + (m_chunks.size() - m_thinned) * kChunk * sizeof(qint64);
}

std::size_t ByteSeries::lowerBound(qint64 index) const
{
    // Nearly always the last or the one before it.
    std::size_t i = m_chunks.size();
    for (int steps = 0; steps < 2 && i > 0 && m_chunks[i - 1].index >= index; ++steps)
        --i;
    if (i == 0 || m_chunks[i - 1].index < index)
        return i;
    const auto found = std::ranges::lower_bound(
        m_chunks.begin(), m_chunks.begin() + static_cast<std::ptrdiff_t>(i), index, {}, &Chunk::index);
    return static_cast<std::size_t>(found - m_chunks.begin());
}

void ByteSeries::thin()
{
    m_chunks[m_thinned++].buckets = {};
}

} // namespace sluice::trace
