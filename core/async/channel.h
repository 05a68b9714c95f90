// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/one_shot.h"

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <variant>

namespace sluice::async {

/// A bounded queue between coroutines of one loop: send() waits while it is full, receive() while it is empty, and
/// close() ends it: what is inside can still be received. Any number of senders and receivers, each served in turn.
/// Copies share one channel. Loop thread only.
template <typename T>
class Channel
{
public:
    /// `capacity` ≥ 1 items.
    explicit Channel(std::size_t capacity)
        : m_state(std::make_shared<State>())
    {
        m_state->capacity = capacity == 0 ? 1 : capacity;
    }

    /// Puts `item` in, waiting for room. False when the channel is closed, also while it waits. Throws Stopped; the
    /// item is then not in the channel.
    Task<bool> send(T item, std::stop_token stop)
    {
        const auto state = m_state;
        for (;;) {
            if (stop.stop_requested())
                throw Stopped();
            if (state->closed)
                co_return false;
            if (state->items.size() < state->capacity) {
                state->items.push_back(std::move(item));
                wakeOne(state->receivers);
                co_return true;
            }
            co_await pause(state->senders, stop);
        }
    }

    /// Takes the oldest item, waiting for one; nothing when the channel is closed and empty. Throws Stopped; no item
    /// is lost by it.
    Task<std::optional<T>> receive(std::stop_token stop)
    {
        const auto state = m_state;
        for (;;) {
            if (stop.stop_requested())
                throw Stopped();
            if (!state->items.empty()) {
                std::optional<T> item(std::move(state->items.front()));
                state->items.pop_front();
                wakeOne(state->senders);
                co_return item;
            }
            if (state->closed)
                co_return std::optional<T>();
            co_await pause(state->receivers, stop);
        }
    }

    /// No more items; waiting senders get false, receivers the rest and then nothing. Idempotent.
    void close()
    {
        m_state->closed = true;
        wakeAll(m_state->senders);
        wakeAll(m_state->receivers);
    }

    [[nodiscard]] bool isClosed() const { return m_state->closed; }
    [[nodiscard]] std::size_t size() const { return m_state->items.size(); }

private:
    using Shot = OneShot<std::monostate>;
    using Queue = std::deque<std::shared_ptr<Shot>>;

    struct State {
        std::size_t capacity = 1;
        bool closed = false;
        std::deque<T> items;
        Queue senders;
        Queue receivers;
    };

    static Task<> pause(Queue &queue, std::stop_token stop)
    {
        const auto shot = std::make_shared<Shot>();
        queue.push_back(shot);
        try {
            co_await Wait<std::monostate>(shot, stop);
        } catch (const Stopped &) {
            std::erase(queue, shot);
            throw;
        }
        if (stop.stop_requested()) {
            // The wake-up was meant for somebody who acts on it: pass it on.
            wakeOne(queue);
        }
    }

    static void wakeOne(Queue &queue)
    {
        while (!queue.empty()) {
            const auto shot = std::move(queue.front());
            queue.pop_front();
            if (shot->settle({}))
                return;
        }
    }

    static void wakeAll(Queue &queue)
    {
        for (const auto &shot : std::exchange(queue, {}))
            shot->settle({});
    }

    std::shared_ptr<State> m_state;
};

} // namespace sluice::async
