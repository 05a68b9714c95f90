// SPDX-License-Identifier: MIT
#include "core/async/sleep.h"
#include "core/async/with_timeout.h"
#include "tests/core/async/helpers.h"

#include <QTest>

#include <chrono>
#include <memory>
#include <string>

using namespace std::chrono_literals;
using namespace sluice::async;
using namespace sluice::test;

namespace {

enum class AfterStop {
    ThrowStopped,
    ThrowError,
    ReturnValue,
};

Task<int> work(std::chrono::nanoseconds duration, AfterStop afterStop, std::stop_token stop, bool *ended)
{
    bool stopped = false;
    try {
        co_await sleepFor(duration, stop);
    } catch (const Stopped &) {
        stopped = true;
    }
    if (stopped) {
        for (int i = 0; i < 3; ++i)
            co_await sleepFor(0ns, std::stop_token()); // the clean-up takes its time
    }
    *ended = true;
    if (stopped && afterStop == AfterStop::ThrowStopped)
        throw Stopped();
    if (stopped && afterStop == AfterStop::ThrowError)
        throw Boom();
    co_return stopped ? 2 : 1;
}

Task<int> failLater(std::stop_token stop)
{
    co_await sleepFor(1ms, stop);
    throw Boom();
}

Task<int> stopItself(std::stop_token stop)
{
    co_await sleepFor(0ns, stop);
    throw Stopped();
}

Task<std::unique_ptr<int>> makeUnique(std::stop_token stop)
{
    co_await sleepFor(0ns, stop);
    co_return std::make_unique<int>(5);
}

Task<int> sleeper(std::chrono::nanoseconds duration, std::stop_token stop)
{
    co_await sleepFor(duration, stop);
    co_return 1;
}

/// The inner timeout of two; says which of them ended it.
Task<std::string> innerTimeout(std::chrono::nanoseconds duration, std::stop_token stop, std::shared_ptr<End> innerEnd)
{
    const Job<int> job = [](std::stop_token token) {
        return sleeper(1h, token);
    };
    try {
        co_await withTimeout<int>(duration, job, stop);
    } catch (const TimedOut &) {
        *innerEnd = End::TimedOut;
        co_return "inner";
    } catch (const Stopped &) {
        *innerEnd = End::Stopped;
        throw;
    }
    co_return "none";
}

Task<std::string> bothTimeouts(
    std::chrono::nanoseconds inner, std::chrono::nanoseconds outer, std::stop_token stop, std::shared_ptr<End> innerEnd)
{
    const Job<std::string> job = [inner, innerEnd](std::stop_token token) {
        return innerTimeout(inner, token, innerEnd);
    };
    try {
        co_return co_await withTimeout<std::string>(outer, job, stop);
    } catch (const TimedOut &) {
        co_return "outer";
    }
}

} // namespace

Q_DECLARE_METATYPE(std::chrono::nanoseconds)

class TestWithTimeout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAResultInTimeGiven();
    void isAnErrorOfTheJobGiven();
    void isTheJobJoinedBeforeTheTimeoutIsThrown();
    void doesWhatTheJobDeliversAfterItsStopCount_data();
    void doesWhatTheJobDeliversAfterItsStopCount();
    void doesAResultAtTheSameMomentWin_data();
    void doesAResultAtTheSameMomentWin();
    void isAStopAStopAndNotATimeout_data();
    void isAStopAStopAndNotATimeout();
    void isAJobThatStopsItselfNotATimeout();
    void doesTheJobStartWithNoTimeAtAll_data();
    void doesTheJobStartWithNoTimeAtAll();
    void canTheTimeBeEndless();
    void isAJobThatThrowsBeforeItStartsAnError();
    void whichOfTwoTimeoutsIsReported_data();
    void whichOfTwoTimeoutsIsReported();
    void doesAStopPassThroughTwoTimeouts();
    void canValuesBeMoveOnly();
};

void TestWithTimeout::isAResultInTimeGiven()
{
    bool ended = false;
    const Job<int> job = [&ended](std::stop_token stop) {
        return work(1ms, AfterStop::ThrowStopped, stop, &ended);
    };
    QCOMPARE(waitForTask(withTimeout<int>(1h, job, {})), 1);
    QVERIFY(ended);
}

