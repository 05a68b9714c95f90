// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <optional>

namespace sluice::download {

/// The longest wait that backoff alone makes, in ms. A server may ask for longer.
inline constexpr qint64 kMaxBackoffMs = 5 * 60 * 1000;
/// How many immediate retries may follow each other.
inline constexpr int kMaxImmediate = 2;

/// The wait before the next attempt, in ms. `attempt` is the one that failed, 1 for the first: the wait doubles
/// with each, from `firstWaitMs` to kMaxBackoffMs. Half of it is fixed and half is drawn by `jitter01`, a random
/// value in [0, 1] ("equal jitter"), so that downloads that failed together do not come back together.
/// `retryAfterMs` is what the server asked for and a minimum; the jitter then comes on top, at most half of
/// `firstWaitMs`. Values out of range are clamped. Pure.
qint64 backoffMs(int attempt, qint64 firstWaitMs, double jitter01, std::optional<qint64> retryAfterMs);

/// How many attempts there were and may be.
struct RetryCount {
    int attempt = 1;   ///< the one that failed, 1 for the first
    int immediate = 0; ///< immediate retries in a row before it; 0 after a wait
    int retries = 0;   ///< attempts allowed after the first
};

/// What follows a failed attempt.
struct RetryDecision {
    bool retry = false;     ///< false = give up, the download has failed
    bool immediate = false; ///< counts for RetryCount::immediate
    qint64 waitMs = 0;

    bool operator==(const RetryDecision &) const = default;
};

/// Decides by the error's retry class. Never gives up. Now tries again at once, at most kMaxImmediate times in a
/// row, also when the retries are used up or none are allowed: it says that the attempt itself was void, e.g. that
/// the held bytes are outdated and the file must start again. After that, and AfterBackoff, it waits as backoffMs()
/// says, as long as retries are left. A Retry-After is always waited for. Pure.
RetryDecision decideRetry(const Error &error, const RetryCount &count, qint64 firstWaitMs, double jitter01);

} // namespace sluice::download
