// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/loop.h"
#include "tests/support/coro.h"

#include <QCoreApplication>
#include <QObject>
#include <QThread>

#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <utility>

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

/// A thread with an event loop of its own.
class LoopThread
{
public:
    LoopThread()
    {
        m_there.moveToThread(&m_thread);
        m_thread.start();
    }
    ~LoopThread() { end(); }
    LoopThread(const LoopThread &) = delete;
    LoopThread &operator=(const LoopThread &) = delete;

    /// Calls `function` on the thread and waits for its return.
    void run(const std::function<void()> &function)
    {
        QMetaObject::invokeMethod(&m_there, function, Qt::BlockingQueuedConnection);
    }

    /// Leaves the event loop and waits for the end of the thread.
    void end()
    {
        m_thread.quit();
        m_thread.wait();
    }

    [[nodiscard]] const QThread *thread() const { return &m_thread; }

private:
    QThread m_thread;
    QObject m_there;
};

} // namespace sluice::test
