// SPDX-License-Identifier: MIT
#include "core/http/rate_gate.h"

#include "core/http/transfer.h"

#include <algorithm>
#include <utility>

namespace sluice::http {

RateGate::RateGate()
{
    m_tick.setInterval(kTickMs);
    m_tick.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_tick, &QTimer::timeout, &m_tick, [this] { tick(); });
    m_nextTurn.setSingleShot(true);
    QObject::connect(&m_nextTurn, &QTimer::timeout, &m_nextTurn, [this] { resumeDeferred(); });
}

void RateGate::setRate(qint64 rate)
{
    m_bucket.setRate(rate);
    if (!isLimited())
        tick();
}

bool RateGate::admit(Transfer *transfer, qint64 bytes)
{
    if (!isLimited())
        return true;
    // Who comes while others wait queues behind them, or a fast connection would take it all.
    if (m_waiting.empty() && m_bucket.tryCharge(bytes))
        return true;
    m_waiting.push_back(transfer);
    if (!m_tick.isActive())
        m_tick.start();
    return false;
}

void RateGate::forget(Transfer *transfer)
{
    std::erase(m_waiting, transfer);
    std::erase(m_deferred, transfer);
}

void RateGate::defer(Transfer *transfer)
{
    m_deferred.push_back(transfer);
    if (!m_nextTurn.isActive())
        m_nextTurn.start(0);
}

void RateGate::resumeDeferred()
{
    // Who is deferred again meanwhile waits for the turn after this one. None is destroyed within: that happens in
    // coroutines, from the event loop.
    for (Transfer *transfer : std::exchange(m_deferred, {}))
        transfer->unpauseForRate();
}

void RateGate::tick()
{
    // Unpausing delivers at once, and a transfer that is refused again queues up at the end. Everyone gets at most
    // one turn a tick.
    for (auto turn = std::exchange(m_waiting, {}); !turn.empty();) {
        if (isLimited() && !m_bucket.canCharge()) {
            m_waiting.insert(m_waiting.begin(), turn.begin(), turn.end());
            break;
        }
        Transfer *next = turn.front();
        turn.pop_front();
        next->unpauseForRate();
    }
    if (m_waiting.empty())
        m_tick.stop();
}

} // namespace sluice::http
