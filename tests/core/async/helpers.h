// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/loop.h"
#include "tests/support/coro.h"

#include <QCoreApplication>
#include <QThread>

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace sluice::test {

/// The watchdog of tests with very many coroutines, in ms: they are slow under a sanitizer.
constexpr int kManyTimeout = 90'000;

/// What a failing child throws.
class Boom final : public std::runtime_error
{
public:
    explicit Boom(const char *what = "boom")
        : std::runtime_error(what)
    {
    }
};

/// Lets this thread's event loop handle what has been posted so far, and what that posts in turn.
inline void spin()
{
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

/// Blocks this thread until `when` has passed, as a long callback would: timers due by then become due together.
inline void blockUntil(async::Clock::time_point when)
{
    while (async::Clock::now() <= when)
        QThread::usleep(200);
}

/// Counts its living copies: a frame destroyed twice or never shows in the count. An aggregate with a non-trivial
/// destructor, which is the kind of value GCC 12 has trouble with around co_await.
struct Counted {
    std::shared_ptr<int> alive = {};
    int value = 0;
};

/// How a coroutine ended, for tests that look at it while it runs.
enum class End {
    Running,
    Value,
    Stopped,
    TimedOut,
    Error,
};

template <typename T>
async::Task<> intoEnd(async::Task<T> task, std::shared_ptr<End> end)
{
    try {
        co_await task;
        *end = End::Value;
    } catch (const async::Stopped &) {
        *end = End::Stopped;
    } catch (const async::TimedOut &) {
        *end = End::TimedOut;
    } catch (...) {
        *end = End::Error;
    }
}

/// Watches `task` to its end; the value itself is dropped.
template <typename T>
std::shared_ptr<End> endOf(async::Task<T> task)
{
    auto end = std::make_shared<End>(End::Running);
    intoEnd(std::move(task), end);
    return end;
}

/// Runs `task` to its end in this thread's event loop and says how it ended.
template <typename T>
End ended(async::Task<T> task)
{
    const auto end = std::make_shared<End>(End::Running);
    waitForTask(intoEnd(std::move(task), end));
    return *end;
}

/// Other threads to settle and stop from. Not QThreadPool: how Qt hands work over is invisible to the thread
/// sanitizer, which would report all of it.
class Workers
{
public:
    explicit Workers(int count = 2)
    {
        for (int i = 0; i < count; ++i)
            m_threads.emplace_back([this](const std::stop_token &stop) { work(stop); });
    }

    /// Runs `function` on one of the threads, soon.
    void start(std::move_only_function<void()> function)
    {
        const std::scoped_lock lock(m_mutex);
        m_queue.push_back(std::move(function));
        ++m_pending;
        m_changed.notify_all();
    }

    /// Waits until all that was started has returned.
    void waitForDone()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_pending == 0; });
    }

private:
    void work(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        while (m_changed.wait(lock, stop, [this] { return !m_queue.empty(); })) {
            auto function = std::move(m_queue.front());
            m_queue.pop_front();
            lock.unlock();
            function();
            function = nullptr;
            lock.lock();
            --m_pending;
            m_changed.notify_all();
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<std::move_only_function<void()>> m_queue;
    int m_pending = 0;
    std::vector<std::jthread> m_threads; // last: joined before the rest goes
};

/// A QThread with an event loop of its own.
class LoopThread : private QThread
{
public:
    LoopThread()
    {
        start();
        m_up.acquire();
    }
    ~LoopThread() override { end(); }
    LoopThread(const LoopThread &) = delete;
    LoopThread &operator=(const LoopThread &) = delete;

    /// Calls `function` on the thread and waits for its return.
    void run(const std::function<void()> &function)
    {
        std::binary_semaphore done(0);
        const auto loop = m_loop.lock();
        loop->call([&] {
            function();
            done.release();
        });
        done.acquire();
    }

    /// Leaves the event loop and waits for the end of the thread.
    void end()
    {
        quit();
        wait();
    }

    [[nodiscard]] const QThread *thread() const { return this; }

private:
    void run() override
    {
        m_loop = async::Loop::current();
        m_up.release();
        exec();
    }

    std::weak_ptr<async::Loop> m_loop;
    std::binary_semaphore m_up{0};
};

} // namespace sluice::test
