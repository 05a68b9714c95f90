// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop.h"

#include <QtGlobal>

#include <deque>

namespace sluice::engine {

/// Bytes a second over the last few seconds, from samples of a growing count. A plain value; the clock is the caller's.
class SpeedMeter
{
public:
    /// Notes that `bytes` had been received at `now`. A count below the last one starts afresh.
    void sample(qint64 bytes, async::Clock::time_point now);
    /// Mean over the window, or since the start while that is shorter; 0 before two samples.
    [[nodiscard]] qint64 bytesPerSecond() const;
    void reset() { m_samples.clear(); }

    static constexpr std::chrono::seconds kWindow{3};

private:
    struct Sample {
        qint64 bytes = 0;
        async::Clock::time_point at;
    };
    std::deque<Sample> m_samples;
};

} // namespace sluice::engine
