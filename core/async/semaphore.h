// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/one_shot.h"

#include <coroutine>
#include <memory>
#include <optional>
#include <stop_token>

namespace sluice::async {

/// Counts permits under a limit that can be turned at any time. Waiters are served first come, first served.
/// Copies share one set of permits. Loop thread only; permits may outlive the semaphore.
class Semaphore
{
    struct State;
    struct Waiter;

public:
    /// One held permit; given back when it is destroyed or released. Move-only, loop thread only.
    class Permit
    {
    public:
        Permit() = default;
        Permit(Permit &&other) noexcept;
        Permit &operator=(Permit &&other) noexcept;
        ~Permit();
        /// Gives the permit back now; a second call does nothing.
        void release();
        /// Whether a permit is held.
        explicit operator bool() const { return m_state != nullptr; }

    private:
        friend class Semaphore;
        explicit Permit(std::shared_ptr<State> state);
        std::shared_ptr<State> m_state;
    };

    /// Awaits a permit; see acquire().
    class Acquire
    {
    public:
        Acquire(std::shared_ptr<State> state, std::stop_token stop);
        Acquire(Acquire &&other) noexcept = default; ///< only before it is awaited
        Acquire &operator=(Acquire &&) = delete;
        [[nodiscard]] bool await_ready() const;
        bool await_suspend(std::coroutine_handle<> waiter);
        Permit await_resume();

    private:
        std::shared_ptr<State> m_state;
        std::stop_token m_stop;
        std::shared_ptr<Waiter> m_waiter; ///< null when a permit was free
        std::optional<Wait<Permit>> m_wait;
    };

    /// A semaphore with `limit` permits; zero or less: none until setLimit().
    explicit Semaphore(int limit);
    // No moves: a semaphore left without its state would be a trap.
    Semaphore(const Semaphore &) = default;
    Semaphore &operator=(const Semaphore &) = default;

    /// Waits for a permit behind those who wait already. Throws Stopped when `stop` is triggered first; a stopped
    /// waiter leaves the queue without moving the others. `auto permit = co_await semaphore.acquire(stop);`
    [[nodiscard]] Acquire acquire(std::stop_token stop);

    /// A permit if one is free and nobody waits, else nothing.
    [[nodiscard]] std::optional<Permit> tryAcquire();

    /// Acts at once. Raised: waiters are served. Lowered below held(): nobody loses a permit, and none is handed out
    /// until enough have come back. A negative limit counts as zero.
    void setLimit(int limit);

    [[nodiscard]] int limit() const;
    /// Permits out now; above limit() for a while after it was lowered.
    [[nodiscard]] int held() const;
    /// Coroutines in the queue.
    [[nodiscard]] int waiting() const;

private:
    std::shared_ptr<State> m_state;
};

using Permit = Semaphore::Permit;

} // namespace sluice::async
