// SPDX-License-Identifier: MIT
#include "core/download/state.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sluice::download {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array<std::pair<State, QLatin1StringView>, kStateCount> kStates{{
    {State::Queued, "queued"_L1},
    {State::Waiting, "waiting"_L1},
    {State::Connecting, "connecting"_L1},
    {State::Receiving, "receiving"_L1},
    {State::Stalled, "stalled"_L1},
    {State::Backoff, "backoff"_L1},
    {State::Verifying, "verifying"_L1},
    {State::Paused, "paused"_L1},
    {State::Done, "done"_L1},
    {State::Failed, "failed"_L1},
    {State::Cancelled, "cancelled"_L1},
}};

constexpr std::array<std::pair<WaitReason, QLatin1StringView>, 9> kReasons{{
    {WaitReason::None, ""_L1},
    {WaitReason::Slot, "slot"_L1},
    {WaitReason::HostSlot, "host-slot"_L1},
    {WaitReason::RateLimit, "rate-limit"_L1},
    {WaitReason::RetryAfter, "retry-after"_L1},
    {WaitReason::Backoff, "backoff"_L1},
    {WaitReason::Schedule, "schedule"_L1},
    {WaitReason::Disk, "disk"_L1},
    {WaitReason::Network, "network"_L1},
}};

} // namespace

std::optional<State> nextState(State state, Event event)
{
    const bool waiting = isWaiting(state);
    const bool running = isRunning(state);
    switch (event) {
    case Event::Enqueue:
        // A running download goes back to the queue only by being parked.
        return state == State::Done ? std::nullopt : std::optional(State::Queued);
    case Event::Hold:
        return waiting ? std::optional(State::Waiting) : std::nullopt;
    case Event::Admit:
        return waiting ? std::optional(State::Connecting) : std::nullopt;
    case Event::FirstByte:
        return state == State::Connecting || state == State::Stalled ? std::optional(State::Receiving) : std::nullopt;
    case Event::Stall:
        return state == State::Connecting || state == State::Receiving ? std::optional(State::Stalled) : std::nullopt;
    case Event::Complete:
        return running && state != State::Verifying ? std::optional(State::Verifying) : std::nullopt;
    case Event::BackOff:
        return running ? std::optional(State::Backoff) : std::nullopt;
    case Event::Pause:
        return waiting || running ? std::optional(State::Paused) : std::nullopt;
    case Event::Cancel:
        return state == State::Done || state == State::Cancelled ? std::nullopt : std::optional(State::Cancelled);
    case Event::Fail:
        return waiting || running ? std::optional(State::Failed) : std::nullopt;
    case Event::Finish:
        // Conflict::Skip finishes without an attempt.
        return waiting || running ? std::optional(State::Done) : std::nullopt;
    }
    return std::nullopt;
}

bool isFinal(State state)
{
    return state == State::Done || state == State::Failed || state == State::Cancelled;
}

bool isRunning(State state)
{
    return state == State::Connecting || state == State::Receiving || state == State::Stalled
        || state == State::Verifying;
}

bool isWaiting(State state)
{
    return state == State::Queued || state == State::Waiting || state == State::Backoff;
}

QString stateName(State state)
{
    const auto *it = std::ranges::find(kStates, state, &std::pair<State, QLatin1StringView>::first);
    return it == kStates.end() ? QString() : QString(it->second);
}

std::optional<State> stateFromName(QStringView name)
{
    for (const auto &[value, known] : kStates) {
        if (name == known)
            return value;
    }
    return std::nullopt;
}

QString waitReasonName(WaitReason why)
{
    const auto *it = std::ranges::find(kReasons, why, &std::pair<WaitReason, QLatin1StringView>::first);
    return it == kReasons.end() ? QString() : QString(it->second);
}

std::optional<WaitReason> waitReasonFromName(QStringView name)
{
    for (const auto &[value, known] : kReasons) {
        if (name == known)
            return value;
    }
    return std::nullopt;
}

} // namespace sluice::download
