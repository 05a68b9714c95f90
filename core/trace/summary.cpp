// SPDX-License-Identifier: MIT
#include "core/trace/summary.h"

#include <algorithm>

namespace sluice::trace {

namespace {

class Adder
{
public:
    explicit Adder(const Recording &recording)
        : m_recording(recording)
    {
    }

    Summary run()
    {
        const auto tracks = m_recording.tracks();
        for (TrackIndex i = 0; i < tracks.size(); ++i)
            add(i, tracks[i]);
        m_sum.downloads = qint64(tracks.size());
        m_sum.bytes = m_recording.throughput().bytes();
        m_sum.wall = tracks.empty() ? 0 : std::max<Micros>(0, m_end - m_begin);
        // In double, for bytes times a million may be more than 64 bits hold.
        m_sum.meanRate = m_sum.wall > 0 ? qint64(double(m_sum.bytes) * 1e6 / double(m_sum.wall)) : 0;
        // A peak is over a full second: what took less than one was faster on the whole.
        m_sum.peakRate = std::max(m_recording.throughput().peak(), m_sum.meanRate);
        m_sum.peakInFlight = m_recording.inFlight().peak();
        const auto limits = m_recording.limit().steps();
        if (!limits.empty()) {
            const auto [least, most] = std::ranges::minmax_element(limits, {}, &StepSeries::Step::value);
            m_sum.leastLimit = least->value;
            m_sum.mostLimit = most->value;
        }
        return std::move(m_sum);
    }

private:
    void add(TrackIndex index, const Track &track)
    {
        Micros work = 0;
        for (const Span &span : track.spans) {
            if (isRest(span.phase))
                continue;
            const Micros time = std::max<Micros>(0, std::min(span.end, m_recording.now()) - span.begin);
            m_sum.timeIn.at(std::size_t(span.phase)) += time;
            if (isWork(span.phase))
                work += time;
        }
        const Phase last = track.spans.empty() ? Phase::WaitSlot : track.spans.back().phase;
        countEnd(last);
        m_begin = std::min(m_begin, track.added);
        m_end = std::max(m_end, isRest(last) ? track.spans.back().begin : std::min(track.removed, m_recording.now()));
        for (const AttemptBrief &attempt : track.attempts)
            countAttempt(attempt);
        if (work > 0)
            keepIfSlow({index, work, track.received});
    }

    void countEnd(Phase last)
    {
        if (last == Phase::Done)
            ++m_sum.done;
        else if (last == Phase::Failed)
            ++m_sum.failed;
        else if (last == Phase::Cancelled)
            ++m_sum.cancelled;
        else
            ++m_sum.unfinished;
    }

    void countAttempt(const AttemptBrief &attempt)
    {
        ++m_sum.attempts;
        if (!attempt.failed)
            return;
        ++m_sum.failedAttempts;
        const bool known = attempt.report && attempt.report->error;
        ++m_sum.failures[known ? attempt.report->error->kind : ErrorKind::Internal];
    }

    void keepIfSlow(const Summary::Slow &slow)
    {
        const auto place = std::ranges::upper_bound(m_sum.slowest, slow.time, std::greater{}, &Summary::Slow::time);
        if (place == m_sum.slowest.end() && m_sum.slowest.size() >= kMostSlow)
            return;
        m_sum.slowest.insert(place, slow);
        if (m_sum.slowest.size() > kMostSlow)
            m_sum.slowest.pop_back();
    }

    const Recording &m_recording;
    Summary m_sum;
    Micros m_begin = kOpen;
    Micros m_end = 0;
};

} // namespace

Summary summarise(const Recording &recording)
{
    return Adder(recording).run();
}

} // namespace sluice::trace
