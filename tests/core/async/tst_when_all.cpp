// SPDX-License-Identifier: MIT
#include "core/async/sleep.h"
#include "core/async/when_all.h"
#include "tests/core/async/helpers.h"

#include <QTest>

#include <chrono>
#include <memory>
#include <vector>

using namespace std::chrono_literals;
using namespace sluice::async;
using namespace sluice::test;

namespace {

using IntShot = std::shared_ptr<OneShot<int>>;

std::vector<IntShot> shots(int count)
{
    std::vector<IntShot> all;
    for (int i = 0; i < count; ++i)
        all.push_back(std::make_shared<OneShot<int>>());
    return all;
}

Task<int> await(IntShot shot, std::stop_token stop)
{
    co_return co_await Wait<int>(shot, stop);
}

Task<> napVoid(std::stop_token stop)
{
    co_await sleepFor(1ms, stop);
}

Task<std::unique_ptr<int>> makeUnique(int value, std::stop_token stop)
{
    co_await sleepFor(0ns, stop);
    co_return std::make_unique<int>(value);
}

Task<Counted> makeCounted(std::shared_ptr<int> alive, std::stop_token stop)
{
    co_await sleepFor(0ns, stop);
    Counted counted{alive, 1};
    co_return counted;
}

std::vector<Job<int>> jobsFor(const std::vector<IntShot> &shots)
{
    std::vector<Job<int>> jobs;
    for (const auto &shot : shots)
        jobs.push_back([shot](std::stop_token stop) { return await(shot, stop); });
    return jobs;
}

template <typename T>
End endOfResult(Result<T> &result)
{
    try {
        result.take();
        return End::Value;
    } catch (const Stopped &) {
        return End::Stopped;
    } catch (const Boom &) {
        return End::Error;
    }
}

} // namespace

class TestWhenAll : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areResultsInTheOrderOfTheJobs();
    void doesItWaitForTheLast();
    void doesAFailureReachTheOthers_data();
    void doesAFailureReachTheOthers();
    void isAJobThatThrowsBeforeItStartsAFailedResult();
    void doesAStopReachAllJobs_data();
    void doesAStopReachAllJobs();
    void isAFinishedResultKeptThroughAStop();
    void areNoJobsDoneAtOnce();
    void canJobsHaveNoValue();
    void canValuesBeMoveOnly();
    void areValuesDestroyedOnce();
    void can100000JobsRunTogether();
};

void TestWhenAll::areResultsInTheOrderOfTheJobs()
{
    const auto all = shots(3);
    auto task = whenAll<int>(jobsFor(all), OnFailure::LeaveOthers, {});
    all[2]->settle(30);
    all[0]->settle(10);
    all[1]->settle(20);
    auto results = waitForTask(std::move(task));
    QCOMPARE(results.size(), std::size_t(3));
    QCOMPARE(results[0].take(), 10);
    QCOMPARE(results[1].take(), 20);
    QCOMPARE(results[2].take(), 30);
    QVERIFY(results[0].error() == nullptr);
}

void TestWhenAll::doesItWaitForTheLast()
{
    const auto all = shots(3);
    const auto end = endOf(whenAll<int>(jobsFor(all), OnFailure::StopOthers, {}));
    all[0]->settle(1);
    all[2]->settle(1);
    spin();
    QCOMPARE(*end, End::Running);
    all[1]->settle(1);
    spin();
    QCOMPARE(*end, End::Value);
}

void TestWhenAll::doesAFailureReachTheOthers_data()
{
    QTest::addColumn<OnFailure>("onFailure");
    QTest::newRow("are they left alone?") << OnFailure::LeaveOthers;
    QTest::newRow("are they stopped when asked for?") << OnFailure::StopOthers;
}