void TestWithTimeout::isAnErrorOfTheJobGiven()
{
    QVERIFY_THROWS_EXCEPTION(Boom, waitForTask(withTimeout<int>(1h, &failLater, {})));
}

void TestWithTimeout::isTheJobJoinedBeforeTheTimeoutIsThrown()
{
    bool ended = false;
    const Job<int> job = [&ended](std::stop_token stop) {
        return work(1h, AfterStop::ThrowStopped, stop, &ended);
    };
    const auto begin = Clock::now();
    QVERIFY_THROWS_EXCEPTION(TimedOut, waitForTask(withTimeout<int>(5ms, job, {})));
    QVERIFY(ended);
    QVERIFY(Clock::now() - begin >= 5ms);
}

void TestWithTimeout::doesWhatTheJobDeliversAfterItsStopCount_data()
{
    QTest::addColumn<AfterStop>("afterStop");
    QTest::addColumn<End>("end");
    QTest::newRow("is a stopped job a timeout?") << AfterStop::ThrowStopped << End::TimedOut;
    QTest::newRow("is an error of its own kept?") << AfterStop::ThrowError << End::Error;
    QTest::newRow("is a result it has all the same kept?") << AfterStop::ReturnValue << End::Value;
}

void TestWithTimeout::doesWhatTheJobDeliversAfterItsStopCount()
{
    QFETCH(AfterStop, afterStop);
    QFETCH(End, end);
    bool jobEnded = false;
    const Job<int> job = [&](std::stop_token stop) {
        return work(1h, afterStop, stop, &jobEnded);
    };
    QCOMPARE(ended(withTimeout<int>(1ms, job, {})), end);
    QVERIFY(jobEnded);
}

void TestWithTimeout::doesAResultAtTheSameMomentWin_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("work");
    QTest::addColumn<std::chrono::nanoseconds>("timeout");
    QTest::addColumn<End>("end");
    QTest::newRow("when it came just before?")
        << std::chrono::nanoseconds(1ms) << std::chrono::nanoseconds(2ms) << End::Value;
    QTest::newRow("not when it came just after?")
        << std::chrono::nanoseconds(2ms) << std::chrono::nanoseconds(1ms) << End::TimedOut;
}

void TestWithTimeout::doesAResultAtTheSameMomentWin()
{
    QFETCH(std::chrono::nanoseconds, work);
    QFETCH(std::chrono::nanoseconds, timeout);
    QFETCH(End, end);
    const Job<int> job = [work](std::stop_token stop) {
        return sleeper(work, stop);
    };
    auto task = withTimeout<int>(timeout, job, {});
    blockUntil(fromNow(3ms)); // both are due in one turn of the loop now
    QCOMPARE(ended(std::move(task)), end);
}

void TestWithTimeout::isAStopAStopAndNotATimeout_data()
{
    QTest::addColumn<bool>("before");
    QTest::addColumn<bool>("timedOutToo");
    QTest::newRow("when it came before?") << true << false;
    QTest::newRow("when it comes meanwhile?") << false << false;
    QTest::newRow("when both come together?") << false << true;
}

void TestWithTimeout::isAStopAStopAndNotATimeout()
{
    QFETCH(bool, before);
    QFETCH(bool, timedOutToo);
    std::stop_source source;
    if (before)
        source.request_stop();
    bool jobEnded = false;
    const Job<int> job = [&](std::stop_token stop) {
        return work(1h, AfterStop::ThrowStopped, stop, &jobEnded);
    };
    auto task = withTimeout<int>(timedOutToo ? std::chrono::nanoseconds(1ms) : 1h, job, source.get_token());
    Loop::Timer stopLater;
    if (timedOutToo) {
        stopLater = Loop::current()->callAt(fromNow(1ms), [source]() mutable { source.request_stop(); });
        blockUntil(fromNow(2ms)); // the timer of the timeout fires first, the stop in the same turn
    } else {
        source.request_stop();
    }
    QCOMPARE(ended(std::move(task)), End::Stopped);
    QVERIFY(jobEnded);
}

