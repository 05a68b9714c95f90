// SPDX-License-Identifier: MIT
#include "core/async/loop.h"
#include "core/async/one_shot.h"
#include "tests/core/async/helpers.h"

#include <QTest>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using namespace sluice::async;
using namespace sluice::test;

namespace {

Task<> waitAndNote(std::shared_ptr<OneShot<int>> shot, std::vector<int> *log)
{
    const int id = co_await Wait<int>(shot, std::stop_token());
    log->push_back(id);
}

/// Sets a timer in the past from its own callback, again and again, until told to end.
struct Rearming {
    Loop::Timer timer = {};
    bool end = false;
    int calls = 0;

    void arm()
    {
        timer = Loop::current()->callAt(Clock::time_point::min(), [this] {
            ++calls;
            if (!end && calls < 100'000)
                arm();
        });
    }
};

} // namespace

class TestLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isThereOneLoopForEachThread();
    void doCallsAndResumptionsKeepOneOrder();
    void areCallsFromOtherThreadsMadeHere();
    void isACallMadeFromTheLoopOnly();
    void doManyCallsLeaveTimersATurn();
    void doesACallLetGoOfWhatItCaptured();
    void doTimersFireInTheOrderOfTheirDeadlines();
    void doTimersWithOneDeadlineFireInTheOrderOfTheCalls();
    void isACancelledTimerSilent();
    void isADestroyedTimerSilent();
    void isAReplacedTimerSilent();
    void doesAMovedTimerFire();
    void canATimerCancelTheNext();
    void isATimerActiveUntilItsCall();
    void doesAFarDeadlineLeaveNearOnesAlone_data();
    void doesAFarDeadlineLeaveNearOnesAlone();
    void doesATimerInThePastLeaveOthersATurn();
    void isTheLoopClosedWhenItsThreadHasEnded();
    void isAClosedLoopWithoutEffect();
    void doesAPlainThreadHaveALoop();
};

void TestLoop::isThereOneLoopForEachThread()
{
    const auto mine = Loop::current();
    QCOMPARE(Loop::current(), mine);
    QVERIFY(mine->isCurrent());
    bool another = false;
    bool mineIsCurrentThere = true;
    LoopThread other;
    other.run([&] {
        another = Loop::current() != mine && Loop::current()->isCurrent();
        mineIsCurrentThere = mine->isCurrent();
    });
    QVERIFY(another);
    QVERIFY(!mineIsCurrentThere);
}

void TestLoop::doCallsAndResumptionsKeepOneOrder()
{
    std::vector<int> log;
    const auto loop = Loop::current();
    std::vector<std::shared_ptr<OneShot<int>>> shots;
    for (int i = 0; i < 3; ++i) {
        shots.push_back(std::make_shared<OneShot<int>>());
        waitAndNote(shots.back(), &log);
    }
    shots[2]->settle(0);
    loop->call([&] { log.push_back(1); });
    shots[0]->settle(2);
    loop->call([&] { log.push_back(3); });
    shots[1]->settle(4);
    QVERIFY(log.empty());
    spin();
    QCOMPARE(log, (std::vector{0, 1, 2, 3, 4}));
}

void TestLoop::areCallsFromOtherThreadsMadeHere()
{
    constexpr int kThreads = 4;
    constexpr int kCalls = 2000;
    const auto loop = Loop::current();
    std::vector<std::vector<int>> seen(kThreads);
    int foreign = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < kCalls; ++i) {
                    loop->call([&, t, i] {
                        foreign += loop->isCurrent() ? 0 : 1;
                        seen[static_cast<std::size_t>(t)].push_back(i);
                    });
                }
            });
        }
    }
    for (const auto &calls : seen)
        QTRY_COMPARE(calls.size(), std::size_t(kCalls));
    for (const auto &calls : seen)
        QVERIFY(std::ranges::is_sorted(calls));
    QCOMPARE(foreign, 0);
}

