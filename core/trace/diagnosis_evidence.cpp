// SPDX-License-Identifier: MIT
#include "core/trace/diagnosis_evidence.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <ranges>
#include <unordered_map>
#include <unordered_set>

namespace sluice::trace {

namespace {

constexpr double kSecond = 1e6;
/// A download that received for less than this says nothing about its rate.
constexpr Micros kEnoughReceiving = 4'000'000;
/// How many markers, and how many waiting downloads, are looked at; a queue may hold a million.
constexpr std::size_t kMostMarkers = 5'000;
constexpr qint64 kMostWaiting = 1'000;

struct Sums {
    quint32 host = 0;
    Micros receiving = 0;
    qint64 bytes = 0;
};

double perSecond(qint64 bytes, Micros time)
{
    return time > 0 ? static_cast<double>(bytes) * kSecond / static_cast<double>(time) : 0;
}

Evidence::Point pointOf(const Sums &sums, Micros length)
{
    if (length <= 0)
        return {};
    return {static_cast<double>(sums.receiving) / static_cast<double>(length), perSecond(sums.bytes, length)};
}

/// Hosts by their index, made when first asked for.
class Hosts
{
public:
    Hosts(std::vector<Evidence::Host> &hosts, const Recording &recording)
        : m_hosts(hosts)
        , m_recording(recording)
    {
    }

