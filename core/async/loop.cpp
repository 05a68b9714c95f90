// SPDX-License-Identifier: MIT
#include "core/async/loop.h"

#include <QCoreApplication>
#include <QEvent>
#include <QObject>
#include <QThreadStorage>
#include <QTimerEvent>

#include <algorithm>
#include <utility>

namespace sluice::async {

namespace {

/// After so long in one go the loop gives sockets, timers and painting a turn.
constexpr auto kTurn = std::chrono::milliseconds(4);
constexpr std::size_t kLookAtClockEvery = 32;

/// QObject::startTimer() counts in int: a deadline further away is approached in steps.
constexpr std::chrono::milliseconds kLongestTimer = std::chrono::hours(1);

QEvent::Type drainEventType()
{
    static const auto type = static_cast<QEvent::Type>(QEvent::registerEventType());
    return type;
}

} // namespace

class Loop::Receiver final : public QObject
{
public:
    explicit Receiver(Loop *loop)
        : m_loop(loop)
    {
    }

    void arm(Clock::time_point when)
    {
        if (m_timerId != 0 && m_armedFor == when)
            return;
        disarm();
        // Rounded up: waking a fraction of a millisecond early would only mean to arm again.
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(when - Clock::now());
        m_timerId = startTimer(std::clamp(left, std::chrono::milliseconds(0), kLongestTimer), Qt::PreciseTimer);
        m_armedFor = when;
    }

    void disarm()
    {
        if (m_timerId != 0)
            killTimer(std::exchange(m_timerId, 0));
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == drainEventType()) {
            // The coroutines resumed here may end the last use of the loop.
            const auto keep = m_loop->shared_from_this();
            keep->drain();
            return true;
        }
        return QObject::event(event);
    }

    void timerEvent(QTimerEvent *event) override
    {
        if (event->timerId() != m_timerId)
            return;
        disarm();
        const auto keep = m_loop->shared_from_this();
        keep->fireTimers();
    }

private:
    Loop *m_loop;
    int m_timerId = 0;
    Clock::time_point m_armedFor;
};

/// Closes the thread's loop when the thread ends; awaiters elsewhere may keep the closed object alive.
struct LoopHolder {
    std::shared_ptr<Loop> loop;

    ~LoopHolder() { loop->close(); }
};

std::shared_ptr<Loop> Loop::current()
{
    // Not thread_local: that would end after QThread::wait() has returned elsewhere and the QThread is gone. Qt's own
    // storage is cleared while its thread still counts as running, and for the main thread with the application.
    static QThreadStorage<LoopHolder *> holders;
    if (!holders.hasLocalData())
        holders.setLocalData(new LoopHolder(std::make_shared<Loop>(QThread::currentThread())));
    return holders.localData()->loop;
}

Loop::Loop(QThread *thread)
    : m_thread(thread)
    , m_receiver(std::make_unique<Receiver>(this))
{
}

Loop::~Loop() = default;

void Loop::post(std::coroutine_handle<> handle)
{
    const std::scoped_lock lock(m_mutex);
    if (m_closed)
        return;
    m_ready.push_back(handle);
    wake();
}

void Loop::call(std::move_only_function<void()> function)
{
    const std::scoped_lock lock(m_mutex);
    if (m_closed)
        return;
    m_ready.emplace_back(nullptr);
    m_calls.push_back(std::move(function));
    wake();
}

// With the mutex held, so that close() cannot take the receiver away meanwhile.
void Loop::wake()
{
    if (!m_inTurn && !std::exchange(m_wakePosted, true))
        QCoreApplication::postEvent(m_receiver.get(), new QEvent(drainEventType()));
}

void Loop::drain()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_wakePosted = false;
    }
    const Turn turn; // whose end does the work
}

Loop::Turn::Turn()
    : m_loop(Loop::current())
{
    const std::scoped_lock lock(m_loop->m_mutex);
    m_outermost = !std::exchange(m_loop->m_inTurn, true);
}

Loop::Turn::~Turn()
{
    if (m_outermost)
        m_loop->endTurn();
}

