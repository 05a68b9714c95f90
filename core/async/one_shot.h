// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop.h"
#include "core/async/stopped.h"

#include <coroutine>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <utility>
#include <variant>

namespace sluice::async {

/// The value a Task<T> yields, as something that can be stored: T, or monostate for void.
template <typename T>
using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// The shared heart of every awaiter here: settled exactly once, by a value or an exception, from any thread;
/// waited for by at most one coroutine, which is resumed from its own loop. Always held by shared_ptr, so that
/// the side that settles need not know whether anybody still waits.
template <typename T>
class OneShot
{
public:
    OneShot() = default;
    OneShot(const OneShot &) = delete;
    OneShot &operator=(const OneShot &) = delete;

    /// Delivers the value. False, and the value stays with the caller, when it was settled before. Any thread.
    bool settle(T &&value)
    {
        return settleWith([&](auto &outcome) { outcome.template emplace<1>(std::move(value)); });
    }

    /// Delivers an exception. False when it was settled before. Any thread.
    bool fail(std::exception_ptr error)
    {
        return settleWith([&](auto &outcome) { outcome.template emplace<2>(std::move(error)); });
    }

    /// Whether a result is there. Any thread.
    [[nodiscard]] bool isSettled() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_outcome.index() != 0;
    }

    /// Notes who waits; false when the result is there already and the waiter should go on at once.
    bool arm(std::coroutine_handle<> waiter)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_outcome.index() != 0)
            return false;
        Q_ASSERT(!m_waiter);
        m_waiter = waiter;
        m_loop = Loop::current();
        return true;
    }

    /// Takes the result, or throws what was delivered. Once, after it was settled.
    T take()
    {
        const std::scoped_lock lock(m_mutex);
        Q_ASSERT(m_outcome.index() != 0);
        if (m_outcome.index() == 2)
            std::rethrow_exception(std::exchange(std::get<2>(m_outcome), nullptr));
        return std::move(std::get<1>(m_outcome));
    }

private:
    template <typename Fill>
    bool settleWith(Fill fill)
    {
        std::coroutine_handle<> waiter;
        std::shared_ptr<Loop> loop;
        {
            const std::scoped_lock lock(m_mutex);
            if (m_outcome.index() != 0)
                return false;
            fill(m_outcome);
            waiter = std::exchange(m_waiter, nullptr);
            loop = std::move(m_loop);
        }
        if (waiter)
            loop->post(waiter);
        return true;
    }

    mutable std::mutex m_mutex;
    std::variant<std::monostate, T, std::exception_ptr> m_outcome;
    std::coroutine_handle<> m_waiter;
    std::shared_ptr<Loop> m_loop;
};

/// Awaits a OneShot; a stop settles it with Stopped. A result that came first wins over a later stop.
/// Await it as a prvalue: `co_await Wait<T>(shot, stop)`.
template <typename T>
class Wait
{
public:
    Wait(std::shared_ptr<OneShot<T>> shot, std::stop_token stop)
        : m_shot(std::move(shot))
        , m_stop(std::move(stop))
    {
    }
    /// GCC 12 moves an awaiter that comes through QCoro's await_transform into the frame, before it is armed.
    Wait(Wait &&other) noexcept
        : m_shot(std::move(other.m_shot))
        , m_stop(std::move(other.m_stop))
    {
        Q_ASSERT(!other.m_onStop);
    }
    Wait &operator=(Wait &&) = delete;

    [[nodiscard]] bool await_ready() const { return m_shot->isSettled(); }

    bool await_suspend(std::coroutine_handle<> waiter)
    {
        if (!m_shot->arm(waiter))
            return false;
        // May run at once, or on another thread at any time from here on; it only settles, and the resumption
        // comes through the loop, so this frame is safely suspended by then.
        m_onStop.emplace(m_stop, Fail(m_shot));
        return true;
    }

    T await_resume()
    {
        m_onStop.reset();
        return m_shot->take();
    }

private:
    class Fail
    {
    public:
        explicit Fail(std::shared_ptr<OneShot<T>> shot)
            : m_shot(std::move(shot))
        {
        }
        void operator()() const { m_shot->fail(std::make_exception_ptr(Stopped())); }

    private:
        std::shared_ptr<OneShot<T>> m_shot;
    };

    std::shared_ptr<OneShot<T>> m_shot;
    std::stop_token m_stop;
    std::optional<std::stop_callback<Fail>> m_onStop;
};

} // namespace sluice::async
