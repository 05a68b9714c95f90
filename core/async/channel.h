// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/one_shot.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace sluice::async {

/// A bounded queue between coroutines of one loop: send() waits while it is full, receive() while it is empty, and
/// close() ends it: what is inside can still be received. Any number of senders and receivers; both are served first
/// come, first served, and items leave in the order in which send() was called. Copies share one channel. Loop thread
/// only.
template <typename T>
class Channel
{
public:
    /// `capacity` items, at least one.
    explicit Channel(std::size_t capacity)
        : m_state(std::make_shared<State>())
    {
        m_state->capacity = std::max<std::size_t>(capacity, 1);
    }
    // No moves: a channel left without its state would be a trap.
    Channel(const Channel &) = default;
    Channel &operator=(const Channel &) = default;

    /// Puts `item` in, waiting for room. False when the channel is closed, also while it waits. Throws Stopped; the
    /// item is then not in the channel.
    Task<bool> send(T item, std::stop_token stop)
    {
        const auto state = m_state;
        if (stop.stop_requested())
            throw Stopped();
        if (state->closed)
            co_return false;
        if (state->hasRoom()) {
            state->put(std::move(item));
            co_return true;
        }
        const auto sender = std::make_shared<Sender>(std::move(item));
        state->senders.join(sender);
        try {
            co_return co_await Wait<bool>(sender->shot, stop);
        } catch (const Stopped &) {
            state->senders.leave(sender);
            throw;
        }
    }

    /// Takes the oldest item, waiting for one; nothing when the channel is closed and empty. Throws Stopped; no item
    /// is lost by it.
    Task<std::optional<T>> receive(std::stop_token stop)
    {
        const auto state = m_state;
        if (stop.stop_requested())
            throw Stopped();
        if (!state->items.empty())
            co_return state->take();
        if (state->closed)
            co_return std::optional<T>();
        const auto receiver = std::make_shared<Receiver>();
        state->receivers.join(receiver);
        try {
            co_return co_await Wait<std::optional<T>>(receiver->shot, stop);
        } catch (const Stopped &) {
            state->receivers.leave(receiver);
            throw;
        }
    }

    /// No more items; waiting senders get false, receivers the rest and then nothing. Idempotent.
    void close()
    {
        m_state->closed = true;
        while (const auto sender = m_state->senders.next())
            sender->shot->settle(false);
        while (const auto receiver = m_state->receivers.next())
            receiver->shot->settle(std::optional<T>());
    }

    [[nodiscard]] bool isClosed() const { return m_state->closed; }
    /// Items inside; those of waiting senders do not count.
    [[nodiscard]] std::size_t size() const { return m_state->items.size(); }

private:
    /// Those who wait, in their order. One that was stopped stays until it is resumed and leaves, or until it is next
    /// and refuses what it is offered: its shot is settled.
    template <typename Waiter>
    class Line
    {
    public:
        void join(const std::shared_ptr<Waiter> &waiter)
        {
            waiter->place = m_waiters.insert(m_waiters.end(), waiter);
            waiter->inLine = true;
        }
        void leave(const std::shared_ptr<Waiter> &waiter)
        {
            if (std::exchange(waiter->inLine, false))
                m_waiters.erase(waiter->place);
        }
        std::shared_ptr<Waiter> next()
        {
            if (m_waiters.empty())
                return nullptr;
            const auto waiter = m_waiters.front();
            leave(waiter);
            return waiter;
        }

    private:
        std::list<std::shared_ptr<Waiter>> m_waiters;
    };

    struct Sender {
        explicit Sender(T sent)
            : item(std::move(sent))
        {
        }
        T item;
        std::shared_ptr<OneShot<bool>> shot = std::make_shared<OneShot<bool>>(); ///< true: the item was taken
        typename std::list<std::shared_ptr<Sender>>::iterator place;
        bool inLine = false;
    };

    struct Receiver {
        std::shared_ptr<OneShot<std::optional<T>>> shot = std::make_shared<OneShot<std::optional<T>>>();
        typename std::list<std::shared_ptr<Receiver>>::iterator place;
        bool inLine = false;
    };

    // Nobody waits to send while there is room, and nobody to receive while there is an item: what comes or goes is
    // handed over at once, so that nobody can come in between.
    struct State {
        std::size_t capacity = 1;
        bool closed = false;
        std::deque<T> items;
        Line<Sender> senders;
        Line<Receiver> receivers;

        [[nodiscard]] bool hasRoom() const { return items.size() < capacity; }

        void put(T item)
        {
            std::optional<T> offered(std::move(item));
            while (const auto receiver = receivers.next()) {
                if (receiver->shot->settle(std::move(offered)))
                    return;
            }
            items.push_back(std::move(*offered));
        }

        std::optional<T> take()
        {
            std::optional<T> item(std::move(items.front()));
            items.pop_front();
            while (hasRoom()) {
                const auto sender = senders.next();
                if (!sender)
                    break;
                if (sender->shot->settle(true))
                    items.push_back(std::move(sender->item));
            }
            return item;
        }
    };

    std::shared_ptr<State> m_state;
};

} // namespace sluice::async
