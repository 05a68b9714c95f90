// SPDX-License-Identifier: MIT
#include "core/trace/consistency.h"

#include <algorithm>
#include <map>

namespace sluice::trace {

using namespace Qt::StringLiterals;

namespace {

void note(std::vector<QString> &findings, const QString &finding)
{
    if (findings.size() < kMostFindings)
        findings.push_back(finding);
}

void note(std::vector<QString> &findings, const std::vector<QString> &more)
{
    for (const QString &finding : more)
        note(findings, finding);
}

/// A download has a slot for a while.
struct Use {
    int slot = 0;
    Micros begin = 0;
    Micros end = 0;
    Id id = 0;
};

std::vector<Use> uses(std::span<const Track> tracks)
{
    std::vector<Use> all;
    for (const Track &track : tracks) {
        for (const Span &span : track.spans) {
            if (span.slot == kNone)
                continue;
            if (!all.empty() && all.back().id == track.id && all.back().slot == span.slot
                && all.back().end == span.begin)
                all.back().end = span.end;
            else
                all.push_back({span.slot, span.begin, span.end, track.id});
        }
    }
    return all;
}

} // namespace

std::vector<QString> lifeFindings(const Track &track, Micros now)
{
    std::vector<QString> findings;
    const auto say = [&](const QString &what, Micros at) {
        note(findings, u"Download %1: %2 at %3 µs."_s.arg(track.id).arg(what).arg(at));
    };
    if (track.spans.empty())
        return findings;
    if (track.spans.front().begin != track.added)
        say(u"its first phase does not begin when it was added,"_s, track.spans.front().begin);
    for (std::size_t i = 0; i < track.spans.size(); ++i) {
        const Span span = track.spans[i];
        const bool last = i + 1 == track.spans.size();
        if (span.end < span.begin)
            say(u"a phase ends before it begins"_s, span.begin);
        else if (span.end == span.begin && !last)
            say(u"a phase takes no time"_s, span.begin);
        if (span.begin > now || (span.end > now && span.end != kOpen))
            say(u"a phase lies beyond the end of the recording"_s, span.begin);
        if (!last && track.spans[i + 1].begin != span.end)
            say(u"a gap or overlap"_s, span.end);
        if (last && span.end != track.removed)
            say(u"its last phase does not end when it was removed,"_s, span.end);
    }
    return findings;
}

std::vector<QString> slotFindings(std::span<const Track> tracks, Micros now)
{
    std::vector<QString> findings;
    std::vector<Use> all = uses(tracks);
    std::ranges::sort(
        all, [](const Use &a, const Use &b) { return a.slot != b.slot ? a.slot < b.slot : a.begin < b.begin; });
    const Use *longest = nullptr; // of those before in the same slot, the one that ends last
    for (const Use &use : all) {
        if (longest && longest->slot == use.slot && longest->end > use.begin) {
            note(findings,
                u"Slot %1 is held by the downloads %2 and %3 from %4 to %5 µs."_s.arg(use.slot)
                    .arg(longest->id)
                    .arg(use.id)
                    .arg(use.begin)
                    .arg(std::min({longest->end, use.end, now})));
        }
        if (!longest || longest->slot != use.slot || longest->end < use.end)
            longest = &use;
    }
    return findings;
}

std::vector<QString> countFindings(std::span<const Track> tracks, const StepSeries &inFlight)
{
    std::vector<QString> findings;
    std::map<Micros, int> changes;
    for (const Use &use : uses(tracks)) {
        ++changes[use.begin];
        if (use.end != kOpen)
            --changes[use.end];
    }
    StepSeries counted;
    qint64 count = 0;
    for (const auto &[at, change] : changes)
        counted.append(at, count += change);
    // Both keep changes only.
    const auto said = inFlight.steps();
    const std::size_t skipped = !said.empty() && said[0].value == 0 ? 1 : 0;
    const auto [a, b] = std::ranges::mismatch(said.subspan(skipped), counted.steps(),
        [](const StepSeries::Step &x, const StepSeries::Step &y) { return x.at == y.at && x.value == y.value; });
    if (a != said.end() || b != counted.steps().end()) {
        const Micros at = a != said.end() ? a->at : b->at;
        note(findings,
            u"At %1 µs %2 downloads are said to be in flight; %3 hold a slot."_s.arg(at)
                .arg(inFlight.at(at))
                .arg(counted.at(at)));
    }
    return findings;
}

std::vector<QString> limitFindings(const StepSeries &inFlight, const StepSeries &limit)
{
    std::vector<QString> findings;
    qint64 before = 0;
    for (const StepSeries::Step &step : inFlight.steps()) {
        // Who came at the moment of a change may have come just before it.
        const qint64 most = std::max(limit.at(step.at), limit.at(step.at - 1));
        if (step.value > before && step.value > most)
            note(findings,
                u"At %1 µs a download began although %2 were in flight and the limit was %3."_s.arg(step.at)
                    .arg(step.value - 1)
                    .arg(most));
        before = step.value;
    }
    return findings;
}

std::vector<QString> laneFindings(const Lane &lane, std::span<const Track> tracks)
{
    std::vector<QString> findings;
    Micros end = 0;
    for (const Stay &stay : lane.stays()) {
        const auto say = [&](const QString &what) {
            note(findings, u"Lane %1 of %2: %3 at %4 µs."_s.arg(lane.group).arg(lane.label, what).arg(stay.begin));
        };
        if (stay.begin < end || stay.end < stay.begin)
            say(u"two stays overlap"_s);
        end = stay.end;
        if (stay.track >= tracks.size() || stay.firstSpan >= tracks[stay.track].spans.size()) {
            say(u"a stay of nobody"_s);
            continue;
        }
        const Span first = tracks[stay.track].spans[stay.firstSpan];
        if (first.begin > stay.begin || first.end <= stay.begin)
            say(u"a stay that does not begin in its first span"_s);
    }
    return findings;
}

std::vector<QString> inconsistencies(const Recording &recording)
{
    std::vector<QString> findings;
    const std::span<const Track> tracks = recording.tracks();
    std::size_t spans = 0;
    for (const Track &track : tracks) {
        note(findings, lifeFindings(track, recording.now()));
        spans += track.spans.size();
    }
    if (spans != recording.spanCount())
        note(findings, u"There are %1 spans, and %2 are said to be."_s.arg(spans).arg(recording.spanCount()));
    note(findings, slotFindings(tracks, recording.now()));
    note(findings, countFindings(tracks, recording.inFlight()));
    if (!recording.limit().steps().empty())
        note(findings, limitFindings(recording.inFlight(), recording.limit()));
    for (const LaneKind kind : {LaneKind::Slot, LaneKind::Host, LaneKind::Connection}) {
        for (const Lane &lane : recording.lanes(kind))
            note(findings, laneFindings(lane, tracks));
    }
    return findings;
}

} // namespace sluice::trace
