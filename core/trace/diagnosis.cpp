// SPDX-License-Identifier: MIT
#include "core/trace/diagnosis.h"

#include <algorithm>
#include <cmath>

namespace sluice::trace {

namespace {

using Kind = Diagnosis::Kind;
using Severity = Diagnosis::Severity;

/// Less than this much recent time says nothing.
constexpr double kEnoughSeconds = 4;
/// A number of downloads at once must change by this factor before its effect can be told.
constexpr double kChanged = 1.4;
/// Points within this factor of the fewest or the most count as of that group.
constexpr double kAlike = 1.15;
constexpr std::size_t kEnoughPoints = 2;
/// Below this elasticity the total is flat, above the other it grows with the number.
constexpr double kFlat = 0.25;
constexpr double kGrows = 0.75;
/// What came recently belongs to what was compared only if it is within this share of it.
constexpr double kStillSo = 0.25;

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::ranges::nth_element(values, middle);
    return *middle;
}

double secondsIn(const Evidence &evidence, std::initializer_list<Phase> phases)
{
    double sum = 0;
    for (const Phase phase : phases)
        sum += evidence.slotSeconds.at(static_cast<std::size_t>(phase));
    return sum;
}

double slotSeconds(const Evidence &evidence)
{
    double sum = 0;
    for (const double each : evidence.slotSeconds)
        sum += each;
    return sum;
}

bool isNear(double value, double other, double share)
{
    return std::abs(value - other) <= share * std::abs(other);
}

Diagnosis::Seen seenIn(const std::vector<Evidence::Point> &points)
{
    std::vector<double> counts;
    std::vector<double> rates;
    for (const Evidence::Point &point : points) {
        counts.push_back(point.receiving);
        rates.push_back(point.rate);
    }
    return {median(std::move(counts)), median(std::move(rates))};
}

Diagnosis make(Kind kind, Severity severity)
{
    Diagnosis made;
    made.kind = kind;
    made.severity = severity;
    return made;
}

/// Steady and alike: what a server does that gives each connection its share, and what chance does not.
bool areAlike(std::vector<double> rates)
{
    if (rates.size() < 2)
        return false;
    std::ranges::sort(rates);
    const std::size_t edge = rates.size() / 10;
    const double low = rates[edge];
    const double high = rates[rates.size() - 1 - edge];
    return low > 0 && high <= low * 1.35;
}

/// The rate of one connection hardly changed over the newest points.
bool isSteady(const std::vector<Evidence::Point> &history)
{
    double least = 0;
    double most = 0;
    std::size_t counted = 0;
    for (auto point = history.rbegin(); point != history.rend() && counted < kRecentSamples; ++point) {
        if (point->receiving < 0.5)
            continue;
        const double each = point->rate / point->receiving;
        least = counted == 0 ? each : std::min(least, each);
        most = std::max(most, each);
        ++counted;
    }
    return counted >= kEnoughPoints && least > 0 && most <= least * 1.35;
}

} // namespace

std::optional<Growth> growthOf(const std::vector<Evidence::Point> &history)
{
    double fewest = 0;
    double most = 0;
    for (const Evidence::Point &point : history) {
        if (point.receiving < 0.8)
            continue; // beginnings and ends
        fewest = fewest == 0 ? point.receiving : std::min(fewest, point.receiving);
        most = std::max(most, point.receiving);
    }
    if (fewest == 0 || most < fewest * kChanged)
        return std::nullopt;
    std::vector<Evidence::Point> low;
    std::vector<Evidence::Point> high;
    for (const Evidence::Point &point : history) {
        if (point.receiving >= 0.8 && point.receiving <= fewest * kAlike)
            low.push_back(point);
        else if (point.receiving >= most / kAlike)
            high.push_back(point);
    }
    if (low.size() < kEnoughPoints || high.size() < kEnoughPoints)
        return std::nullopt;
    Growth growth;
    growth.fewer = seenIn(low);
    growth.more = seenIn(high);
    if (growth.fewer.rate <= 0 || growth.more.rate <= 0)
        return std::nullopt;
    growth.elasticity
        = std::log(growth.more.rate / growth.fewer.rate) / std::log(growth.more.receiving / growth.fewer.receiving);
    return growth;
}

std::optional<Diagnosis> serverAsked(const Evidence &evidence)
{
    const auto found = std::ranges::max_element(evidence.hosts, {},
        [](const Evidence::Host &host) { return std::pair(host.askedMs > 0 ? host.asked : 0, host.askedMs); });
    if (found == evidence.hosts.end() || found->asked == 0 || found->askedMs <= 0)
        return std::nullopt;
    Diagnosis made = make(Kind::ServerAsked, Severity::Note);
    made.host = found->host;
    made.seconds = static_cast<double>(found->askedMs) / 1'000;
    made.count = found->asked;
    return made;
}

std::optional<Diagnosis> hostFails(const Evidence &evidence)
{
    constexpr int kEnough = 3;
    const auto fails = [](const Evidence::Host &host) {
        return host.failed >= kEnough && host.failed * 2 >= host.ended ? host.failed : 0;
    };
    const auto found = std::ranges::max_element(evidence.hosts, {}, fails);
    if (found == evidence.hosts.end() || fails(*found) == 0)
        return std::nullopt;
    Diagnosis made = make(Kind::HostFails, Severity::Trouble);
    made.host = found->host;
    made.count = found->failed;
    made.total = found->ended;
    made.share = static_cast<double>(found->failed) / found->ended;
    return made;
}

