// SPDX-License-Identifier: MIT
#include "core/trace/har.h"

#include <algorithm>

namespace sluice::trace {

namespace {

double milliseconds(Micros time)
{
    return double(time) / 1'000;
}

void add(double &timing, Micros time)
{
    timing = std::max(0.0, timing) + milliseconds(time);
}

/// A wait in a queue, as opposed to one for a moment: a pause after a failure belongs to no request.
bool isQueue(Phase phase)
{
    return phase == Phase::WaitSlot || phase == Phase::WaitHost || phase == Phase::WaitRate || phase == Phase::WaitDisk
        || phase == Phase::WaitNetwork;
}

void take(HarTimings &timings, Phase phase, Micros time)
{
    switch (phase) {
    case Phase::WaitSlot:
    case Phase::WaitHost:
    case Phase::WaitNetwork:
        return add(timings.blocked, time);
    case Phase::NameLookup:
        return add(timings.dns, time);
    case Phase::Connect:
        return add(timings.connect, time);
    case Phase::Tls:
        add(timings.ssl, time);
        return add(timings.connect, time);
    case Phase::FirstByte:
        return add(timings.wait, time);
    case Phase::WaitRate:
    case Phase::WaitDisk:
    case Phase::Receiving:
    case Phase::Stalled:
        // Held back before its first byte it has not received anything.
        return add(timings.receive > 0 || phase >= Phase::Receiving ? timings.receive : timings.wait, time);
    default:
        return; // not the network's
    }
}

} // namespace

double HarTimings::total() const
{
    double sum = 0;
    for (const double part : {blocked, dns, connect, send, wait, receive})
        sum += std::max(0.0, part);
    return sum;
}

HarTimes harTimes(const Track &track, const AttemptBrief &attempt, Micros now)
{
    const Micros end = std::min(attempt.end, now);
    HarTimes times;
    times.began = attempt.begin;
    std::size_t first = 0;
    while (first < track.spans.size() && track.spans[first].end <= attempt.begin)
        ++first;
    std::size_t waits = first;
    while (waits > 0 && isQueue(track.spans[waits - 1].phase))
        --waits;
    if (waits < first) {
        times.began = track.spans[waits].begin;
        add(times.timings.queueing, attempt.begin - times.began);
        times.timings.blocked = times.timings.queueing;
    }
    for (std::size_t i = first; i < track.spans.size() && track.spans[i].begin < end; ++i) {
        const Span &span = track.spans[i];
        take(times.timings, span.phase, std::min(span.end, end) - std::max(span.begin, attempt.begin));
    }
    return times;
}

} // namespace sluice::trace
