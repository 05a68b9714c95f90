// SPDX-License-Identifier: MIT
#include "core/trace/wall_clock.h"

#include <algorithm>

namespace sluice::trace {

namespace {

/// A clock that is read in milliseconds is off by one now and then.
constexpr qint64 kDriftMs = 2;
/// Beyond the year 280,000 either way: no sum of two overflows.
constexpr qint64 kMostMs = qint64(1) << 53;

} // namespace

void WallClock::note(Micros at, qint64 wallMs)
{
    wallMs = std::clamp(wallMs, -kMostMs, kMostMs);
    if (!m_pairs.empty()) {
        const qint64 off = wallMs - this->at(at);
        if (off >= -kDriftMs && off <= kDriftMs)
            return;
    }
    m_pairs.push_back({at, wallMs});
}

qint64 WallClock::at(Micros at) const
{
    if (m_pairs.empty())
        return 0;
    auto pair = std::ranges::upper_bound(m_pairs, at, {}, &Pair::at);
    if (pair != m_pairs.begin())
        --pair;
    return pair->wallMs + at / 1000 - pair->at / 1000;
}

} // namespace sluice::trace
