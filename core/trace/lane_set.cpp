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

bool LaneSet::setLabel(quint32 group, const QString &label)
{
    const auto found = m_groups.constFind(group);
    if (found == m_groups.constEnd())
        return false;
    for (const LaneIndex index : found->lanes)
        m_lanes[index].label = label;
    return true;
}

std::size_t LaneSet::moveFirstSpan(quint32 group, Micros at, TrackIndex track, quint32 from, quint32 to)
{
    const auto found = m_groups.constFind(group);
    if (found == m_groups.constEnd())
        return 0;
    std::size_t looked = 0;
    for (const LaneIndex index : found->lanes) {
        ++looked;
        if (m_lanes[index].moveFirstSpan(at, track, from, to))
            break;
    }
    return looked;
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
