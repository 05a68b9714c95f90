// SPDX-License-Identifier: MIT
#include "ui/timeline/span_ref.h"

#include <algorithm>
#include <span>

namespace sluice::ui {

using trace::Micros;
using trace::Recording;
using trace::Span;
using trace::Stay;
using trace::Track;
using trace::TrackIndex;

namespace {

constexpr std::size_t kLookedAt = 64; ///< stays or spans of one pixel

FoundSpan found(const Track &track, TrackIndex index, std::size_t at, Micros now)
{
    const Span span = track.spans[at];
    return {{index, span.begin}, at, span, std::max(std::min(span.end, now), span.begin)};
}

/// What a stay is, with the whole life of a download as the only stay of its lane.
std::span<const Stay> staysOf(const Recording &recording, const LaneList &lanes, int lane, Stay &life)
{
    if (!lanes.isDownloads())
        return lanes.lane(recording, lane).stays();
    const Track &track = recording.tracks()[static_cast<std::size_t>(lane)];
    life = {track.added, track.removed, static_cast<TrackIndex>(lane), 0};
    return {&life, 1};
}

/// The last stay that begins at or before a moment, -1 = none.
qsizetype stayAt(std::span<const Stay> stays, Micros at)
{
    const auto after = std::ranges::upper_bound(stays, at, {}, &Stay::begin);
    return after - stays.begin() - 1;
}

/// The first or last span of a stay.
std::optional<FoundSpan> edgeOf(const Recording &recording, const Stay &stay, bool first, Micros now)
{
    const Track &track = recording.tracks()[stay.track];
    const qsizetype at = spanIndexAt(track, first ? stay.begin : std::max(std::min(stay.end, now) - 1, stay.begin));
    if (at < 0)
        return std::nullopt;
    return found(track, stay.track, static_cast<std::size_t>(at), now);
}

} // namespace

std::optional<FoundSpan> findSpan(const Recording &recording, const SpanRef &ref, Micros now)
{
    if (ref.track >= recording.tracks().size())
        return std::nullopt;
    const Track &track = recording.tracks()[ref.track];
    const qsizetype at = spanIndexAt(track, ref.begin);
    if (at < 0)
        return std::nullopt;
    return found(track, ref.track, static_cast<std::size_t>(at), now);
}

std::optional<FoundSpan> spanIn(
    const Recording &recording, const LaneList &lanes, int lane, Micros from, Micros to, Micros now)
{
    if (lane < 0 || lane >= lanes.count() || from >= now)
        return std::nullopt;
    Stay life;
    const std::span<const Stay> stays = staysOf(recording, lanes, lane, life);
    std::optional<FoundSpan> best;
    Micros most = 0;
    std::size_t looked = 0;
    for (auto s = static_cast<std::size_t>(std::max<qsizetype>(stayAt(stays, from), 0)); s < stays.size(); ++s) {
        const Stay &stay = stays[s];
        const Track &track = recording.tracks()[stay.track];
        const Micros begin = std::max(stay.begin, from);
        const Micros end = std::min(std::min(stay.end, now), to);
        if (stay.begin >= to || looked >= kLookedAt)
            break;
        const qsizetype first = spanIndexAt(track, begin);
        for (auto i = static_cast<std::size_t>(std::max<qsizetype>(first, 0));
            i < track.spans.size() && looked < kLookedAt && track.spans[i].begin < end; ++i, ++looked) {
            const FoundSpan one = found(track, stay.track, i, now);
            const Micros shown = std::min(one.end, end) - std::max(one.span.begin, begin);
            if (shown > most) {
                most = shown;
                best = one;
            }
        }
    }
    return best;
}

std::optional<FoundSpan> neighbour(
    const Recording &recording, const LaneList &lanes, int lane, const SpanRef &ref, int step, Micros now)
{
    const auto present = findSpan(recording, ref, now);
    if (!present || lane < 0 || lane >= lanes.count())
        return std::nullopt;
    Stay life;
    const std::span<const Stay> stays = staysOf(recording, lanes, lane, life);
    // A span may begin before the stay in which it is shown; the last of the stay is at its end in any case.
    const qsizetype place = stayAt(stays, std::max(present->end - 1, ref.begin));
    if (place < 0)
        return std::nullopt;
    const Stay &stay = stays[static_cast<std::size_t>(place)];
    const Track &track = recording.tracks()[ref.track];
    if (stay.track == ref.track) {
        const auto next = static_cast<qsizetype>(present->index) + step;
        if (next >= 0 && next < static_cast<qsizetype>(track.spans.size())) {
            const FoundSpan other = found(track, ref.track, static_cast<std::size_t>(next), now);
            if (other.span.begin < std::min(stay.end, now) && other.end > stay.begin)
                return other;
        }
    }
    const qsizetype other = place + step;
    if (other < 0 || other >= static_cast<qsizetype>(stays.size()))
        return std::nullopt;
    return edgeOf(recording, stays[static_cast<std::size_t>(other)], step > 0, now);
}

std::optional<FoundSpan> nearestSpan(const Recording &recording, const LaneList &lanes, int lane, Micros at, Micros now)
{
    if (lane < 0 || lane >= lanes.count())
        return std::nullopt;
    Stay life;
    const std::span<const Stay> stays = staysOf(recording, lanes, lane, life);
    if (stays.empty())
        return std::nullopt;
    const auto before = static_cast<std::size_t>(std::max<qsizetype>(stayAt(stays, at), 0));
    const Stay &stay = stays[before];
    const Micros end = std::min(stay.end, now);
    if (at >= end && before + 1 < stays.size() && stays[before + 1].begin - at < at - end)
        return edgeOf(recording, stays[before + 1], true, now);
    const Track &track = recording.tracks()[stay.track];
    const Micros moment = std::clamp(at, stay.begin, std::max(end - 1, stay.begin));
    const qsizetype index = spanIndexAt(track, moment);
    if (index < 0)
        return std::nullopt;
    return found(track, stay.track, static_cast<std::size_t>(index), now);
}

} // namespace sluice::ui