void Loop::endTurn()
{
    const auto turnEnds = Clock::now() + kTurn;
    for (;;) {
        std::vector<std::coroutine_handle<>> ready;
        std::vector<Entry> calls;
        {
            const std::scoped_lock lock(m_mutex);
            if (m_ready.empty()) {
                m_inTurn = false;
                return;
            }
            ready.swap(m_ready);
            calls.swap(m_calls);
        }
        const std::size_t done = run(ready, calls, turnEnds);
        if (done == ready.size() && Clock::now() < turnEnds)
            continue;
        // The rest goes in front of what came in meanwhile, so that the order holds.
        const auto doneCalls = std::count(ready.begin(), ready.begin() + static_cast<std::ptrdiff_t>(done), nullptr);
        const std::scoped_lock lock(m_mutex);
        m_ready.insert(m_ready.begin(), ready.begin() + static_cast<std::ptrdiff_t>(done), ready.end());
        m_calls.insert(
            m_calls.begin(), std::make_move_iterator(calls.begin() + doneCalls), std::make_move_iterator(calls.end()));
        m_inTurn = false;
        if (!m_ready.empty() && !m_closed)
            wake();
        return;
    }
}

std::size_t Loop::run(
    const std::vector<std::coroutine_handle<>> &ready, std::vector<Entry> &calls, Clock::time_point turnEnds)
{
    std::size_t nextCall = 0;
    for (std::size_t i = 0; i < ready.size(); ++i) {
        if (i > 0 && i % kLookAtClockEvery == 0 && Clock::now() >= turnEnds)
            return i;
        if (ready[i])
            ready[i].resume();
        else
            std::exchange(calls[nextCall++], Entry())();
    }
    return ready.size();
}

Loop::Timer Loop::callAt(Clock::time_point when, std::move_only_function<void()> function)
{
    Q_ASSERT(isCurrent());
    Timer timer;
    timer.m_loop = shared_from_this();
    // A callback that sets a timer in the past has it fire the next time, not for ever in this one.
    timer.m_when = std::max(when, m_lastFiring + Clock::duration(1));
    timer.m_serial = m_nextSerial++;
    const auto [it, inserted] = m_timers.emplace(TimerKey(timer.m_when, timer.m_serial), std::move(function));
    if (inserted && it == m_timers.begin())
        armTimer();
    return timer;
}

void Loop::armTimer()
{
    if (m_timers.empty())
        m_receiver->disarm();
    else
        m_receiver->arm(m_timers.begin()->first.first);
}

void Loop::fireTimers()
{
    // Only what is due at the start, and of that one turn's worth: neither a callback that sets another due timer
    // nor a crowd with one deadline may starve the sockets.
    const auto now = Clock::now();
    m_lastFiring = now;
    const auto due = [this, now] {
        return !m_timers.empty() && m_timers.begin()->first.first <= now;
    };
    for (std::size_t fired = 1; due(); ++fired) {
        auto node = m_timers.extract(m_timers.begin());
        node.mapped()();
        if (fired % kLookAtClockEvery == 0 && Clock::now() >= now + kTurn)
            break;
    }
    armTimer();
}

void Loop::close()
{
    std::vector<Entry> calls;
    std::map<TimerKey, Entry> timers;
    {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
        m_ready.clear();
        calls.swap(m_calls);
        timers.swap(m_timers);
        m_receiver.reset();
    }
    // What these captured may call back into the closed loop while it goes; by now that is without effect.
}

Loop::Timer::Timer(Timer &&other) noexcept
    : m_loop(std::exchange(other.m_loop, nullptr))
    , m_when(other.m_when)
    , m_serial(other.m_serial)
{
}

Loop::Timer &Loop::Timer::operator=(Timer &&other) noexcept
{
    if (this != &other) {
        cancel();
        m_loop = std::exchange(other.m_loop, nullptr);
        m_when = other.m_when;
        m_serial = other.m_serial;
    }
    return *this;
}

Loop::Timer::~Timer()
{
    cancel();
}

bool Loop::Timer::isActive() const
{
    return m_loop && m_loop->m_timers.contains(TimerKey(m_when, m_serial));
}

void Loop::Timer::cancel()
{
    if (const auto loop = std::exchange(m_loop, nullptr)) {
        Q_ASSERT(loop->isCurrent() || loop->m_closed);
        loop->m_timers.erase(TimerKey(m_when, m_serial));
    }
}

} // namespace sluice::async
