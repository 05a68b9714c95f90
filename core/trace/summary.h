// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/trace/recording.h"

#include <array>
#include <map>
#include <vector>

namespace sluice::trace {

/// What a recording comes to, in figures.
struct Summary {
    struct Slow {
        TrackIndex track = 0;
        Micros time = 0;  ///< in work, waits for its turn left out
        qint64 bytes = 0; ///< that came
    };

    qint64 downloads = 0;
    qint64 done = 0;
    qint64 failed = 0;
    qint64 cancelled = 0;
    qint64 unfinished = 0; ///< none of these
    qint64 attempts = 0;
    qint64 failedAttempts = 0;
    qint64 bytes = 0;    ///< that came
    Micros wall = 0;     ///< from the first download's addition to the last one's end, or to the end of the record
    qint64 meanRate = 0; ///< bytes a second over the wall time
    qint64 peakRate = 0; ///< over a second
    qint64 peakInFlight = 0;
    qint64 leastLimit = 0;
    qint64 mostLimit = 0;
    std::array<Micros, kPhaseCount> timeIn{}; ///< of all downloads together, by Phase; the rests left out
    std::map<ErrorKind, qint64> failures;     ///< failed attempts by their error
    std::vector<Slow> slowest;                ///< those longest in work first, at most kMostSlow
};
inline constexpr std::size_t kMostSlow = 10;

/// Sums a recording up. Pure; any thread; in time linear in its spans.
[[nodiscard]] Summary summarise(const Recording &recording);

} // namespace sluice::trace
