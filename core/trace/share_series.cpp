// SPDX-License-Identifier: MIT
#include "core/trace/share_series.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace sluice::trace {

void ShareSeries::add(qint64 second, TrackIndex track, qint64 bytes)
{
    List &list = listOf(second);
    if (&list == &m_lists.back() && m_open.size() < kMostOpen) {
        m_open.push_back({track, bytes});
        return;
    }
    put(list, track, bytes);
    if (m_entries > m_bound)
        coarsen();
}

void ShareSeries::add(qint64 second, qint64 seconds, TrackIndex track, qint64 bytes)
{
    const bool isNew = m_lists.empty() || m_lists.back().second + m_lists.back().seconds <= second;
    if (isNew) {
        settle();
        m_lists.emplace_back(List{second, std::max<qint64>(seconds, 1), {}});
    } else if (m_lists.back().second != second || m_lists.back().seconds != seconds) {
        return add(second, track, bytes);
    }
    put(m_lists.back(), track, bytes);
    // What was kept once may be kept again.
    m_bound = std::max(m_bound, std::min(m_entries, kMostRead));
    if (m_entries > m_bound)
        coarsen();
}

void ShareSeries::forEach(const std::function<void(qint64 second, qint64 seconds, const Share &share)> &tell) const
{
    if (!m_open.empty()) {
        ShareSeries settled = *this;
        settled.m_bound = std::numeric_limits<std::size_t>::max();
        settled.settle();
        return settled.forEach(tell);
    }
    for (const List &list : m_lists) {
        for (const Share &share : list.shares.view())
            tell(list.second, list.seconds, share);
    }
}

void ShareSeries::put(List &list, TrackIndex track, qint64 bytes)
{
    Packed<Share> &shares = list.shares;
    const auto *const found = std::ranges::lower_bound(shares, track, {}, &Share::track);
    const auto i = static_cast<std::size_t>(found - shares.begin());
    if (i < shares.size() && shares[i].track == track) {
        shares[i].bytes += bytes;
        return;
    }
    shares.insert(i, {track, bytes});
    ++m_entries;
}

void ShareSeries::settle()
{
    if (m_open.empty())
        return;
    std::ranges::sort(m_open, {}, &Share::track);
    // By track, each once: mostly all that its second will have.
    for (auto next = m_open.begin(); next != m_open.end();) {
        Share sum{next->track, 0};
        for (; next != m_open.end() && next->track == sum.track; ++next)
            sum.bytes += next->bytes;
        put(m_lists.back(), sum.track, sum.bytes);
    }
    m_open.clear();
    if (m_entries > m_bound)
        coarsen();
}

std::vector<ShareSeries::Share> ShareSeries::sums(Micros from, Micros to) const
{
    QHash<TrackIndex, double> bytes;
    const auto add = [&bytes](std::span<const Share> shares, double part) {
        for (const Share &share : shares)
            bytes[share.track] += static_cast<double>(share.bytes) * part;
    };
    from = std::clamp<Micros>(from, 0, kLatest);
    auto list = std::ranges::lower_bound(
        m_lists, from / kSecond, {}, [](const List &of) { return of.second + of.seconds - 1; });
    for (; list != m_lists.end() && list->second * kSecond < to; ++list) {
        const Micros begin = list->second * kSecond;
        const Micros end = (list->second + list->seconds) * kSecond;
        const Micros within = std::min(end, to) - std::max(begin, from);
        if (within <= 0)
            continue;
        const double part = static_cast<double>(within) / static_cast<double>(end - begin);
        add(list->shares.view(), part);
        if (list + 1 == m_lists.end())
            add(m_open, part);
    }
    std::vector<Share> sums;
    sums.reserve(static_cast<std::size_t>(bytes.size()));
    for (auto it = bytes.cbegin(); it != bytes.cend(); ++it)
        sums.push_back({it.key(), static_cast<qint64>(std::llround(it.value()))});
    std::ranges::sort(sums,
        [](const Share &a, const Share &b) { return a.bytes != b.bytes ? a.bytes > b.bytes : a.track < b.track; });
    return sums;
}

std::size_t ShareSeries::heapBytes() const
{
    std::size_t bytes = m_lists.capacity() * sizeof(List) + m_open.capacity() * sizeof(Share);
    for (const List &list : m_lists)
        bytes += list.shares.heapBytes();
    return bytes;
}

ShareSeries::List &ShareSeries::listOf(qint64 second)
{
    const auto next = std::ranges::upper_bound(m_lists, second, {}, &List::second);
    if (next != m_lists.begin()) {
        List &list = *(next - 1);
        if (second < list.second + list.seconds)
            return list;
    }
    if (next != m_lists.end())
        return *m_lists.insert(next, {second, 1, {}});
    settle(); // may join lists
    return m_lists.emplace_back(List{second, 1, {}});
}

void ShareSeries::coarsen()
{
    const std::size_t older = m_lists.size() / 2;
    std::vector<List> lists;
    lists.reserve(m_lists.size() - older / 2);
    for (std::size_t i = 0; i < m_lists.size(); ++i) {
        if (i + 1 >= older || i % 2 == 1) {
            lists.push_back(std::move(m_lists[i]));
            continue;
        }
        const List &a = m_lists[i];
        const List &b = m_lists[++i];
        List both{a.second, b.second + b.seconds - a.second, {}};
        auto *x = a.shares.begin();
        auto *y = b.shares.begin();
        while (x != a.shares.end() || y != b.shares.end()) {
            if (y == b.shares.end() || (x != a.shares.end() && x->track < y->track)) {
                both.shares.push_back(*x++);
            } else if (x == a.shares.end() || y->track < x->track) {
                both.shares.push_back(*y++);
            } else {
                both.shares.push_back({x->track, x->bytes + y->bytes});
                ++x;
                ++y;
                --m_entries;
            }
        }
        both.shares.squeeze();
        lists.push_back(std::move(both));
    }
    m_lists = std::move(lists);
    // Downloads that come but once do not become fewer by this: then there may be more entries.
    m_bound = std::max(m_bound, m_entries + m_entries / 4);
}

} // namespace sluice::trace
