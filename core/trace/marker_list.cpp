// SPDX-License-Identifier: MIT
#include "core/trace/marker_list.h"

#include <algorithm>

namespace sluice::trace {

namespace {

/// Timers may fire this much early: a download that ended so shortly before its deadline ended by it.
constexpr Micros kSlack = 100'000;

} // namespace

void MarkerList::add(const Marker &marker)
{
    m_markers.insert(std::ranges::upper_bound(m_markers, marker.at, {}, &Marker::at), marker);
}

void MarkerList::setDeadline(TrackIndex track, Micros at, Micros deadline)
{
    dropDeadline(track, at);
    m_deadlines.insert(track, deadline);
    add({deadline, Marker::Kind::Deadline, track, 0});
}

void MarkerList::dropDeadline(TrackIndex track, Micros at)
{
    const auto found = m_deadlines.constFind(track);
    if (found == m_deadlines.constEnd())
        return;
    const Micros deadline = *found;
    m_deadlines.erase(found);
    if (deadline <= at || deadline - at <= kSlack)
        return;
    const auto same = std::ranges::equal_range(m_markers, deadline, {}, &Marker::at);
    const auto marker = std::ranges::find_if(
        same, [track](const Marker &of) { return of.kind == Marker::Kind::Deadline && of.track == track; });
    if (marker != same.end())
        m_markers.erase(marker);
}

std::size_t MarkerList::heapBytes() const
{
    return m_markers.capacity() * sizeof(Marker)
        + static_cast<std::size_t>(m_deadlines.capacity()) * (sizeof(TrackIndex) + sizeof(Micros));
}

} // namespace sluice::trace
