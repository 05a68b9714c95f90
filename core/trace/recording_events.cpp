// SPDX-License-Identifier: MIT
// What each event does to a recording.
#include "core/trace/recording.h"

#include "core/trace/masking.h"
#include "core/trace/span_builder.h"

#include <algorithm>
#include <limits>

namespace sluice::trace {

namespace {

std::optional<Span> openSpan(const Track &track)
{
    if (track.spans.empty() || track.removed != kOpen)
        return std::nullopt;
    return track.spans.back();
}

qint64 saturatedSum(qint64 a, qint64 b)
{
    return a > std::numeric_limits<qint64>::max() - b ? std::numeric_limits<qint64>::max() : a + b;
}

} // namespace

void Recording::reserve(std::span<const Event> events)
{
    const auto added = static_cast<std::size_t>(
        std::ranges::count_if(events, [](const Event &event) { return std::holds_alternative<Added>(event); }));
    const std::size_t needed = m_tracks.size() + added;
    if (needed <= m_tracks.capacity())
        return;
    // A queue of 100,000 comes at once. Else by an eighth: doubling would waste as much as their spans take.
    m_tracks.reserve(std::max(needed, m_tracks.size() + m_tracks.size() / 8));
}

bool Recording::take(const Added &event, Micros at)
{
    if (m_ids.find(m_tracks, event.id))
        return false;
    auto host = m_hostIndexes.constFind(event.host);
    if (host == m_hostIndexes.constEnd()) {
        host = m_hostIndexes.insert(event.host, static_cast<quint32>(m_hosts.size()));
        m_hosts.push_back(event.host);
    }
    Track &track = m_tracks.emplace_back();
    track.id = event.id;
    track.name = event.name;
    track.url = maskedUrl(event.url);
    track.host = *host;
    track.added = at;
    m_ids.insertLast(m_tracks);
    m_lastFound = indexOf(track);
    return true;
}

bool Recording::take(const Described &event, Micros /*at*/)
{
    Track *const track = living(event.id);
    if (!track)
        return false;
    track->name = event.name;
    track->total = std::max<qint64>(event.total, -1);
    return true;
}

bool Recording::take(const Entered &event, Micros at)
{
    Track *const track = living(event.id);
    if (!track)
        return false;
    const std::optional<Span> before = openSpan(*track);
    const std::size_t spans = track->spans.size();
    const qint64 until = track->untilMs;
    track->untilMs = isWait(event.phase) ? event.untilMs : 0;
    if (!before)
        track->added = at; // its life begins with its first phase
    if (!append(track->spans, spanOf(event, at), event.renames))
        return track->untilMs != until;
    const Span after = track->spans.back();
    m_spanCount += track->spans.size() - spans;
    count(before, after, at);
    occupy(*track, at);
    beginAttempt(track->attempts, after);
    if (isRest(after.phase) && (!before || before->phase != after.phase)) {
        if (after.phase == Phase::Failed)
            m_markers.add({at, Marker::Kind::Failed, indexOf(*track), 0});
        ended(*track, at);
    }
    if (track->spans.size() > m_bounds.spansOfOne)
        thinTrack(indexOf(*track), track->spans.size() / 2);
    return true;
}

bool Recording::take(const Connected &event, Micros /*at*/)
{
    if (event.connection < 0)
        return false;
    const auto connection = static_cast<quint32>(event.connection);
    const QString label = *m_labels.insert(event.label);
    if (!m_connections.setLabel(connection, label))
        m_peers.insert(connection, label);
    return true;
}

bool Recording::take(const Received &event, Micros at)
{
    Track *const track = living(event.id);
    if (!track || event.begin < 0 || event.end <= event.begin)
        return false;
    write(*track, {at, event.id, event.attempt, event.connection, event.begin, event.end});
    const TrackIndex index = indexOf(*track);
    // They came since the last ones, but not before it began to receive.
    const std::optional<Span> open = openSpan(*track);
    Micros from = open && open->begin < at ? open->begin : at;
    if (track->held != kNone) {
        Held &held = m_held[static_cast<std::size_t>(track->held)];
        if (from == at && held.received >= 0)
            from = held.received;
        from = std::max(from, held.received);
        held.received = at;
    }
    m_throughput.add(from, at, index, event.end - event.begin);
    return true;
}

bool Recording::take(const Wrote &event, Micros /*at*/)
{
    Track *const track = living(event.id);
    if (!track || event.begin < 0 || event.end <= event.begin)
        return false;
    write(*track, event);
    return true;
}

bool Recording::take(const Came &event, Micros at)
{
    m_throughput.addTotal(at - event.back, at - event.back + event.length, event.bytes);
    return true;
}

bool Recording::take(const Shared &event, Micros at)
{
    const std::optional<TrackIndex> track = find(event.id);
    if (!track)
        return false;
    m_throughput.addShare(at - event.back, at - event.back + event.length, *track, event.bytes);
    return true;
}

void Recording::write(Track &track, const Wrote &range)
{
    const qint64 bytes = range.end - range.begin;
    const Span attempt = spanOf({0, range.id, Phase::Receiving, kNone, range.attempt, range.connection}, 0);
    track.received = saturatedSum(track.received, bytes);
    append(track.written, {range.begin, range.end, attempt.connection, attempt.attempt});
    if (!track.attempts.empty() && track.attempts.back().number == attempt.attempt && !track.attempts.back().report) {
        AttemptBrief &brief = track.attempts.back();
        if (brief.bytes == 0)
            brief.fromByte = range.begin;
        brief.bytes = saturatedSum(brief.bytes, bytes);
    }
}

bool Recording::take(const AttemptEnded &event, Micros at)
{
    Track *const track = living(event.id);
    if (!track)
        return false;
    const auto report = event.notes ? m_reportBuilder.build(*event.notes) : event.report;
    if (!report)
        return false;
    const std::size_t attempt = endAttempt(track->attempts, report, event.connection, at);
    m_reports.add(m_tracks, indexOf(*track), attempt);
    if (report->error)
        m_markers.add({at, Marker::Kind::AttemptFailed, indexOf(*track), report->number});
    return true;
}

bool Recording::take(const DeadlineSet &event, Micros at)
{
    const Track *const track = living(event.id);
    if (!track)
        return false;
    m_markers.setDeadline(indexOf(*track), at, std::clamp<Micros>(event.deadline, 0, kLatest));
    return true;
}

bool Recording::take(const Removed &event, Micros at)
{
    Track *const track = living(event.id);
    if (!track)
        return false;
    const std::optional<Span> before = openSpan(*track);
    if (before)
        track->spans.setEnd(at);
    track->removed = at;
    track->untilMs = 0;
    count(before, std::nullopt, at);
    if (before)
        occupy(*track, at);
    if (!before || !isRest(before->phase))
        ended(*track, at);
    return true;
}

bool Recording::take(const LimitsSet &event, Micros at)
{
    const int limit = std::max(event.limit, 0);
    const bool first = m_limit.steps().empty();
    if (!first && m_limit.steps().back().value != limit)
        m_markers.add({at, Marker::Kind::LimitChanged, 0, limit});
    m_limit.append(at, limit);
    m_hostLimit.append(at, std::max(event.hostLimit, 0));
    m_rateLimit.append(at, std::max<qint64>(event.rateLimit, 0));
    return true;
}

Track *Recording::living(Id id)
{
    // Events of one download come in a row more often than not.
    if (m_lastFound >= m_tracks.size() || m_tracks[m_lastFound].id != id) {
        const std::optional<TrackIndex> index = m_ids.find(m_tracks, id);
        if (!index)
            return nullptr;
        m_lastFound = *index;
    }
    Track &track = m_tracks[m_lastFound];
    return track.removed == kOpen ? &track : nullptr;
}

TrackIndex Recording::indexOf(const Track &track) const
{
    return static_cast<TrackIndex>(&track - m_tracks.data());
}

void Recording::count(const std::optional<Span> &before, const std::optional<Span> &after, Micros at)
{
    const int waited = before && isWait(before->phase) ? 1 : 0;
    const int held = before && before->slot != kNone ? 1 : 0;
    m_waitingNow += (after && isWait(after->phase) ? 1 : 0) - waited;
    m_inFlightNow += (after && after->slot != kNone ? 1 : 0) - held;
    m_waiting.append(at, m_waitingNow);
    m_inFlight.append(at, m_inFlightNow);
}

void Recording::ended(Track &track, Micros at)
{
    m_markers.dropDeadline(indexOf(track), at);
    if (!track.attempts.empty())
        track.attempts.back().end = std::min(track.attempts.back().end, at);
    track.spans.squeeze();
    m_ended.push_back(indexOf(track));
}

} // namespace sluice::trace
