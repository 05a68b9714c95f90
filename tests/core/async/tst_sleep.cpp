// SPDX-License-Identifier: MIT
#include "core/async/sleep.h"
#include "core/async/task_scope.h"
#include "tests/core/async/helpers.h"

#include <QTest>

#include <chrono>
#include <memory>
#include <vector>

using namespace std::chrono_literals;
using namespace sluice::async;
using namespace sluice::test;

namespace {

Task<> nap(std::chrono::nanoseconds duration, std::stop_token stop)
{
    co_await sleepFor(duration, stop);
}

Task<> napMoved(std::chrono::nanoseconds duration, std::stop_token stop)
{
    Sleep first = sleepFor(duration, stop);
    Sleep second(std::move(first));
    co_await std::move(second);
}

Task<> note(std::chrono::nanoseconds duration, int id, std::vector<int> *log)
{
    co_await sleepFor(duration, std::stop_token());
    log->push_back(id);
}

Task<bool> isStoppedAtHome(std::stop_token stop)
{
    QThread *const home = QThread::currentThread();
    try {
        co_await sleepFor(std::chrono::hours(1), stop);
    } catch (const Stopped &) {
        co_return QThread::currentThread() == home;
    }
    co_return false;
}

} // namespace

class TestSleep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesItLastAsLongAsAsked_data();
    void doesItLastAsLongAsAsked();
    void doesItAlwaysGiveTheLoopATurn();
    void doesAStopEndIt_data();
    void doesAStopEndIt();
    void doesAStopAfterItsEndChangeNothing();
    void doSleepersWakeInTheOrderOfTheirDeadlines();
    void canItSleepForEver_data();
    void canItSleepForEver();
    void canAnAwaiterBeMovedBeforeItIsAwaited();
    void doesAStopFromAnotherThreadResumeItAtHome();
    void can100000SleepersBeStopped();
    void can100000SleepersWakeTogether();
};

void TestSleep::doesItLastAsLongAsAsked_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::newRow("one?") << 1;
    QTest::newRow("thirty?") << 30;
}

void TestSleep::doesItLastAsLongAsAsked()
{
    QFETCH(int, milliseconds);
    const auto asked = std::chrono::milliseconds(milliseconds);
    const auto begin = Clock::now();
    waitForTask(nap(asked, {}));
    QVERIFY(Clock::now() - begin >= asked);
}

void TestSleep::doesItAlwaysGiveTheLoopATurn()
{
    for (const auto duration :
        {std::chrono::nanoseconds(0), std::chrono::nanoseconds(-5), std::chrono::nanoseconds::min()}) {
        auto task = nap(duration, {});
        QVERIFY(!task.isReady());
        waitForTask(std::move(task));
    }
}

void TestSleep::doesAStopEndIt_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("that came before?") << true;
    QTest::newRow("that comes meanwhile?") << false;
}

void TestSleep::doesAStopEndIt()
{
    QFETCH(bool, before);
    std::stop_source source;
    if (before)
        source.request_stop();
    auto task = nap(1h, source.get_token());
    QVERIFY(!task.isReady());
    source.request_stop();
    QVERIFY(!task.isReady()); // resumed from the loop, not from request_stop()
    QCOMPARE(ended(std::move(task)), End::Stopped);
}

void TestSleep::doesAStopAfterItsEndChangeNothing()
{
    std::stop_source source;
    auto task = nap(1ms, source.get_token());
    const auto end = endOf(std::move(task));
    QTRY_COMPARE(*end, End::Value);
    source.request_stop();
    spin();
    QCOMPARE(*end, End::Value);
}

void TestSleep::doSleepersWakeInTheOrderOfTheirDeadlines()
{
    std::vector<int> log;
    TaskScope scope;
    scope.spawn(note(9ms, 3, &log));
    scope.spawn(note(1ms, 1, &log));
    scope.spawn(note(5ms, 2, &log));
    waitForTask(scope.join());
    QCOMPARE(log, (std::vector{1, 2, 3}));
}

void TestSleep::canItSleepForEver_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("duration");
    QTest::newRow("longer than an int of milliseconds?") << std::chrono::nanoseconds(24h * 40);
    QTest::newRow("to the end of time?") << std::chrono::nanoseconds::max();
}

void TestSleep::canItSleepForEver()
{
    QFETCH(std::chrono::nanoseconds, duration);
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    std::stop_source source;
    const auto end = endOf(nap(duration, source.get_token()));
    waitForTask(nap(2ms, {}));
    QCOMPARE(*end, End::Running);
    source.request_stop();
    spin();
    QCOMPARE(*end, End::Stopped);
}

void TestSleep::canAnAwaiterBeMovedBeforeItIsAwaited()
{
    QCOMPARE(ended(napMoved(1ms, {})), End::Value);
    std::stop_source source;
    source.request_stop();
    QCOMPARE(ended(napMoved(1h, source.get_token())), End::Stopped);
}

void TestSleep::doesAStopFromAnotherThreadResumeItAtHome()
{
    Workers workers;
    for (int i = 0; i < 200; ++i) {
        std::stop_source source;
        auto task = isStoppedAtHome(source.get_token());
        workers.start([source]() mutable { source.request_stop(); });
        QVERIFY(waitForTask(std::move(task)));
    }
}

void TestSleep::can100000SleepersBeStopped()
{
    TaskScope scope;
    for (int i = 0; i < 100'000; ++i)
        scope.spawn(nap(1h, scope.token()));
    QCOMPARE(scope.running(), 100'000);
    scope.requestStop();
    waitForTask(scope.join(), kManyTimeout);
    QCOMPARE(scope.running(), 0);
}

void TestSleep::can100000SleepersWakeTogether()
{
    TaskScope scope;
    for (int i = 0; i < 100'000; ++i)
        scope.spawn(nap(1ms, scope.token()));
    waitForTask(scope.join(), kManyTimeout);
    QCOMPARE(scope.running(), 0);
}

QTEST_GUILESS_MAIN(TestSleep)
#include "tst_sleep.moc"
