// SPDX-License-Identifier: MIT
#include "core/trace/diagnosis_sample.h"

#include <algorithm>
#include <unordered_map>

namespace sluice::trace {

namespace {

/// Calls f(begin, end, value) for each stretch of [from, to) in which a series keeps its value.
template <typename F>
void forStretches(const StepSeries &series, Micros from, Micros to, F f)
{
    const std::span<const StepSeries::Step> steps = series.steps();
    auto next = std::ranges::upper_bound(steps, from, {}, &StepSeries::Step::at);
    qint64 value = next == steps.begin() ? 0 : std::prev(next)->value;
    Micros begin = from;
    for (; next != steps.end() && next->at < to; ++next) {
        f(begin, next->at, value);
        begin = next->at;
        value = next->value;
    }
    f(begin, to, value);
}

void addSlots(Sample &sample, const Recording &recording)
{
    forStretches(recording.limit(), sample.from, sample.to, [&](Micros from, Micros to, qint64 limit) {
        forStretches(recording.inFlight(), from, to, [&](Micros begin, Micros end, qint64 used) {
            const Micros length = end - begin;
            const qint64 free = std::max<qint64>(limit - used, 0);
            sample.slotTime += static_cast<double>(length) * static_cast<double>(used);
            sample.freeTime += static_cast<double>(length) * static_cast<double>(free);
            sample.full += limit > 0 && free == 0 ? length : 0;
        });
    });
}

/// What a download did with its slot in the part of `stay` that lies in the sample.
void addStay(Sample &sample, SampleShare &share, const Track &track, const Stay &stay)
{
    const Micros from = std::max(sample.from, stay.begin);
    const Micros to = std::min(sample.to, stay.end);
    // The sample may begin hours after the stay did: find the first span by halving, not by walking.
    const auto first = track.spans.begin() + std::min<std::ptrdiff_t>(stay.firstSpan, std::ssize(track.spans));
    auto span
        = std::upper_bound(first, track.spans.end(), from, [](Micros at, const Span &each) { return at < each.end; });
    for (; span != track.spans.end() && span->begin < to; ++span) {
        const Micros length = std::min(to, span->end) - std::max(from, span->begin);
        if (length <= 0)
            continue;
        share.inSlot += length;
        share.receiving += span->phase == Phase::Receiving ? length : 0;
        sample.phases.at(static_cast<std::size_t>(span->phase)) += static_cast<double>(length);
    }
    const auto begins = [](Micros at, const AttemptBrief &each) {
        return at < each.begin;
    };
    // Attempts follow each other: those that ended in the sample are the last that began before its end.
    auto attempt = std::upper_bound(track.attempts.begin(), track.attempts.end(), sample.to, begins);
    while (attempt != track.attempts.begin()) {
        --attempt;
        if (attempt->end < sample.from || attempt->begin < stay.begin)
            break;
        if (attempt->end >= sample.to || attempt->begin >= stay.end)
            continue;
        ++share.ended;
        share.failed += attempt->failed ? 1 : 0;
    }
}

} // namespace

Sample sampleOf(const Recording &recording, Micros from, Micros to)
{
    Sample sample;
    sample.from = from;
    sample.to = std::max(from, to);
    const auto range = [&](const StepSeries &series) {
        return series.between(sample.from, sample.to);
    };
    sample.limitLeast = range(recording.limit()).least;
    sample.limitMost = range(recording.limit()).most;
    sample.rateLimitLeast = range(recording.rateLimit()).least;
    sample.rateLimitMost = range(recording.rateLimit()).most;
    sample.waitingLeast = range(recording.waiting()).least;
    sample.waitingMost = range(recording.waiting()).most;
    addSlots(sample, recording);

    std::unordered_map<TrackIndex, std::size_t> places;
    const auto shareOf = [&](TrackIndex track) -> SampleShare & {
        const auto [place, isNew] = places.try_emplace(track, sample.shares.size());
        if (isNew) {
            SampleShare share;
            share.track = track;
            share.host = recording.tracks()[track].host;
            sample.shares.push_back(share);
        }
        return sample.shares[place->second];
    };
    for (const Lane &lane : recording.lanes(LaneKind::Slot)) {
        // A microsecond earlier, for the attempt that ended with its stay just as the sample begins.
        for (const Stay &stay : lane.between(sample.from - 1, sample.to)) {
            if (stay.track < recording.tracks().size())
                addStay(sample, shareOf(stay.track), recording.tracks()[stay.track], stay);
        }
    }
    for (const Throughput::Share &share : recording.throughput().shares(sample.from, sample.to)) {
        sample.bytes += share.bytes;
        if (share.track < recording.tracks().size())
            shareOf(share.track).bytes += share.bytes;
    }
    return sample;
}

} // namespace sluice::trace
