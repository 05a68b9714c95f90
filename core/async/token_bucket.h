// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/loop.h"

#include <QtGlobal>

#include <chrono>
#include <functional>
#include <stop_token>

namespace sluice::async {

/// A rate limit in bytes a second. Buckets form a chain (connection → download → host → all): a take counts
/// in the bucket and all above it, and is granted only as far as the emptiest of them allows. Loop thread only.
class TokenBucket
{
public:
    using Now = std::function<Clock::time_point()>;

    /// `rate` bytes a second, 0 = unlimited. `parent` must outlive this bucket; may be null. `now` is the clock,
    /// replaced in tests.
    explicit TokenBucket(qint64 rate = 0, TokenBucket *parent = nullptr, Now now = &Clock::now);
    TokenBucket(const TokenBucket &) = delete;
    TokenBucket &operator=(const TokenBucket &) = delete;

    /// Changes the rate from now on; what has been saved up is cut to the new burst.
    void setRate(qint64 rate);
    [[nodiscard]] qint64 rate() const { return m_rate; }

    /// True when neither this bucket nor one above it has a rate.
    [[nodiscard]] bool isUnlimited() const;

    /// Takes up to `wanted` bytes that are there now; returns how many, possibly 0.
    qint64 tryTake(qint64 wanted);

    /// Whether tryCharge() would succeed now.
    [[nodiscard]] bool canCharge() { return available() > 0; }

    /// Takes `bytes` as a whole if anything at all is there, going into debt for the rest: for data that comes in
    /// pieces which cannot be split. The average over time is the rate all the same. False: nothing was taken.
    bool tryCharge(qint64 bytes);

    /// Gives back what was taken and not used.
    void putBack(qint64 bytes);

    /// How long until tryTake() could grant `wanted` bytes, or a full burst if that is less. Zero when it could now.
    [[nodiscard]] std::chrono::nanoseconds timeUntil(qint64 wanted);

    /// Waits until at least min(wanted, burst) bytes are there, takes as many of `wanted` as it can and returns
    /// how many (≥ 1 for wanted ≥ 1). Throws Stopped. The bucket must outlive the wait.
    Task<qint64> take(qint64 wanted, std::stop_token stop);

    /// What can be saved up, in bytes: what flows in kBurstTime, at least one byte.
    [[nodiscard]] qint64 burst() const;

    static constexpr std::chrono::milliseconds kBurstTime{50};

private:
    void refill();
    [[nodiscard]] qint64 available();

    qint64 m_rate;
    TokenBucket *m_parent;
    Now m_now;
    double m_level = 0; ///< bytes; fractions count at low rates
    Clock::time_point m_refilled;
};

} // namespace sluice::async
