// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/lane.h"
#include "core/trace/thinning.h"

#include <QHash>

#include <limits>
#include <vector>

namespace sluice::trace {

/// A lane's place in its set.
using LaneIndex = quint32;
inline constexpr LaneIndex kNoLane = std::numeric_limits<LaneIndex>::max();

/// The lanes of one kind, in the order in which they were first used. A group (a host, a connection) has as many as
/// there ever were downloads in it at once; a download takes the lowest that is free.
class LaneSet
{
public:
    /// How many downloads a group takes at once. In a group of one who comes drives out who is there.
    enum class Sharing { One, Many };
    explicit LaneSet(Sharing sharing)
        : m_sharing(sharing)
    {
    }

    [[nodiscard]] std::span<const Lane> lanes() const { return m_lanes; }
    [[nodiscard]] Lane &lane(LaneIndex index) { return m_lanes[index]; }
    [[nodiscard]] const Lane &lane(LaneIndex index) const { return m_lanes[index]; }

    /// Takes the lowest free lane of the group, or makes one; the caller opens a stay in it. The first lane of a group
    /// gets the label, the others that of the first.
    LaneIndex take(quint32 group, const QString &label, Micros at);
    /// Ends the open stay and gives the lane back.
    void release(LaneIndex index, Micros at);

    [[nodiscard]] std::size_t lanesOf(quint32 group) const;

    /// A group's lanes get another label; false if it has none yet.
    bool setLabel(quint32 group, const QString &label);

    /// Calls Lane::moveFirstSpan() for the lanes of the group until one has that stay; whether one has. Adds to `work`
    /// what that cost, in spans looked at.
    bool moveFirstSpan(quint32 group, const MovedSpan &moved, TrackIndex track, std::size_t &work);

    /// Bytes taken from the heap, the labels left out.
    [[nodiscard]] std::size_t heapBytes() const;

private:
    struct Group {
        Packed<LaneIndex> lanes; ///< rising
        Packed<LaneIndex> free;  ///< falling, so that the lowest is taken from the end
    };

    LaneIndex make(Group &group, quint32 number, const QString &label);

    Sharing m_sharing;
    std::vector<Lane> m_lanes;
    QHash<quint32, Group> m_groups;
};

} // namespace sluice::trace