    Evidence::Host &of(quint32 index)
    {
        const auto [place, isNew] = m_places.try_emplace(index, m_hosts.size());
        if (isNew) {
            Evidence::Host host;
            if (index < m_recording.hosts().size())
                host.host = m_recording.hosts()[index];
            m_hosts.push_back(std::move(host));
        }
        return m_hosts[place->second];
    }

private:
    std::vector<Evidence::Host> &m_hosts;
    const Recording &m_recording;
    std::unordered_map<quint32, std::size_t> m_places;
};

void addHistory(Evidence &evidence, Hosts &hosts, const Sample &sample)
{
    Sums all;
    std::unordered_map<quint32, Sums> byHost;
    for (const SampleShare &share : sample.shares) {
        Sums &host = byHost[share.host];
        for (Sums *sums : {&all, &host}) {
            sums->receiving += share.receiving;
            sums->bytes += share.bytes;
        }
        Evidence::Host &found = hosts.of(share.host);
        found.ended += share.ended;
        found.failed += share.failed;
    }
    const Micros length = sample.to - sample.from;
    evidence.history.push_back(pointOf(all, length));
    for (const auto &[host, sums] : byHost)
        hosts.of(host).history.push_back(pointOf(sums, length));
}

void addRecent(Evidence &evidence, Hosts &hosts, std::span<const Sample> recent)
{
    Micros length = 0;
    Micros full = 0;
    double slotTime = 0;
    double freeTime = 0;
    qint64 bytes = 0;
    qint64 limitLeast = std::numeric_limits<qint64>::max();
    qint64 limitMost = 0;
    qint64 rateLeast = std::numeric_limits<qint64>::max();
    qint64 rateMost = 0;
    evidence.waitingLeast = std::numeric_limits<qint64>::max();
    std::unordered_map<TrackIndex, Sums> tracks;
    for (const Sample &sample : recent) {
        length += sample.to - sample.from;
        full += sample.full;
        slotTime += sample.slotTime;
        freeTime += sample.freeTime;
        bytes += sample.bytes;
        limitLeast = std::min(limitLeast, sample.limitLeast);
        limitMost = std::max(limitMost, sample.limitMost);
        rateLeast = std::min(rateLeast, sample.rateLimitLeast);
        rateMost = std::max(rateMost, sample.rateLimitMost);
        evidence.waitingLeast = std::min(evidence.waitingLeast, sample.waitingLeast);
        evidence.waitingMost = std::max(evidence.waitingMost, sample.waitingMost);
        for (std::size_t i = 0; i < sample.phases.size(); ++i)
            evidence.slotSeconds.at(i) += sample.phases.at(i) / kSecond;
        for (const SampleShare &share : sample.shares) {
            Sums &sums = tracks[share.track];
            sums.host = share.host;
            sums.receiving += share.receiving;
            sums.bytes += share.bytes;
            evidence.ended += share.ended;
            hosts.of(share.host).running += static_cast<double>(share.inSlot);
        }
    }
    if (length <= 0) {
        evidence.waitingLeast = 0;
        return;
    }
    const auto whole = static_cast<double>(length);
    evidence.seconds = whole / kSecond;
    evidence.limitSteady = limitLeast == limitMost;
    evidence.inFlight = slotTime / whole;
    evidence.fullShare = static_cast<double>(full) / whole;
    evidence.freeSlots = freeTime / whole;
    evidence.rateLimit = rateLeast == rateMost ? rateMost : 0;
    evidence.rate = perSecond(bytes, length);
    for (Evidence::Host &host : evidence.hosts)
        host.running /= whole;
    for (const auto &[track, sums] : tracks) {
        if (sums.receiving >= kEnoughReceiving)
            hosts.of(sums.host).rates.push_back(perSecond(sums.bytes, sums.receiving));
    }
}

/// The phase a download is in at the end of the recording; nothing once its row is gone.
std::optional<Phase> phaseNow(const Track &track)
{
    if (track.removed != kOpen || track.spans.empty())
        return std::nullopt;
    return track.spans.back().phase;
}

/// A host asks us to wait by failing an attempt, so the newest failures lead to all who wait for that.
void addAsked(Hosts &hosts, const Recording &recording)
{
    const qint64 nowMs = recording.wallMs(recording.now());
    std::unordered_set<TrackIndex> seen;
    std::size_t looked = 0;
    for (const Marker &marker : std::views::reverse(recording.markers())) {
        if (++looked > kMostMarkers)
            break;
        if (marker.kind != Marker::Kind::AttemptFailed || marker.track >= recording.tracks().size()
            || !seen.insert(marker.track).second)
            continue;
        const Track &track = recording.tracks()[marker.track];
        if (phaseNow(track) != Phase::WaitRetryAfter)
            continue;
        Evidence::Host &host = hosts.of(track.host);
        ++host.asked;
        host.askedMs = std::max(host.askedMs, track.untilMs - nowMs);
    }
}

/// Only asked while slots are free, since it walks the queue.
void addHeld(Hosts &hosts, const Recording &recording)
{
    qint64 left = std::min(recording.waiting().at(recording.now()), kMostWaiting);
    for (const Track &track : std::views::reverse(recording.tracks())) {
        if (left == 0)
            return;
        const std::optional<Phase> phase = phaseNow(track);
        if (!phase || !isWait(*phase))
            continue;
        --left;
        if (phase == Phase::WaitHost)
            ++hosts.of(track.host).held;
    }
}

} // namespace

Evidence evidenceOf(std::span<const Sample> samples, const Recording &recording)
{
    Evidence evidence;
    Hosts hosts(evidence.hosts, recording);
    for (const Sample &sample : samples)
        addHistory(evidence, hosts, sample);
    addRecent(evidence, hosts, samples.last(std::min<std::size_t>(samples.size(), kRecentSamples)));
    addAsked(hosts, recording);
    const Micros now = recording.now();
    evidence.limit = recording.limit().at(now);
    evidence.peak = recording.throughput().peak();
    if (evidence.freeSlots >= 0.5)
        addHeld(hosts, recording);
    return evidence;
}

Evidence EvidenceGatherer::update(const Recording &recording)
{
    const Micros end = recording.now() / kSampleLength * kSampleLength;
    if (!m_samples.empty() && m_samples.back().to > end)
        m_samples.clear();
    Micros from = std::max<Micros>(0, end - kSamples * kSampleLength);
    if (!m_samples.empty())
        from = std::max(from, m_samples.back().to);
    for (; from < end; from += kSampleLength)
        m_samples.push_back(sampleOf(recording, from, from + kSampleLength));
    std::erase_if(m_samples, [end](const Sample &sample) { return sample.from < end - kSamples * kSampleLength; });
    return evidenceOf(m_samples, recording);
}

} // namespace sluice::trace
