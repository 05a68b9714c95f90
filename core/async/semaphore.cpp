// SPDX-License-Identifier: MIT
#include "core/async/semaphore.h"

#include <algorithm>
#include <list>
#include <utility>

namespace sluice::async {

struct Semaphore::Waiter {
    std::shared_ptr<OneShot<Permit>> shot = std::make_shared<OneShot<Permit>>();
    std::list<std::shared_ptr<Waiter>>::iterator place;
    bool queued = false;
};

struct Semaphore::State : std::enable_shared_from_this<State> {
    int limit = 0;
    int held = 0;
    bool serving = false;
    std::list<std::shared_ptr<Waiter>> queue;

    Permit take()
    {
        ++held;
        return Permit(shared_from_this());
    }

    void giveBack()
    {
        --held;
        serve();
    }

    void serve()
    {
        // A waiter that was stopped a moment ago refuses its permit, which then comes back through giveBack(): the loop
        // that runs already sees it.
        if (std::exchange(serving, true))
            return;
        while (held < limit && !queue.empty()) {
            const auto waiter = queue.front();
            queue.pop_front();
            waiter->queued = false;
            waiter->shot->settle(take());
        }
        serving = false;
    }
};

Semaphore::Permit::Permit(std::shared_ptr<State> state)
    : m_state(std::move(state))
{
}

Semaphore::Permit::Permit(Permit &&other) noexcept
    : m_state(std::exchange(other.m_state, nullptr))
{
}

Semaphore::Permit &Semaphore::Permit::operator=(Permit &&other) noexcept
{
    if (this != &other) {
        release();
        m_state = std::exchange(other.m_state, nullptr);
    }
    return *this;
}

Semaphore::Permit::~Permit()
{
    release();
}

void Semaphore::Permit::release()
{
    if (const auto state = std::exchange(m_state, nullptr))
        state->giveBack();
}

Semaphore::Semaphore(int limit)
    : m_state(std::make_shared<State>())
{
    m_state->limit = std::max(limit, 0);
}

Semaphore::Acquire Semaphore::acquire(std::stop_token stop)
{
    return Acquire(m_state, std::move(stop));
}

std::optional<Permit> Semaphore::tryAcquire()
{
    if (m_state->held >= m_state->limit || !m_state->queue.empty())
        return std::nullopt;
    return m_state->take();
}

void Semaphore::setLimit(int limit)
{
    m_state->limit = std::max(limit, 0);
    m_state->serve();
}

int Semaphore::limit() const
{
    return m_state->limit;
}

int Semaphore::held() const
{
    return m_state->held;
}

int Semaphore::waiting() const
{
    return static_cast<int>(m_state->queue.size());
}

Semaphore::Acquire::Acquire(std::shared_ptr<State> state, std::stop_token stop)
    : m_state(std::move(state))
    , m_stop(std::move(stop))
{
}

bool Semaphore::Acquire::await_ready() const
{
    return !m_stop.stop_requested() && m_state->held < m_state->limit && m_state->queue.empty();
}

bool Semaphore::Acquire::await_suspend(std::coroutine_handle<> waiter)
{
    m_waiter = std::make_shared<Waiter>();
    // One that is stopped already only waits to be told so. In the queue it might stand before a free permit, and
    // nobody would serve those behind it when it leaves: whoever waits in the queue, waits for a release.
    if (!m_stop.stop_requested()) {
        m_waiter->place = m_state->queue.insert(m_state->queue.end(), m_waiter);
        m_waiter->queued = true;
    }
    m_wait.emplace(m_waiter->shot, m_stop);
    return m_wait->await_suspend(waiter);
}

Permit Semaphore::Acquire::await_resume()
{
    if (!m_waiter)
        return m_state->take();
    try {
        return m_wait->await_resume();
    } catch (const Stopped &) {
        if (m_waiter->queued)
            m_state->queue.erase(m_waiter->place);
        throw;
    }
}

} // namespace sluice::async
