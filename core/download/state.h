// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace sluice::download {

/// Where a download stands. The table of transitions is in ARCHITECTURE.md and in nextState().
enum class State {
    Queued,     ///< in the queue, not looked at yet
    Waiting,    ///< could go on but for WaitReason
    Connecting, ///< a request is under way, no body byte yet
    Receiving,  ///< body bytes arrive
    Stalled,    ///< connected, and no byte for a while
    Backoff,    ///< waits before the next attempt; see Row::untilMs
    Verifying,  ///< all bytes are here; checksum, decoding, rename
    Paused,     ///< stopped by the user, keeps its bytes
    Done,
    Failed,
    Cancelled,
};
inline constexpr int kStateCount = 11;

/// What a Waiting or Backoff download waits for.
enum class WaitReason { None, Slot, HostSlot, RateLimit, RetryAfter, Backoff, Schedule, Disk, Network };

/// What happens to a download.
enum class Event {
    Enqueue,   ///< added, resumed, retried, or parked: back to the queue
    Hold,      ///< may not start yet; see WaitReason
    Admit,     ///< got its slot; an attempt starts
    FirstByte, ///< the first byte of an accepted body, also after a stall
    Stall,     ///< silent for longer than the stall notice
    Complete,  ///< all bytes are on disk
    BackOff,   ///< the attempt failed and another will follow
    Pause,
    Cancel,
    Fail,
    Finish, ///< verified and renamed
};

/// The one table of transitions: the state after `event` in `state`, or nothing when the event is not
/// allowed there (the caller then ignores it). Pure.
std::optional<State> nextState(State state, Event event);

/// Done, Failed or Cancelled: nothing more happens by itself.
bool isFinal(State state);
/// Holds a slot: Connecting, Receiving, Stalled or Verifying.
bool isRunning(State state);
/// In the queue or on its way back to it: Queued, Waiting or Backoff.
bool isWaiting(State state);

/// Stable lower-case names for JSON and the store ("receiving"; "retry-after"), and back.
QString stateName(State state);
std::optional<State> stateFromName(QStringView name);
QString waitReasonName(WaitReason why);
std::optional<WaitReason> waitReasonFromName(QStringView name);

} // namespace sluice::download
