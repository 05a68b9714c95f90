// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace sluice::demo {

/// Spreads bytes over time: how many may go now. Time is the caller's. A pause does not save up a burst of more
/// than kBurstMs.
class Pacer
{
public:
    static constexpr qint64 kTickMs = 20;
    static constexpr qint64 kBurstMs = 60;

    /// 0 bytes a second = no limit. Counting begins at `nowMs`.
    Pacer(qint64 bytesPerSecond, qint64 nowMs);

    /// Bytes that may be sent at `nowMs` (monotonic, ms).
    qint64 allowance(qint64 nowMs);
    void spend(qint64 bytes);
    /// When to look again, in ms from now: a tick, or the time of one byte where that is longer.
    qint64 nextTickMs() const;

private:
    qint64 m_bytesPerSecond;
    qint64 m_lastMs;
    qint64 m_credit = 0; ///< in thousandths of a byte, so that slow drips lose nothing to rounding
};

} // namespace sluice::demo
