// SPDX-License-Identifier: MIT
// How a recording keeps within its bounds.
#include "core/trace/recording.h"

#include "core/trace/thinning.h"

#include <algorithm>

namespace sluice::trace {

namespace {

/// The newest spans of a running download stay.
constexpr std::size_t kKept = 256;
/// How many tracks one call looks at for running ones.
constexpr std::size_t kScanned = 1'024;
constexpr std::size_t kFewPlaces = 64;

} // namespace

void Recording::thinOldest(std::size_t work)
{
    const auto isOver = [this, most = m_thinningWork + work] {
        return m_spanCount > m_bounds.spans && m_thinningWork < most;
    };
    while (isOver() && !m_ended.empty()) {
        const TrackIndex index = m_ended.front();
        m_ended.pop_front();
        const Track &track = m_tracks[index];
        // One that was started again comes back when it ends again.
        if (!track.spans.empty() && (track.removed != kOpen || isRest(track.spans.back().phase)))
            thinTrack(index, track.spans.size());
    }
    for (std::size_t scanned = 0; isOver() && scanned < std::min(kScanned, m_tracks.size()); ++scanned) {
        m_nextRunning = m_nextRunning + 1 < m_tracks.size() ? m_nextRunning + 1 : 0;
        ++m_thinningWork;
        if (m_tracks[m_nextRunning].spans.size() > 2 * kKept)
            thinTrack(m_nextRunning, m_tracks[m_nextRunning].spans.size() - kKept);
    }
}

void Recording::thinTrack(TrackIndex index, std::size_t last)
{
    SpanList &spans = m_tracks[index].spans;
    m_thinningWork += spans.size();
    int slotBefore = kNone;
    m_spanCount -= thin(spans, last, [this, index, &slotBefore](const MovedSpan &moved) {
        if (moved.from != moved.to)
            move(index, moved, slotBefore == kNone);
        slotBefore = moved.span.slot;
    });
    if (last == spans.size() || spans.size() < kKept)
        spans.squeeze();
}

void Recording::move(TrackIndex index, const MovedSpan &moved, bool takesSlot)
{
    // A place at a host is taken with a slot. Where the places are few it costs nothing to look in any case.
    const Span &span = moved.span;
    const quint32 host = m_tracks[index].host;
    if (span.slot != kNone) {
        takesSlot |= m_slots.moveFirstSpan(static_cast<quint32>(span.slot), moved, index, m_thinningWork);
        if (takesSlot || m_places.lanesOf(host) <= kFewPlaces)
            m_places.moveFirstSpan(host, moved, index, m_thinningWork);
    }
    if (span.connection != kNone)
        m_connections.moveFirstSpan(static_cast<quint32>(span.connection), moved, index, m_thinningWork);
}

} // namespace sluice::trace
