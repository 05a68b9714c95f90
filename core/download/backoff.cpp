// SPDX-License-Identifier: MIT
#include "core/download/backoff.h"

#include "core/http/retry_after.h"

#include <algorithm>

namespace sluice::download {

qint64 backoffMs(int attempt, qint64 firstWaitMs, double jitter01, std::optional<qint64> retryAfterMs)
{
    const qint64 first = std::clamp<qint64>(firstWaitMs, 0, kMaxBackoffMs);
    // Twenty doublings of a millisecond are beyond the maximum.
    const int doublings = std::clamp(attempt - 1, 0, 20);
    const qint64 full = std::min(first << doublings, kMaxBackoffMs);
    // Written so that NaN gives 0.
    const double jitter = jitter01 > 0 ? std::min(jitter01, 1.0) : 0.0;
    const qint64 half = full / 2;
    const qint64 wait = full - half + qint64(jitter * double(half));
    if (!retryAfterMs)
        return wait;
    const qint64 asked = std::clamp<qint64>(*retryAfterMs, 0, http::kMaxRetryAfterMs);
    const qint64 halfFirst = first / 2;
    return std::max(wait, asked + qint64(jitter * double(halfFirst)));
}

RetryDecision decideRetry(const Error &error, const RetryCount &count, qint64 firstWaitMs, double jitter01)
{
    if (error.retry == RetryClass::Never)
        return {};
    const bool mustWait = error.retryAfterMs.value_or(0) > 0;
    if (error.retry == RetryClass::Now && !mustWait && count.immediate < kMaxImmediate)
        return {true, true, 0};
    if (count.attempt > count.retries)
        return {};
    return {true, false, backoffMs(count.attempt, firstWaitMs, jitter01, error.retryAfterMs)};
}

} // namespace sluice::download
