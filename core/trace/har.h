// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QIODevice>

namespace sluice::trace {

/// Where the time of one attempt went, in the terms of HAR 1.2, "timings": ms, −1 = does not apply.
struct HarTimings {
    double blocked = -1; ///< waited for a slot, a host or a rate limit, right before the attempt
    double dns = -1;
    double connect = -1; ///< ssl included
    double ssl = -1;
    double send = 0; ///< not told apart from `wait`
    double wait = 0;
    double receive = 0;

    /// The sum of those that apply; ssl counts once.
    [[nodiscard]] double total() const;
};

/// The timings of an attempt, and when its entry begins: where its wait began.
struct HarTimes {
    Micros began = 0;
    HarTimings timings;
};
[[nodiscard]] HarTimes harTimes(const Track &track, const AttemptBrief &attempt, Micros now);

/// Writes a recording as HTTP Archive 1.2 (Jan Odvarko, http://www.softwareishard.com/blog/har-12-spec/), which opens in
/// the network panel of a browser's developer tools: one entry for each attempt, in the order of their beginnings. A
/// failed attempt without an answer has status 0, and what went wrong stands in `_error`; one that has not ended says so
/// there. Bodies are not recorded. Secrets in headers and URLs are masked. Streams; any thread.
void writeHar(const Recording &recording, QIODevice &out);

} // namespace sluice::trace
