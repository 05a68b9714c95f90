// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace sluice::trace {

/// What a download is doing at one moment, as the picture shows it: its state, what it waits for, and while a request
/// is under way the phase of its connection. At every moment of its life a download is in exactly one phase.
enum class Phase : quint8 {
    WaitSlot, ///< for a slot of the concurrency limit
    WaitHost, ///< for a slot of its host
    WaitRate, ///< held back by a rate limit
    WaitRetryAfter,
    WaitSchedule,
    WaitDisk, ///< connected, and the disk is behind
    WaitNetwork,
    NameLookup,
    Connect,
    Tls,
    FirstByte, ///< the request is sent, no byte of the body has come
    Receiving,
    Stalled,
    Backoff,
    Verifying, ///< all bytes are here: writing the rest, checksum, rename
    Paused,
    Done, ///< and the other two ends: they last until the download is started again or removed
    Failed,
    Cancelled,
};
inline constexpr int kPhaseCount = 19;

/// Could go on but for something: a slot, a host, a moment in time.
[[nodiscard]] bool isWait(Phase phase);
/// Done, Failed, Cancelled or Paused: nothing happens by itself.
[[nodiscard]] bool isRest(Phase phase);
/// Neither: it is being downloaded.
[[nodiscard]] bool isWork(Phase phase);

/// Stable lower-case names for files ("first-byte"), and back.
[[nodiscard]] QString phaseName(Phase phase);
[[nodiscard]] std::optional<Phase> phaseFromName(QStringView name);

} // namespace sluice::trace
