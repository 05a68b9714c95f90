// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/token_bucket.h"

#include <QTimer>

#include <deque>
#include <functional>

namespace sluice::http {

class Transfer;

/// Holds all transfers together to one rate: a transfer that finds the bucket empty is paused and let go on when
/// the next tick has filled it, in turn. libcurl's own limit is not used: asked for 1 MB/s it let 7.8 MB/s through.
/// Engine thread.
class RateGate
{
public:
    RateGate();
    RateGate(const RateGate &) = delete;
    RateGate &operator=(const RateGate &) = delete;

    /// Bytes a second for all together, 0 = no limit; acts at once.
    void setRate(qint64 rate);
    [[nodiscard]] bool isLimited() const { return m_bucket.rate() > 0; }

    /// Whether `bytes` may be taken now. If not, the transfer waits here and is unpaused in its turn.
    bool admit(Transfer *transfer, qint64 bytes);
    /// Unpauses the transfer at the next turn of the event loop, whatever the rate.
    void defer(Transfer *transfer);
    /// Forgets a transfer that ends.
    void forget(Transfer *transfer);

    static constexpr int kTickMs = 20;

private:
    void tick();
    void resumeDeferred();

    async::TokenBucket m_bucket;
    std::deque<Transfer *> m_waiting;
    QTimer m_tick;
    std::deque<Transfer *> m_deferred;
    QTimer m_nextTurn;
};

} // namespace sluice::http
