// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <array>
#include <vector>

namespace sluice::trace {

/// How long a sample is. The shares of the downloads are recorded by the second, so it is whole seconds.
inline constexpr Micros kSampleLength = 2'000'000;
/// How many samples the diagnoses look back over, and how many of them are "recent".
inline constexpr int kSamples = 30;
inline constexpr int kRecentSamples = 5;

/// One download within a sample.
struct SampleShare {
    TrackIndex track = 0;
    quint32 host = 0;
    Micros inSlot = 0;    ///< time it held a slot
    Micros receiving = 0; ///< time in Phase::Receiving
    qint64 bytes = 0;     ///< that came
    int ended = 0;        ///< attempts that ended
    int failed = 0;       ///< of them, those that failed
};

/// What happened within [from, to), in sums that can be added up.
struct Sample {
    Micros from = 0;
    Micros to = 0;
    qint64 limitLeast = 0;
    qint64 limitMost = 0;
    qint64 rateLimitLeast = 0;
    qint64 rateLimitMost = 0;
    qint64 waitingLeast = 0;
    qint64 waitingMost = 0;
    double slotTime = 0; ///< µs × slots in use
    double freeTime = 0; ///< µs × free slots
    Micros full = 0;     ///< time in which no slot was free
    qint64 bytes = 0;
    std::array<double, kPhaseCount> phases{}; ///< µs × slots, by what their downloads did
    std::vector<SampleShare> shares;          ///< a download that held a slot, once each
};

/// Pure; costs what the slots did in this time, whatever the length of the recording.
[[nodiscard]] Sample sampleOf(const Recording &recording, Micros from, Micros to);

} // namespace sluice::trace
