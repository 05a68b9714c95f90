// SPDX-License-Identifier: MIT
// Which lanes a download is in.
#include "core/trace/recording.h"

#include <algorithm>
#include <utility>

namespace sluice::trace {

namespace {

/// What a download does in a lane from now on.
struct Step {
    TrackIndex track = 0;
    Micros at = 0;
    Span before; ///< the span that has just ended, where `span` begins now
    Span span;   ///< the open one
    quint32 firstSpan = 0;
};

bool isIn(const Lane &lane, TrackIndex track)
{
    return lane.isOpen() && lane.stays().back().track == track;
}

/// Leaves the lane when `group` is another than the lane's, or none.
void leaveUnless(LaneSet &set, LaneIndex &held, std::optional<quint32> group, const Step &step)
{
    if (held == kNoLane)
        return;
    const Lane &lane = set.lane(held);
    // Where another download took the slot there is nothing left to leave.
    const bool in = isIn(lane, step.track);
    if (in && group == lane.group)
        return;
    if (in) {
        set.lane(held).rename(step.before.phase);
        set.release(held, step.at);
    }
    held = kNoLane;
}

/// Goes on in the lane, or enters one of the group.
void stayIn(LaneSet &set, LaneIndex &held, std::optional<quint32> group, const QString &label, const Step &step)
{
    leaveUnless(set, held, group, step);
    if (!group)
        return;
    if (held != kNoLane) {
        Lane &lane = set.lane(held);
        lane.rename(step.before.phase);
        if (step.span.begin == step.at)
            lane.enter(step.at, step.span.phase);
        return;
    }
    held = set.take(*group, label, step.at);
    // A connection that becomes known late has been this one since the span began.
    Lane &lane = set.lane(held);
    lane.open(std::clamp(lane.free(), step.span.begin, step.at), step.track, step.firstSpan, step.span.phase);
}

std::optional<quint32> group(int number)
{
    return number == kNone ? std::nullopt : std::optional(static_cast<quint32>(number));
}

} // namespace

void Recording::occupy(Track &track, Micros at)
{
    const Span open = track.spans.back();
    const bool removed = open.end != kOpen;
    if (track.held == kNone && (removed || (open.slot == kNone && open.connection == kNone)))
        return;
    const TrackIndex index = indexOf(track);
    const SpanList &spans = track.spans;
    Step step{index, at, open, open, static_cast<quint32>(spans.size() - 1)};
    if (step.span.begin == at && spans.size() > 1)
        step.before = spans[spans.size() - 2];
    if (removed) {
        step.span.slot = kNone;
        step.span.connection = kNone;
    }
    if (track.held == kNone) {
        if (m_freeHeld.empty()) {
            m_freeHeld.push_back(static_cast<qint32>(m_held.size()));
            m_held.emplace_back();
        }
        track.held = m_freeHeld.back();
        m_freeHeld.pop_back();
    }
    Held &held = m_held[static_cast<std::size_t>(track.held)];
    const std::optional<quint32> slot = group(step.span.slot);
    const std::optional<quint32> connection = group(step.span.connection);
    const std::optional<quint32> host = slot ? std::optional(track.host) : std::nullopt;
    stayIn(m_slots, held.slot, slot, QString(), step);
    stayIn(m_places, held.host, host, m_hosts[track.host], step);
    const QString peer = connection && !m_peers.isEmpty() ? m_peers.take(*connection) : QString();
    stayIn(m_connections, held.connection, connection, peer, step);
    if (!slot && !connection) {
        held = {};
        m_freeHeld.push_back(std::exchange(track.held, kNone));
    }
}

} // namespace sluice::trace
