// SPDX-License-Identifier: MIT
#include "core/engine/speed_meter.h"

namespace sluice::engine {

void SpeedMeter::sample(qint64 bytes, async::Clock::time_point now)
{
    if (!m_samples.empty() && bytes < m_samples.back().bytes)
        m_samples.clear();
    m_samples.push_back({bytes, now});
    // The oldest kept lies just outside the window, so that the mean covers all of it.
    while (m_samples.size() > 2 && m_samples[1].at <= now - kWindow)
        m_samples.pop_front();
}

qint64 SpeedMeter::bytesPerSecond() const
{
    if (m_samples.size() < 2)
        return 0;
    const double seconds = std::chrono::duration<double>(m_samples.back().at - m_samples.front().at).count();
    if (seconds <= 0)
        return 0;
    return static_cast<qint64>(static_cast<double>(m_samples.back().bytes - m_samples.front().bytes) / seconds);
}

} // namespace sluice::engine