void TestWithTimeout::isAJobThatStopsItselfNotATimeout()
{
    QCOMPARE(ended(withTimeout<int>(1h, &stopItself, {})), End::Stopped);
}

void TestWithTimeout::doesTheJobStartWithNoTimeAtAll_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("duration");
    QTest::newRow("zero?") << std::chrono::nanoseconds(0);
    QTest::newRow("less than zero?") << std::chrono::nanoseconds(-1h);
    QTest::newRow("the least there is?") << std::chrono::nanoseconds::min();
}

void TestWithTimeout::doesTheJobStartWithNoTimeAtAll()
{
    QFETCH(std::chrono::nanoseconds, duration);
    bool jobEnded = false;
    const Job<int> job = [&](std::stop_token stop) {
        return work(1h, AfterStop::ThrowStopped, stop, &jobEnded);
    };
    QCOMPARE(ended(withTimeout<int>(duration, job, {})), End::TimedOut);
    QVERIFY(jobEnded);
}

void TestWithTimeout::canTheTimeBeEndless()
{
    const Job<int> job = [](std::stop_token stop) {
        return sleeper(2ms, stop);
    };
    QCOMPARE(waitForTask(withTimeout<int>(std::chrono::nanoseconds::max(), job, {})), 1);
}

void TestWithTimeout::isAJobThatThrowsBeforeItStartsAnError()
{
    const Job<int> job = [](std::stop_token) -> Task<int> {
        throw Boom();
    };
    QCOMPARE(ended(withTimeout<int>(1h, job, {})), End::Error);
}

void TestWithTimeout::whichOfTwoTimeoutsIsReported_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("inner");
    QTest::addColumn<std::chrono::nanoseconds>("outer");
    QTest::addColumn<std::chrono::nanoseconds>("blocked");
    QTest::addColumn<std::string>("reported");
    QTest::addColumn<End>("innerEnd");
    const std::chrono::nanoseconds none(0);
    QTest::newRow("the inner one when it is shorter?") << std::chrono::nanoseconds(1ms) << std::chrono::nanoseconds(1h)
                                                       << none << std::string("inner") << End::TimedOut;
    QTest::newRow("the outer one when it is shorter?") << std::chrono::nanoseconds(1h) << std::chrono::nanoseconds(1ms)
                                                       << none << std::string("outer") << End::Stopped;
    QTest::newRow("the outer one when both are due together?")
        << std::chrono::nanoseconds(1ms) << std::chrono::nanoseconds(2ms) << std::chrono::nanoseconds(3ms)
        << std::string("outer") << End::Stopped;
}

void TestWithTimeout::whichOfTwoTimeoutsIsReported()
{
    QFETCH(std::chrono::nanoseconds, inner);
    QFETCH(std::chrono::nanoseconds, outer);
    QFETCH(std::chrono::nanoseconds, blocked);
    QFETCH(std::string, reported);
    QFETCH(End, innerEnd);
    const auto gotInner = std::make_shared<End>(End::Running);
    auto task = bothTimeouts(inner, outer, {}, gotInner);
    blockUntil(fromNow(blocked));
    QCOMPARE(waitForTask(std::move(task)), reported);
    QCOMPARE(*gotInner, innerEnd);
}

void TestWithTimeout::doesAStopPassThroughTwoTimeouts()
{
    std::stop_source source;
    const auto innerEnd = std::make_shared<End>(End::Running);
    auto task = bothTimeouts(1h, 1h, source.get_token(), innerEnd);
    source.request_stop();
    QCOMPARE(ended(std::move(task)), End::Stopped);
    QCOMPARE(*innerEnd, End::Stopped);
}

void TestWithTimeout::canValuesBeMoveOnly()
{
    QCOMPARE(*waitForTask(withTimeout<std::unique_ptr<int>>(1h, &makeUnique, {})), 5);
}

QTEST_GUILESS_MAIN(TestWithTimeout)
#include "tst_with_timeout.moc"
