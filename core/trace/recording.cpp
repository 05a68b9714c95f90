// SPDX-License-Identifier: MIT
#include "core/trace/recording.h"

#include "core/trace/batch_order.h"

#include <algorithm>

namespace sluice::trace {

namespace {

/// What apply() may spend on thinning: each event brings at most one span, and thinning takes two of three away.
constexpr std::size_t kWork = 4'096;
constexpr std::size_t kWorkAnEvent = 16;

} // namespace

Recording::Recording(Bounds bounds)
    : m_bounds(bounds)
{
}

void Recording::apply(const Batch &batch)
{
    m_isEmpty = false;
    m_thinningWork = 0;
    m_now = std::clamp(batch.now, m_now, kLatest);
    if (batch.wallMs != 0)
        m_wallClock.note(m_now, batch.wallMs);
    reserve(batch.events);
    const std::vector<quint32> order = orderByTime(batch.events);
    bool changed = false;
    for (std::size_t i = 0; i < batch.events.size(); ++i) {
        const Event &event = batch.events[order.empty() ? i : order[i]];
        m_latest = std::clamp(timeOf(event).value_or(m_latest), m_latest, m_now);
        changed |= std::visit([this](const auto &of) { return take(of, m_latest); }, event);
    }
    thinOldest(kWork + kWorkAnEvent * batch.events.size());
    m_reports.shrink(m_tracks, m_bounds.reports, m_bounds.reportBytes);
    m_revision += changed ? 1 : 0;
}

Micros Recording::now() const
{
    return m_now;
}

bool Recording::isEmpty() const
{
    return m_isEmpty;
}

qint64 Recording::wallMs(Micros at) const
{
    return m_wallClock.at(at);
}

quint64 Recording::revision() const
{
    return m_revision;
}

std::span<const Track> Recording::tracks() const
{
    return m_tracks;
}

std::optional<TrackIndex> Recording::find(Id id) const
{
    return m_ids.find(m_tracks, id);
}

std::span<const QString> Recording::hosts() const
{
    return m_hosts;
}

std::span<const Lane> Recording::lanes(LaneKind kind) const
{
    switch (kind) {
    case LaneKind::Slot:
        return m_slots.lanes();
    case LaneKind::Host:
        return m_places.lanes();
    case LaneKind::Connection:
        return m_connections.lanes();
    case LaneKind::Download:
        break;
    }
    return {};
}

const StepSeries &Recording::limit() const
{
    return m_limit;
}

const StepSeries &Recording::inFlight() const
{
    return m_inFlight;
}

const StepSeries &Recording::waiting() const
{
    return m_waiting;
}

const StepSeries &Recording::rateLimit() const
{
    return m_rateLimit;
}

const StepSeries &Recording::hostLimit() const
{
    return m_hostLimit;
}

const Throughput &Recording::throughput() const
{
    return m_throughput;
}

std::span<const Marker> Recording::markers() const
{
    return m_markers.markers();
}

} // namespace sluice::trace
