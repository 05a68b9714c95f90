// SPDX-License-Identifier: MIT
#include "core/trace/lane_set.h"

#include <algorithm>
#include <functional>

namespace sluice::trace {

LaneIndex LaneSet::take(quint32 group, const QString &label, Micros at)
{
    Group &of = m_groups[group];
    if (m_sharing == Sharing::One && !of.lanes.empty()) {
        m_lanes[of.lanes[0]].close(at);
        return of.lanes[0];
    }
    if (of.free.empty())
        return make(of, group, label);
    const LaneIndex index = of.free.back();
    of.free.pop_back();
    return index;
}

void LaneSet::release(LaneIndex index, Micros at)
{
    Lane &lane = m_lanes[index];
    lane.close(at);
    if (m_sharing == Sharing::One)
        return;
    Packed<LaneIndex> &free = m_groups[lane.group].free;
    const auto *const before = std::ranges::lower_bound(free, index, std::greater());
    free.insert(static_cast<std::size_t>(before - free.begin()), index);
}

std::size_t LaneSet::lanesOf(quint32 group) const
{
    const auto found = m_groups.constFind(group);
    return found == m_groups.constEnd() ? 0 : found->lanes.size();
}

bool LaneSet::setLabel(quint32 group, const QString &label)
{
    const auto found = m_groups.constFind(group);
    if (found == m_groups.constEnd())
        return false;
    for (const LaneIndex index : found->lanes)
        m_lanes[index].label = label;
    return true;
}

bool LaneSet::moveFirstSpan(quint32 group, const MovedSpan &moved, TrackIndex track, std::size_t &work)
{
    // A binary search in one lane of many costs less than moving a span.
    constexpr std::size_t kLanesASpan = 16;
    const auto found = m_groups.constFind(group);
    if (found == m_groups.constEnd())
        return false;
    std::size_t looked = 0;
    const bool moves = std::ranges::any_of(found->lanes, [&](LaneIndex index) {
        ++looked;
        return m_lanes[index].moveFirstSpan(
            moved.span.begin, moved.span.end, track, static_cast<quint32>(moved.from), static_cast<quint32>(moved.to));
    });
    work += 1 + looked / kLanesASpan;
    return moves;
}

std::size_t LaneSet::heapBytes() const
{
    std::size_t bytes = m_lanes.capacity() * sizeof(Lane);
    for (const Lane &lane : m_lanes)
        bytes += lane.heapBytes();
    bytes += static_cast<std::size_t>(m_groups.capacity()) * (sizeof(Group) + sizeof(quint32));
    for (const Group &group : m_groups)
        bytes += group.lanes.heapBytes() + group.free.heapBytes();
    return bytes;
}

LaneIndex LaneSet::make(Group &group, quint32 number, const QString &label)
{
    const auto index = static_cast<LaneIndex>(m_lanes.size());
    Lane &lane = m_lanes.emplace_back();
    lane.label = group.lanes.empty() ? label : m_lanes[group.lanes[0]].label;
    lane.group = number;
    group.lanes.push_back(index);
    return index;
}

} // namespace sluice::trace
