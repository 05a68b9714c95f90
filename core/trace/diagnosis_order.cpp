// SPDX-License-Identifier: MIT
#include "core/trace/diagnosis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sluice::trace {

namespace {

using Kind = Diagnosis::Kind;
using Rule = std::optional<Diagnosis> (*)(const Evidence &);

/// Most important first: what is wrong, what holds everything, what could be set better, what is merely so.
constexpr std::array<Rule, 10> kRules = {
    hostFails,
    waitingForDisk,
    serverAsked,
    rateLimitHolds,
    lineFull,
    serverHolds,
    hostLimitHolds,
    latencyBound,
    limitTooLow,
    limitTooHigh,
};

constexpr Micros kMustHold = 2'000'000;
constexpr Micros kLingers = 5'000'000;

/// `later` contradicts `earlier`, or only says it again.
bool isSaidBy(Kind later, Kind earlier)
{
    switch (later) {
    case Kind::ServerHolds:
        return earlier == Kind::LineFull;
    case Kind::LatencyBound:
        return earlier == Kind::LineFull || earlier == Kind::WaitingForDisk;
    case Kind::LimitTooLow:
        return earlier == Kind::LineFull || earlier == Kind::ServerHolds || earlier == Kind::LatencyBound
            || earlier == Kind::WaitingForDisk || earlier == Kind::RateLimitHolds;
    case Kind::LimitTooHigh:
        return earlier == Kind::HostLimitHolds || earlier == Kind::LimitTooLow || earlier == Kind::ServerHolds;
    case Kind::ServerAsked:
    case Kind::HostFails:
    case Kind::WaitingForDisk:
    case Kind::RateLimitHolds:
    case Kind::LineFull:
    case Kind::HostLimitHolds:
        break;
    }
    return false;
}

bool differs(double value, double other)
{
    return std::abs(value - other) > 0.1 * std::max(std::abs(value), std::abs(other));
}

/// A person would read another text. Seconds that are counted down, by a clock, always are.
bool readsOtherwise(const Diagnosis &one, const Diagnosis &other)
{
    const auto count = [](qint64 value) {
        return static_cast<double>(value);
    };
    return one.severity != other.severity || one.limit != other.limit || differs(one.rate, other.rate)
        || differs(one.bestRate, other.bestRate) || differs(one.share, other.share)
        || differs(count(one.count), count(other.count)) || differs(count(one.total), count(other.total))
        || differs(one.freeSlots, other.freeSlots) || differs(one.seconds, other.seconds)
        || differs(one.fewer.rate, other.fewer.rate) || differs(one.more.rate, other.more.rate)
        || differs(one.fewer.receiving, other.fewer.receiving) || differs(one.more.receiving, other.more.receiving)
        || (one.kind == Kind::ServerAsked && one.seconds != other.seconds);
}

} // namespace

std::vector<Diagnosis> diagnose(const Evidence &evidence)
{
    std::vector<Diagnosis> found;
    for (const Rule rule : kRules) {
        std::optional<Diagnosis> made = rule(evidence);
        if (!made)
            continue;
        const bool said = std::ranges::any_of(
            found, [&made](const Diagnosis &earlier) { return isSaidBy(made->kind, earlier.kind); });
        if (!said)
            found.push_back(std::move(*made));
        if (std::ssize(found) == kMostDiagnoses)
            break;
    }
    return found;
}

const std::vector<Diagnosis> &SteadyDiagnoses::update(const std::vector<Diagnosis> &found, Micros at)
{
    int rank = 0;
    for (const Diagnosis &each : found) {
        const auto same = [&each](const Held &held) {
            return held.diagnosis.kind == each.kind && held.diagnosis.host == each.host;
        };
        auto held = std::ranges::find_if(m_held, same);
        if (held == m_held.end())
            held = m_held.insert(held, {each, at, at, rank});
        if (readsOtherwise(held->diagnosis, each))
            held->diagnosis = each;
        held->last = at;
        held->rank = rank++;
    }
    std::erase_if(m_held, [at](const Held &held) {
        // One that was never shown goes at once: it must hold without a break to be shown.
        const bool wasShown = held.last - held.since >= kMustHold;
        return held.last != at && (!wasShown || at - held.last >= kLingers);
    });
    // Those that are still found stand before those that linger.
    std::ranges::stable_sort(m_held, {}, [at](const Held &held) { return std::pair(held.last != at, held.rank); });
    m_shown.clear();
    for (const Held &held : m_held) {
        const bool contradicted = std::ranges::any_of(m_shown, [&held](const Diagnosis &earlier) {
            return isSaidBy(held.diagnosis.kind, earlier.kind) || isSaidBy(earlier.kind, held.diagnosis.kind);
        });
        if (at - held.since >= kMustHold && !contradicted && std::ssize(m_shown) < kMostDiagnoses)
            m_shown.push_back(held.diagnosis);
    }
    return m_shown;
}

} // namespace sluice::trace
