// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop.h"
#include "core/async/one_shot.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <variant>

namespace sluice::async {

/// Waits until a point in time. Use through sleepFor().
class Sleep
{
public:
    Sleep(Clock::time_point when, std::stop_token stop)
        : m_when(when)
        , m_shot(std::make_shared<OneShot<std::monostate>>())
        , m_wait(m_shot, std::move(stop))
    {
    }

    [[nodiscard]] bool await_ready() const { return false; }

    bool await_suspend(std::coroutine_handle<> waiter)
    {
        m_timer = Loop::current()->callAt(m_when, [shot = m_shot] { shot->settle({}); });
        return m_wait.await_suspend(waiter);
    }

    void await_resume()
    {
        m_timer.cancel();
        m_wait.await_resume();
    }

private:
    Clock::time_point m_when;
    std::shared_ptr<OneShot<std::monostate>> m_shot;
    Wait<std::monostate> m_wait;
    Loop::Timer m_timer;
};

/// Suspends for at least `duration` (zero or less: one turn of the event loop). Throws Stopped as soon as
/// `stop` is triggered; nanoseconds::max() waits for that alone. `co_await sleepFor(20ms, stop);`
inline Sleep sleepFor(std::chrono::nanoseconds duration, std::stop_token stop)
{
    return Sleep(fromNow(duration), std::move(stop));
}

} // namespace sluice::async