void TestLoop::isACallMadeFromTheLoopOnly()
{
    const auto loop = Loop::current();
    std::vector<int> log;
    loop->call([&] {
        loop->call([&] { log.push_back(2); });
        log.push_back(1);
    });
    QVERIFY(log.empty());
    spin();
    QCOMPARE(log, (std::vector{1, 2}));
}

void TestLoop::doManyCallsLeaveTimersATurn()
{
    const auto loop = Loop::current();
    std::vector<int> order;
    int callsBeforeTimer = -1;
    QTimer::singleShot(0, this, [&] { callsBeforeTimer = static_cast<int>(order.size()); });
    for (int i = 0; i < 500; ++i) {
        loop->call([&order, i] {
            QThread::usleep(200);
            order.push_back(i);
        });
    }
    QTRY_COMPARE(order.size(), std::size_t(500));
    QVERIFY(callsBeforeTimer >= 0);
    QVERIFY(callsBeforeTimer < 500);
    QVERIFY(std::ranges::is_sorted(order));
}

void TestLoop::doesACallLetGoOfWhatItCaptured()
{
    const auto loop = Loop::current();
    auto captured = std::make_shared<int>();
    const std::weak_ptr<int> watch = captured;
    std::optional<bool> gone;
    loop->call([captured = std::move(captured)] { });
    loop->call([&] { gone = watch.expired(); });
    spin();
    QCOMPARE(gone, std::optional(true));
}

void TestLoop::doTimersFireInTheOrderOfTheirDeadlines()
{
    std::vector<int> log;
    const auto loop = Loop::current();
    const auto now = Clock::now();
    const auto c = loop->callAt(now + 6ms, [&] { log.push_back(3); });
    const auto a = loop->callAt(now + 2ms, [&] { log.push_back(1); });
    const auto b = loop->callAt(now + 4ms, [&] { log.push_back(2); });
    QTRY_COMPARE(log, (std::vector{1, 2, 3}));
    QVERIFY(Clock::now() >= now + 6ms);
}

void TestLoop::doTimersWithOneDeadlineFireInTheOrderOfTheCalls()
{
    std::vector<int> log;
    const auto when = Clock::now() + 1ms;
    std::vector<Loop::Timer> timers;
    for (int i = 0; i < 100; ++i)
        timers.push_back(Loop::current()->callAt(when, [&log, i] { log.push_back(i); }));
    QTRY_COMPARE(log.size(), std::size_t(100));
    QVERIFY(std::ranges::is_sorted(log));
}

void TestLoop::isACancelledTimerSilent()
{
    bool fired = false;
    bool later = false;
    auto timer = Loop::current()->callAt(Clock::now() + 1ms, [&] { fired = true; });
    const auto end = Loop::current()->callAt(Clock::now() + 3ms, [&] { later = true; });
    timer.cancel();
    timer.cancel();
    QTRY_VERIFY(later);
    QVERIFY(!fired);
}

void TestLoop::isADestroyedTimerSilent()
{
    bool fired = false;
    bool later = false;
    {
        const auto timer = Loop::current()->callAt(Clock::now() + 1ms, [&] { fired = true; });
    }
    const auto end = Loop::current()->callAt(Clock::now() + 3ms, [&] { later = true; });
    QTRY_VERIFY(later);
    QVERIFY(!fired);
}

void TestLoop::isAReplacedTimerSilent()
{
    std::vector<int> log;
    auto timer = Loop::current()->callAt(Clock::now() + 1ms, [&] { log.push_back(1); });
    timer = Loop::current()->callAt(Clock::now() + 3ms, [&] { log.push_back(2); });
    QTRY_COMPARE(log, (std::vector{2}));
}

void TestLoop::doesAMovedTimerFire()
{
    std::vector<int> log;
    auto first = Loop::current()->callAt(Clock::now() + 1ms, [&] { log.push_back(1); });
    auto second = std::move(first);
    first.cancel();
    QVERIFY(second.isActive());
    QTRY_COMPARE(log, (std::vector{1}));
}

