// SPDX-License-Identifier: MIT
#include "core/trace/recorder.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>

namespace sluice::trace {

namespace {

constexpr std::size_t kMostReserved = 16'384;

} // namespace

Recorder::Clocks Recorder::systemClocks()
{
    Clocks clocks;
    clocks.steady = [] {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    };
    clocks.wallMs = [] {
        return QDateTime::currentMSecsSinceEpoch();
    };
    return clocks;
}

Recorder::Recorder(bool on, Clocks clocks)
    : m_on(on)
    , m_clocks(std::move(clocks))
    , m_began(m_clocks.steady())
{
}

Batch Recorder::take()
{
    Batch batch;
    if (!m_on)
        return batch;
    batch.now = now();
    batch.wallMs = m_clocks.wallMs();
    batch.events = std::exchange(m_events, {});
    // As much as happened now will mostly happen next.
    m_events.reserve(std::min(batch.events.size() + batch.events.size() / 8, kMostReserved));
    return batch;
}

} // namespace sluice::trace