void TestWhenAll::doesAFailureReachTheOthers()
{
    QFETCH(OnFailure, onFailure);
    const auto all = shots(3);
    auto task = whenAll<int>(jobsFor(all), onFailure, {});
    all[0]->settle(1);
    all[1]->fail(std::make_exception_ptr(Boom()));
    spin();
    all[2]->settle(3);
    auto results = waitForTask(std::move(task));
    QCOMPARE(endOfResult(results[0]), End::Value);
    QCOMPARE(endOfResult(results[1]), End::Error);
    QVERIFY(!results[1].ok());
    QVERIFY(results[1].error() != nullptr);
    QCOMPARE(endOfResult(results[2]), onFailure == OnFailure::StopOthers ? End::Stopped : End::Value);
}

void TestWhenAll::isAJobThatThrowsBeforeItStartsAFailedResult()
{
    const auto all = shots(1);
    auto jobs = jobsFor(all);
    jobs.push_back([](std::stop_token) -> Task<int> { throw Boom(); });
    auto task = whenAll<int>(jobs, OnFailure::LeaveOthers, {});
    all[0]->settle(1);
    auto results = waitForTask(std::move(task));
    QCOMPARE(endOfResult(results[0]), End::Value);
    QCOMPARE(endOfResult(results[1]), End::Error);
}

void TestWhenAll::doesAStopReachAllJobs_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("one that came before?") << true;
    QTest::newRow("one that comes meanwhile?") << false;
}

void TestWhenAll::doesAStopReachAllJobs()
{
    QFETCH(bool, before);
    std::stop_source source;
    if (before)
        source.request_stop();
    auto task = whenAll<int>(jobsFor(shots(3)), OnFailure::LeaveOthers, source.get_token());
    source.request_stop();
    auto results = waitForTask(std::move(task));
    for (auto &result : results)
        QCOMPARE(endOfResult(result), End::Stopped);
}

void TestWhenAll::isAFinishedResultKeptThroughAStop()
{
    const auto all = shots(2);
    std::stop_source source;
    auto task = whenAll<int>(jobsFor(all), OnFailure::LeaveOthers, source.get_token());
    all[0]->settle(1);
    source.request_stop();
    auto results = waitForTask(std::move(task));
    QCOMPARE(endOfResult(results[0]), End::Value);
    QCOMPARE(endOfResult(results[1]), End::Stopped);
}

void TestWhenAll::areNoJobsDoneAtOnce()
{
    auto task = whenAll<int>({}, OnFailure::StopOthers, {});
    QVERIFY(task.isReady());
    QVERIFY(waitForTask(std::move(task)).empty());
}

void TestWhenAll::canJobsHaveNoValue()
{
    const std::vector<Job<>> jobs(2, &napVoid);
    auto results = waitForTask(whenAll<void>(jobs, OnFailure::StopOthers, {}));
    QVERIFY(results[0].ok());
    QVERIFY(results[1].ok());
}

void TestWhenAll::canValuesBeMoveOnly()
{
    std::vector<Job<std::unique_ptr<int>>> jobs;
    for (int i = 0; i < 2; ++i)
        jobs.push_back([i](std::stop_token stop) { return makeUnique(i, stop); });
    auto results = waitForTask(whenAll<std::unique_ptr<int>>(jobs, OnFailure::StopOthers, {}));
    QCOMPARE(*results[1].take(), 1);
}

void TestWhenAll::areValuesDestroyedOnce()
{
    const auto alive = std::make_shared<int>();
    {
        std::vector<Job<Counted>> jobs;
        for (int i = 0; i < 4; ++i)
            jobs.push_back(
                [watched = std::weak_ptr(alive)](std::stop_token stop) { return makeCounted(watched.lock(), stop); });
        const auto results = waitForTask(whenAll<Counted>(jobs, OnFailure::StopOthers, {}));
        QCOMPARE(alive.use_count(), 5);
    }
    QCOMPARE(alive.use_count(), 1);
}

void TestWhenAll::can100000JobsRunTogether()
{
    const std::vector<Job<>> jobs(100'000, &napVoid);
    const auto results = waitForTask(whenAll<void>(jobs, OnFailure::StopOthers, {}), kManyTimeout);
    QVERIFY(std::ranges::all_of(results, &Result<void>::ok));
}

QTEST_GUILESS_MAIN(TestWhenAll)
#include "tst_when_all.moc"
