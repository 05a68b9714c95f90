// SPDX-License-Identifier: MIT
#include "core/async/shield.h"
#include "core/async/sleep.h"
#include "core/async/with_timeout.h"
#include "tests/core/async/helpers.h"

#include <QTest>

#include <chrono>
#include <memory>

using namespace std::chrono_literals;
using namespace sluice::async;
using namespace sluice::test;

namespace {

using IntShot = std::shared_ptr<OneShot<int>>;

Task<int> await(IntShot shot, std::stop_token stop, bool *ended)
{
    try {
        const int value = co_await Wait<int>(shot, stop);
        *ended = true;
        co_return value;
    } catch (...) {
        *ended = true;
        throw;
    }
}

Task<> nap(std::stop_token stop)
{
    co_await sleepFor(1ms, stop);
}

Task<std::unique_ptr<int>> makeUnique(std::stop_token stop)
{
    co_await sleepFor(0ns, stop);
    co_return std::make_unique<int>(5);
}

} // namespace

class TestShield : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheResultGiven();
    void isAResultThatIsThereGivenAtOnce();
    void isTheErrorGivenAndNotReportedTwice();
    void doesTheTaskSurviveAStop_data();
    void doesTheTaskSurviveAStop();
    void doesTheTaskSurviveATimeout();
    void isAnErrorNobodyWaitsForReportedByTheKeeper();
    void doesAStopOfTheKeeperReachTheTask();
    void canTheTaskHaveNoValue();
    void canTheValueBeMoveOnly();
};

void TestShield::isTheResultGiven()
{
    TaskScope keeper;
    bool innerEnded = false;
    const auto shot = std::make_shared<OneShot<int>>();
    auto task = shield<int>(&keeper, await(shot, keeper.token(), &innerEnded), {});
    shot->settle(3);
    QCOMPARE(waitForTask(std::move(task)), 3);
    waitForTask(keeper.join());
}

void TestShield::isAResultThatIsThereGivenAtOnce()
{
    TaskScope keeper;
    bool innerEnded = false;
    const auto shot = std::make_shared<OneShot<int>>();
    shot->settle(3);
    std::stop_source source;
    source.request_stop();
    auto task = shield<int>(&keeper, await(shot, keeper.token(), &innerEnded), source.get_token());
    QVERIFY(task.isReady());
    QCOMPARE(waitForTask(std::move(task)), 3);
}

void TestShield::isTheErrorGivenAndNotReportedTwice()
{
    TaskScope keeper;
    bool innerEnded = false;
    const auto shot = std::make_shared<OneShot<int>>();
    auto task = shield<int>(&keeper, await(shot, keeper.token(), &innerEnded), {});
    shot->fail(std::make_exception_ptr(Boom()));
    QCOMPARE(ended(std::move(task)), End::Error);
    QCOMPARE(ended(keeper.join()), End::Value);
}

void TestShield::doesTheTaskSurviveAStop_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("one that came before?") << true;
    QTest::newRow("one that comes meanwhile?") << false;
}

void TestShield::doesTheTaskSurviveAStop()
{
    QFETCH(bool, before);
    TaskScope keeper;
    bool innerEnded = false;
    std::stop_source source;
    if (before)
        source.request_stop();
    const auto shot = std::make_shared<OneShot<int>>();
    auto task = shield<int>(&keeper, await(shot, keeper.token(), &innerEnded), source.get_token());
    source.request_stop();
    QCOMPARE(ended(std::move(task)), End::Stopped);
    QVERIFY(!innerEnded);
    QCOMPARE(keeper.running(), 1);
    shot->settle(3);
    waitForTask(keeper.join());
    QVERIFY(innerEnded);
}

void TestShield::doesTheTaskSurviveATimeout()
{
    TaskScope keeper;
    bool innerEnded = false;
    const auto shot = std::make_shared<OneShot<int>>();
    const Job<int> job = [&](std::stop_token stop) {
        return shield<int>(&keeper, await(shot, keeper.token(), &innerEnded), stop);
    };
    QCOMPARE(ended(withTimeout<int>(1ms, job, {})), End::TimedOut);
    QVERIFY(!innerEnded);
    shot->settle(3);
    waitForTask(keeper.join());
    QVERIFY(innerEnded);
}

void TestShield::isAnErrorNobodyWaitsForReportedByTheKeeper()
{
    TaskScope keeper;
    bool innerEnded = false;
    std::stop_source source;
    const auto shot = std::make_shared<OneShot<int>>();
    auto task = shield<int>(&keeper, await(shot, keeper.token(), &innerEnded), source.get_token());
    source.request_stop();
    QCOMPARE(ended(std::move(task)), End::Stopped);
    shot->fail(std::make_exception_ptr(Boom()));
    QCOMPARE(ended(keeper.join()), End::Error);
}

void TestShield::doesAStopOfTheKeeperReachTheTask()
{
    TaskScope keeper;
    bool innerEnded = false;
    const auto shot = std::make_shared<OneShot<int>>();
    auto task = shield<int>(&keeper, await(shot, keeper.token(), &innerEnded), {});
    keeper.requestStop();
    QCOMPARE(ended(std::move(task)), End::Stopped);
    QCOMPARE(ended(keeper.join()), End::Value);
    QVERIFY(innerEnded);
}

void TestShield::canTheTaskHaveNoValue()
{
    TaskScope keeper;
    QCOMPARE(ended(shield<void>(&keeper, nap(keeper.token()), {})), End::Value);
    waitForTask(keeper.join());
}

void TestShield::canTheValueBeMoveOnly()
{
    TaskScope keeper;
    QCOMPARE(*waitForTask(shield<std::unique_ptr<int>>(&keeper, makeUnique(keeper.token()), {})), 5);
    waitForTask(keeper.join());
}

QTEST_GUILESS_MAIN(TestShield)
#include "tst_shield.moc"
