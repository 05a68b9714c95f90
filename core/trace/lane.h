// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/span.h"

#include <QString>

#include <span>
#include <vector>

namespace sluice::trace {

/// How spans are laid out below each other.
enum class LaneKind { Slot, Download, Host, Connection };

/// One download's stay in a lane: from Track::spans[firstSpan] on, while it holds that slot or that connection. In a
/// lane stays follow each other without overlap.
struct Stay {
    Micros begin = 0;
    Micros end = kOpen;
    TrackIndex track = 0;
    quint32 firstSpan = 0;
};

/// Several stays seen from afar.
struct Block {
    Micros begin = 0;
    Micros end = 0;
    Phase phase = Phase::Receiving; ///< that took longest among them
    quint32 stays = 0;
    float busy = 0; ///< share of [begin, end) in which the lane was in use, 0 … 1
};

/// One line of the timeline: a slot, a connection, or one of the places at a host (a host with three downloads at once
/// has three lanes of the same group).
class Lane
{
public:
    QString label;     ///< of a connection its peer; of a host lane the host; of a slot empty
    quint32 group = 0; ///< slot number, host index, or connection number

    [[nodiscard]] std::span<const Stay> stays() const;

    /// The stays that touch [from, to), by binary search.
    [[nodiscard]] std::span<const Stay> between(Micros from, Micros to) const;

    /// The same from afar: blocks of the level in which most are no wider than `resolution` µs; a block stands for
    /// one stay where the stays are wider than that. Appends to `blocks`, which is reused from frame to frame.
    void summarise(Micros from, Micros to, Micros resolution, Micros now, std::vector<Block> &blocks) const;
};

} // namespace sluice::trace