std::optional<Diagnosis> waitingForDisk(const Evidence &evidence)
{
    constexpr double kShare = 0.2;
    const double all = slotSeconds(evidence);
    if (all < 2)
        return std::nullopt;
    const double share = secondsIn(evidence, {Phase::WaitDisk}) / all;
    if (share < kShare)
        return std::nullopt;
    Diagnosis made = make(Kind::WaitingForDisk, Severity::Trouble);
    made.share = share;
    made.rate = evidence.rate;
    return made;
}

std::optional<Diagnosis> rateLimitHolds(const Evidence &evidence)
{
    const auto limit = static_cast<double>(evidence.rateLimit);
    if (evidence.seconds < kEnoughSeconds || limit <= 0 || !isNear(evidence.rate, limit, 0.05))
        return std::nullopt;
    Diagnosis made = make(Kind::RateLimitHolds, Severity::Note);
    made.rate = evidence.rate;
    made.limit = evidence.rateLimit;
    return made;
}

std::optional<Diagnosis> lineFull(const Evidence &evidence)
{
    if (evidence.seconds < kEnoughSeconds || rateLimitHolds(evidence) || waitingForDisk(evidence))
        return std::nullopt;
    const std::optional<Growth> growth = growthOf(evidence.history);
    // Flat, and not falling: more downloads that bring less are another matter, of the server's.
    if (!growth || std::abs(growth->elasticity) > kFlat || !isNear(evidence.rate, growth->more.rate, kStillSo))
        return std::nullopt;
    Diagnosis made = make(Kind::LineFull, Severity::Note);
    made.rate = evidence.rate;
    made.limit = evidence.limit;
    made.fewer = growth->fewer;
    made.more = growth->more;
    return made;
}

std::optional<Diagnosis> serverHolds(const Evidence &evidence)
{
    if (evidence.seconds < kEnoughSeconds || rateLimitHolds(evidence) || waitingForDisk(evidence))
        return std::nullopt;
    std::optional<Diagnosis> best;
    for (const Evidence::Host &host : evidence.hosts) {
        const std::optional<Growth> growth = growthOf(host.history);
        if (!growth || growth->elasticity < kGrows || !areAlike(host.rates) || !isSteady(host.history))
            continue;
        const double each = median(host.rates);
        if (!isNear(each, growth->more.rate / growth->more.receiving, kStillSo))
            continue;
        Diagnosis made = make(Kind::ServerHolds, Severity::Advice);
        made.host = host.host;
        made.rate = each;
        made.count = std::ssize(host.rates);
        made.fewer = growth->fewer;
        made.more = growth->more;
        if (!best || made.count > best->count)
            best = made;
    }
    return best;
}

std::optional<Diagnosis> hostLimitHolds(const Evidence &evidence)
{
    const auto found = std::ranges::max_element(evidence.hosts, {}, &Evidence::Host::held);
    if (evidence.freeSlots < 1 || found == evidence.hosts.end() || found->held == 0)
        return std::nullopt;
    Diagnosis made = make(Kind::HostLimitHolds, Severity::Advice);
    made.host = found->host;
    made.count = found->held;
    made.total = std::lround(found->running);
    made.freeSlots = evidence.freeSlots;
    return made;
}

std::optional<Diagnosis> latencyBound(const Evidence &evidence)
{
    constexpr double kShare = 0.6;
    constexpr int kEnoughFiles = 5;
    const double all = slotSeconds(evidence);
    if (all < 2 || evidence.ended < kEnoughFiles || evidence.waitingLeast == 0 || evidence.fullShare < 0.8)
        return std::nullopt;
    const double share = secondsIn(evidence, {Phase::NameLookup, Phase::Connect, Phase::Tls, Phase::FirstByte}) / all;
    if (share < kShare || rateLimitHolds(evidence))
        return std::nullopt;
    Diagnosis made = make(Kind::LatencyBound, Severity::Advice);
    made.share = share;
    made.count = evidence.ended;
    made.seconds = all / evidence.ended;
    made.limit = evidence.limit;
    return made;
}

std::optional<Diagnosis> limitTooLow(const Evidence &evidence)
{
    constexpr double kFull = 0.9;
    constexpr double kFarBelow = 0.5;
    if (evidence.seconds < kEnoughSeconds || !evidence.limitSteady || evidence.fullShare < kFull
        || evidence.waitingLeast == 0 || evidence.inFlight > static_cast<double>(evidence.limit) + 0.5)
        return std::nullopt;
    if (rateLimitHolds(evidence) || waitingForDisk(evidence) || lineFull(evidence))
        return std::nullopt;
    const std::optional<Growth> growth = growthOf(evidence.history);
    const bool grew = growth && growth->elasticity >= kGrows;
    const bool wasFaster = evidence.rate > 0 && evidence.rate <= kFarBelow * static_cast<double>(evidence.peak);
    if (!grew && !wasFaster)
        return std::nullopt;
    Diagnosis made = make(Kind::LimitTooLow, Severity::Advice);
    made.limit = evidence.limit;
    made.count = evidence.waitingLeast;
    made.rate = evidence.rate;
    made.bestRate = static_cast<double>(evidence.peak);
    if (grew) {
        made.fewer = growth->fewer;
        made.more = growth->more;
    }
    return made;
}

std::optional<Diagnosis> limitTooHigh(const Evidence &evidence)
{
    const double enough = std::max(1.0, 0.2 * static_cast<double>(evidence.limit));
    if (evidence.seconds < kEnoughSeconds || !evidence.limitSteady || evidence.waitingMost > 0
        || evidence.inFlight < 0.5 || evidence.freeSlots < enough)
        return std::nullopt;
    Diagnosis made = make(Kind::LimitTooHigh, Severity::Note);
    made.limit = evidence.limit;
    made.count = std::lround(std::ceil(evidence.inFlight));
    made.freeSlots = evidence.freeSlots;
    return made;
}

} // namespace sluice::trace
