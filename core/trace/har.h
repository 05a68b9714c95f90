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
    double queueing = -1; ///< the part of `blocked` before the attempt began: in a queue, with nothing sent yet

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
/// the network panel of a browser's developer tools: one entry for each attempt, in the order of their beginnings. Of an
/// attempt that was redirected the entry is the last hop, and `comment` names the first. A failed attempt without an
/// answer has status 0, and what went wrong stands in `_error` of the response; one that has not ended says so there.
/// Bodies are not recorded. Secrets in headers and URLs are masked. Streams; any thread.
///
/// Fields with an underscore are those that Chromium writes and reads: `_transferSize`, for without it the unknown size
/// of the headers makes a file one byte short; `_resourceType`, for without it text is taken for a script; `_error`;
/// `_blocked_queueing`; and `_connectionId`, for readers take `connection` for the port of the server. `_download` and
/// `_attempt` are ours.
void writeHar(const Recording &recording, QIODevice &out);

} // namespace sluice::trace
