// SPDX-License-Identifier: MIT
#include "app/demo/pacing.h"

#include <algorithm>
#include <limits>

namespace sluice::demo {

Pacer::Pacer(qint64 bytesPerSecond, qint64 nowMs)
    : m_bytesPerSecond(bytesPerSecond)
    , m_lastMs(nowMs)
{
}

qint64 Pacer::allowance(qint64 nowMs)
{
    if (m_bytesPerSecond <= 0) {
        return std::numeric_limits<qint64>::max();
    }
    // One byte on top: what a slow drip has earned of its next byte when a tick comes late must not be lost.
    const qint64 burst = m_bytesPerSecond * kBurstMs + 1000;
    const qint64 elapsed = std::max<qint64>(0, nowMs - m_lastMs);
    m_lastMs = nowMs;
    m_credit = elapsed > burst / m_bytesPerSecond ? burst : std::min(burst, m_credit + elapsed * m_bytesPerSecond);
    return m_credit / 1000;
}

void Pacer::spend(qint64 bytes)
{
    if (m_bytesPerSecond > 0) {
        m_credit -= bytes * 1000;
    }
}

qint64 Pacer::nextTickMs() const
{
    return m_bytesPerSecond > 0 ? std::max(kTickMs, 1000 / m_bytesPerSecond) : kTickMs;
}

} // namespace sluice::demo
