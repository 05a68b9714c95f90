// SPDX-License-Identifier: MIT
#include "core/async/token_bucket.h"

#include "core/async/sleep.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace sluice::async {

TokenBucket::TokenBucket(qint64 rate, TokenBucket *parent, Now now)
    : m_rate(std::max<qint64>(rate, 0))
    , m_parent(parent)
    , m_now(std::move(now))
    , m_refilled(m_now())
{
}

void TokenBucket::setRate(qint64 rate)
{
    refill();
    m_rate = std::max<qint64>(rate, 0);
    m_level = m_rate == 0 ? 0 : std::min(m_level, static_cast<double>(burst()));
}

bool TokenBucket::isUnlimited() const
{
    return m_rate == 0 && (m_parent == nullptr || m_parent->isUnlimited());
}

qint64 TokenBucket::burst() const
{
    const auto share = std::chrono::duration<double>(kBurstTime).count() * static_cast<double>(m_rate);
    return std::max<qint64>(static_cast<qint64>(share), 1);
}

void TokenBucket::refill()
{
    const auto now = m_now();
    if (m_rate > 0) {
        const auto seconds = std::chrono::duration<double>(now - m_refilled).count();
        m_level = std::min(m_level + seconds * static_cast<double>(m_rate), static_cast<double>(burst()));
    }
    m_refilled = now;
}

qint64 TokenBucket::available()
{
    qint64 least = std::numeric_limits<qint64>::max();
    for (TokenBucket *bucket = this; bucket != nullptr; bucket = bucket->m_parent) {
        if (bucket->m_rate == 0)
            continue;
        bucket->refill();
        least = std::min(least, static_cast<qint64>(std::floor(bucket->m_level)));
    }
    return std::max<qint64>(least, 0);
}

qint64 TokenBucket::tryTake(qint64 wanted)
{
    const qint64 granted = std::min(std::max<qint64>(wanted, 0), available());
    for (TokenBucket *bucket = this; bucket != nullptr; bucket = bucket->m_parent) {
        if (bucket->m_rate > 0)
            bucket->m_level -= static_cast<double>(granted);
    }
    return granted;
}

bool TokenBucket::tryCharge(qint64 bytes)
{
    if (!canCharge())
        return false;
    for (TokenBucket *bucket = this; bucket != nullptr; bucket = bucket->m_parent) {
        if (bucket->m_rate > 0)
            bucket->m_level -= static_cast<double>(bytes);
    }
    return true;
}

void TokenBucket::putBack(qint64 bytes)
{
    for (TokenBucket *bucket = this; bucket != nullptr; bucket = bucket->m_parent) {
        if (bucket->m_rate > 0)
            bucket->m_level
                = std::min(bucket->m_level + static_cast<double>(bytes), static_cast<double>(bucket->burst()));
    }
}

std::chrono::nanoseconds TokenBucket::timeUntil(qint64 wanted)
{
    double seconds = 0;
    for (TokenBucket *bucket = this; bucket != nullptr; bucket = bucket->m_parent) {
        if (bucket->m_rate == 0)
            continue;
        bucket->refill();
        const auto need = static_cast<double>(std::min(wanted, bucket->burst()));
        seconds = std::max(seconds, (need - bucket->m_level) / static_cast<double>(bucket->m_rate));
    }
    return std::chrono::nanoseconds(static_cast<qint64>(std::ceil(seconds * 1e9)));
}

Task<qint64> TokenBucket::take(qint64 wanted, std::stop_token stop)
{
    if (wanted <= 0)
        co_return 0;
    for (;;) {
        if (stop.stop_requested())
            throw Stopped();
        const auto wait = timeUntil(wanted);
        if (wait.count() == 0) {
            const qint64 granted = tryTake(wanted);
            if (granted > 0)
                co_return granted;
        }
        co_await sleepFor(wait, stop);
    }
}

} // namespace sluice::async
