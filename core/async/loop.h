// SPDX-License-Identifier: MIT
#pragma once

#include <QThread>

#include <chrono>
#include <coroutine>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace sluice::async {

using Clock = std::chrono::steady_clock;

/// The point in time `duration` from now; one too far away to be counted is the end of time, not the past.
[[nodiscard]] inline Clock::time_point fromNow(std::chrono::nanoseconds duration)
{
    const auto now = Clock::now();
    return duration > Clock::time_point::max() - now ? Clock::time_point::max() : now + duration;
}

/// The Qt event loop of one thread as coroutines see it: the place where they are resumed, and its timers.
///
/// Every awaiter of this folder notes the loop it was awaited on and is resumed there, from the event loop and
/// never from inside the call that settled it: not from a stop_callback, not from libcurl, not from another
/// thread. Resumptions are gathered, so a thousand settled waits cost one posted event. What is resumed here must
/// not run a nested event loop: those gathered with it would wait for its end.
class Loop : public std::enable_shared_from_this<Loop>
{
public:
    /// The loop of the calling thread, made on first use. It closes when the thread ends, before QThread::wait()
    /// returns; that of the main thread with the QCoreApplication.
    static std::shared_ptr<Loop> current();

    explicit Loop(QThread *thread);
    ~Loop();
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

    /// Resumes `handle` from the event loop, soon and in the order of the calls. Any thread. Once the loop is closed
    /// the call has no effect: scopes are drained before a loop is left.
    void post(std::coroutine_handle<> handle);

    /// Calls `function` from the event loop, in one order with post(). It must not throw. Any thread.
    void call(std::move_only_function<void()> function);

    /// While one lives on the loop's thread, what is posted waits for its end and is then done at once, for up to a few
    /// milliseconds, without another round of the event loop. For handlers called by the event loop that may settle
    /// many waits, e.g. of a socket; they must not run an event loop of their own. Turns nest: the outermost counts.
    class Turn
    {
    public:
        Turn();
        ~Turn();
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;

    private:
        std::shared_ptr<Loop> m_loop;
        bool m_outermost = false;
    };

    /// True on the loop's own thread.
    [[nodiscard]] bool isCurrent() const { return QThread::currentThread() == m_thread; }

    /// A pending call at a point in time; destroying it withdraws the call. Loop thread only.
    class Timer
    {
    public:
        Timer() = default;
        Timer(Timer &&other) noexcept;
        Timer &operator=(Timer &&other) noexcept;
        ~Timer();
        /// Withdraws the call if it has not been made.
        void cancel();
        /// True until the call begins or is withdrawn.
        [[nodiscard]] bool isActive() const;

    private:
        friend class Loop;
        std::shared_ptr<Loop> m_loop;
        Clock::time_point m_when;
        quint64 m_serial = 0;
    };

    /// Calls `function` once at `when` or soon after, from the event loop, in the order of the deadlines; a deadline
    /// in the past is due now. It must not throw. Loop thread only. 100,000 pending timers are fine: one QTimer
    /// serves them all.
    [[nodiscard]] Timer callAt(Clock::time_point when, std::move_only_function<void()> function);

private:
    class Receiver;
    using Entry = std::move_only_function<void()>;
    using TimerKey = std::pair<Clock::time_point, quint64>;

    void wake();
    void drain();
    void endTurn();
    static std::size_t run(
        const std::vector<std::coroutine_handle<>> &ready, std::vector<Entry> &calls, Clock::time_point turnEnds);
    void armTimer();
    void fireTimers();
    void close();

    QThread *m_thread;
    std::unique_ptr<Receiver> m_receiver;

    std::mutex m_mutex;
    std::vector<std::coroutine_handle<>> m_ready; ///< a null handle stands for the next entry of m_calls
    std::vector<Entry> m_calls;
    bool m_wakePosted = false;
    bool m_inTurn = false; ///< what comes in will be looked at before the loop sleeps
    bool m_closed = false;

    std::map<TimerKey, Entry> m_timers;
    quint64 m_nextSerial = 1;
    Clock::time_point m_lastFiring; ///< when timers were last looked at; new ones are due later than that

    friend struct LoopHolder;
};

} // namespace sluice::async