void TestLoop::canATimerCancelTheNext()
{
    std::vector<int> log;
    const auto when = Clock::now() + 1ms;
    Loop::Timer second;
    const auto first = Loop::current()->callAt(when, [&] {
        log.push_back(1);
        second.cancel();
    });
    second = Loop::current()->callAt(when, [&] { log.push_back(2); });
    const auto third = Loop::current()->callAt(when, [&] { log.push_back(3); });
    blockUntil(when);
    QTRY_COMPARE(log, (std::vector{1, 3}));
}

void TestLoop::isATimerActiveUntilItsCall()
{
    std::optional<bool> activeInCall;
    Loop::Timer timer;
    QVERIFY(!timer.isActive());
    timer = Loop::current()->callAt(Clock::now(), [&] { activeInCall = timer.isActive(); });
    QVERIFY(timer.isActive());
    QTRY_VERIFY(activeInCall.has_value());
    QCOMPARE(activeInCall, std::optional(false));
    QVERIFY(!timer.isActive());
}

void TestLoop::doesAFarDeadlineLeaveNearOnesAlone_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("away");
    QTest::newRow("forty days?") << std::chrono::nanoseconds(24h * 40);
    QTest::newRow("three hundred years?") << std::chrono::nanoseconds::max();
}

void TestLoop::doesAFarDeadlineLeaveNearOnesAlone()
{
    QFETCH(std::chrono::nanoseconds, away);
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    std::vector<int> log;
    const auto far = Loop::current()->callAt(fromNow(away), [&] { log.push_back(2); });
    spin();
    const auto near = Loop::current()->callAt(fromNow(1ms), [&] { log.push_back(1); });
    QTRY_COMPARE(log, (std::vector{1}));
    spin();
    QCOMPARE(log, (std::vector{1}));
    QVERIFY(far.isActive());
}

void TestLoop::doesATimerInThePastLeaveOthersATurn()
{
    Rearming rearming;
    rearming.arm();
    QTimer::singleShot(0, this, [&] { rearming.end = true; });
    QTRY_VERIFY(rearming.end);
    QTRY_VERIFY(!rearming.timer.isActive());
    QVERIFY(rearming.calls > 0);
    QVERIFY(rearming.calls < 100'000);
}

void TestLoop::isTheLoopClosedWhenItsThreadHasEnded()
{
    std::weak_ptr<Loop> loop;
    std::weak_ptr<int> ofTimer;
    std::weak_ptr<int> ofCall;
    LoopThread other;
    other.run([&] {
        loop = Loop::current();
        auto forTimer = std::make_shared<int>();
        auto forCall = std::make_shared<int>();
        ofTimer = forTimer;
        ofCall = forCall;
        // The timer object is owned by its own callback: nobody else would withdraw it.
        const auto timer = std::make_shared<Loop::Timer>();
        *timer = Loop::current()->callAt(fromNow(1h), [timer, forTimer] { });
        QThread::currentThread()->quit();
        Loop::current()->call([forCall] { });
    });
    other.end();
    QVERIFY(ofTimer.expired());
    QVERIFY(ofCall.expired());
    QVERIFY(loop.expired());
}

void TestLoop::isAClosedLoopWithoutEffect()
{
    std::shared_ptr<Loop> loop;
    Loop::Timer timer;
    LoopThread other;
    other.run([&] {
        loop = Loop::current();
        timer = loop->callAt(fromNow(1h), [] { });
    });
    other.end();
    std::atomic<bool> called = false;
    auto captured = std::make_shared<int>();
    const std::weak_ptr<int> watch = captured;
    loop->call([captured = std::move(captured), &called] { called = true; });
    QVERIFY(watch.expired());
    timer.cancel();
    spin();
    QVERIFY(!called);
}

void TestLoop::doesAPlainThreadHaveALoop()
{
    std::weak_ptr<Loop> loop;
    bool current = false;
    std::jthread([&] {
        loop = Loop::current();
        current = loop.lock()->isCurrent();
        loop.lock()->call([] { });
    }).join();
    QVERIFY(current);
    QVERIFY(loop.expired());
}

QTEST_GUILESS_MAIN(TestLoop)
#include "tst_loop.moc"
