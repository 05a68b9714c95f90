// SPDX-License-Identifier: MIT
#include "ui/throughput/outages.h"

#include <algorithm>

namespace sluice::ui {

using trace::Micros;
using trace::Phase;

namespace {

constexpr Micros kStep = 100'000; ///< the record's finest bucket
/// Bytes are told a little late; what is younger than this is looked at again.
constexpr Micros kLate = 1'000'000;
constexpr Micros kChunk = 36'000 * kStep;

bool isAtNetwork(Phase phase)
{
    return phase >= Phase::NameLookup && phase <= Phase::Stalled;
}

/// When downloads were at the network within a gap, in no order.
std::vector<Outage> networkTimes(const trace::Recording &recording, const Gap &gap)
{
    std::vector<Outage> times;
    for (const trace::Lane &lane : recording.lanes(trace::LaneKind::Slot)) {
        for (const trace::Stay &stay : lane.between(gap.begin, gap.end)) {
            if (stay.track >= recording.tracks().size())
                continue;
            const auto &spans = recording.tracks()[stay.track].spans;
            const Micros from = std::max(gap.begin, stay.begin);
            const Micros to = std::min(gap.end, stay.end);
            auto span = std::upper_bound(
                spans.begin(), spans.end(), from, [](Micros at, const trace::Span &each) { return at < each.end; });
            for (; span != spans.end(); ++span) {
                const trace::Span each = *span;
                if (each.begin >= to)
                    break;
                if (isAtNetwork(each.phase))
                    times.push_back({std::max(from, each.begin), std::min(to, each.end)});
            }
        }
    }
    return times;
}

} // namespace

std::vector<Gap> gapsIn(std::span<const trace::Throughput::Bucket> buckets)
{
    std::vector<Gap> gaps;
    for (const trace::Throughput::Bucket &bucket : buckets) {
        if (bucket.bytes > 0)
            continue;
        if (!gaps.empty() && gaps.back().end == bucket.begin)
            gaps.back().end = bucket.end;
        else
            gaps.push_back({bucket.begin, bucket.end});
    }
    return gaps;
}

std::vector<Outage> outagesWithin(const trace::Recording &recording, const Gap &gap)
{
    if (gap.end - gap.begin <= kQuiet)
        return {};
    std::vector<Outage> times = networkTimes(recording, gap);
    std::ranges::sort(times, {}, &Outage::begin);
    std::vector<Outage> joined;
    for (const Outage &time : times) {
        if (!joined.empty() && time.begin <= joined.back().end)
            joined.back().end = std::max(joined.back().end, time.end);
        else
            joined.push_back(time);
    }
    std::erase_if(joined, [](const Outage &outage) { return outage.end - outage.begin <= kQuiet; });
    return joined;
}

const std::vector<Outage> &OutageLog::update(const trace::Recording &recording)
{
    const Micros now = recording.now();
    if (now < m_scanned)
        *this = OutageLog();
    m_outages.resize(m_settled);
    const auto settle = [this, &recording](const Gap &gap) {
        std::ranges::copy(outagesWithin(recording, gap), std::back_inserter(m_outages));
    };
    const Micros end = std::max<Micros>(0, now - kLate) / kStep * kStep;
    while (m_scanned < end) {
        const Micros to = std::min(end, m_scanned + kChunk);
        const auto count = static_cast<int>((to - m_scanned) / kStep);
        for (Gap gap : gapsIn(recording.throughput().total(m_scanned, to, count))) {
            if (m_open >= 0 && gap.begin == m_scanned)
                gap.begin = m_open;
            else if (m_open >= 0)
                settle({m_open, m_scanned});
            m_open = gap.end == to ? gap.begin : -1;
            if (m_open < 0)
                settle(gap);
        }
        if (m_open >= 0 && recording.throughput().total(to - kStep, to, 1).front().bytes > 0) {
            settle({m_open, m_scanned});
            m_open = -1;
        }
        m_scanned = to;
    }
    m_settled = m_outages.size();
    if (m_open >= 0)
        settle({m_open, now});
    return m_outages;
}

} // namespace sluice::ui
