// SPDX-License-Identifier: MIT
#include "core/trace/lane.h"

#include <algorithm>
#include <functional>

namespace sluice::trace {

std::span<const Stay> Lane::between(Micros from, Micros to) const
{
    const std::span<const Stay> all = stays();
    const auto first = std::ranges::upper_bound(all, from, {}, &Stay::end);
    const auto last = std::ranges::lower_bound(first, all.end(), to, {}, &Stay::begin);
    return {first, last};
}

void Lane::open(Micros at, TrackIndex track, quint32 firstSpan, Phase phase)
{
    m_stays.push_back({at, kOpen, track, firstSpan});
    m_open.push_back({phase, at, {}});
}

void Lane::enter(Micros at, Phase phase)
{
    if (!isOpen())
        return;
    Open &open = m_open.back();
    open.times.at(static_cast<std::size_t>(open.phase)) += at - open.since;
    open.since = at;
    open.phase = phase;
}

void Lane::rename(Phase phase)
{
    if (isOpen())
        m_open.back().phase = phase;
}

void Lane::close(Micros at)
{
    if (!isOpen())
        return;
    const Phase longest = m_open.back().longest(at);
    m_open.pop_back();
    if (m_stays.size() == 1)
        m_open.squeeze(); // there may be a lane for each download; one that is used again keeps the memory
    if (at <= m_stays.back().begin) {
        m_stays.pop_back();
        return;
    }
    m_stays.back().end = at;
    m_phases.push_back(longest);
    std::size_t size = m_stays.size();
    for (std::size_t level = 0; size % kFanOut == 0; ++level) {
        if (level == m_levels.size())
            m_levels.emplace_back();
        Node sum = node(level, size - kFanOut, at);
        for (std::size_t i = size - kFanOut + 1; i < size; ++i)
            sum.add(node(level, i, at));
        m_levels[level].push_back(sum);
        size /= kFanOut;
    }
}

bool Lane::moveFirstSpan(Micros from, Micros to, TrackIndex track, quint32 before, quint32 after)
{
    const auto first = std::ranges::lower_bound(stays(), from, {}, &Stay::begin);
    for (auto i = static_cast<std::size_t>(first - stays().begin()); i < m_stays.size() && m_stays[i].begin < to; ++i) {
        if (m_stays[i].track == track && m_stays[i].firstSpan == before) {
            m_stays[i].firstSpan = after;
            return true;
        }
    }
    return false;
}

std::size_t Lane::heapBytes() const
{
    std::size_t bytes
        = m_stays.heapBytes() + m_phases.heapBytes() + m_levels.capacity() * sizeof(m_levels[0]) + m_open.heapBytes();
    for (const Packed<Node> &level : m_levels)
        bytes += level.heapBytes();
    return bytes;
}

Lane::Node Lane::node(std::size_t level, std::size_t i, Micros now) const
{
    if (level > 0)
        return m_levels[level - 1][i];
    const Stay &stay = m_stays[i];
    const Phase phase = i < m_phases.size() ? m_phases[i] : m_open.back().longest(now);
    Node node{stay.begin, stay.end == kOpen ? std::max(now, stay.begin) : stay.end, 1, {}};
    // One that has just begun counts for its phase, too.
    node.times.at(static_cast<std::size_t>(phase)) = static_cast<float>(std::max<Micros>(node.end - node.begin, 1));
    return node;
}

void Lane::Node::add(const Node &next)
{
    end = next.end;
    stays += next.stays;
    std::ranges::transform(times, next.times, times.begin(), std::plus());
}

Phase Lane::Open::longest(Micros now) const
{
    std::array<Micros, kPhaseCount> all = times;
    all.at(static_cast<std::size_t>(phase)) += std::max<Micros>(now - since, 0);
    // The present one where nothing took any time yet.
    const auto most = std::ranges::max_element(all);
    return *most == 0 ? phase : static_cast<Phase>(most - all.begin());
}

} // namespace sluice::trace
