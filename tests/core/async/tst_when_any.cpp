// SPDX-License-Identifier: MIT
#include "core/async/sleep.h"
#include "core/async/when_any.h"
#include "tests/core/async/helpers.h"

#include <QTest>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <vector>

using namespace std::chrono_literals;
using namespace sluice::async;
using namespace sluice::test;

namespace {

using IntShot = std::shared_ptr<OneShot<int>>;

/// Counts itself as ended only after a few turns of cleaning up.
Task<int> await(IntShot shot, std::stop_token stop, std::shared_ptr<int> ended)
{
    std::exception_ptr error;
    int value = 0;
    try {
        value = co_await Wait<int>(shot, stop);
    } catch (const Stopped &) {
        error = std::current_exception();
    }
    if (error) {
        for (int i = 0; i < 3; ++i)
            co_await sleepFor(0ns, std::stop_token());
    }
    ++*ended;
    if (error)
        std::rethrow_exception(error);
    co_return value;
}

Task<> nap(std::chrono::nanoseconds duration, std::stop_token stop)
{
    co_await sleepFor(duration, stop);
}

/// Neither copied nor made from nothing.
class Ticket
{
public:
    explicit Ticket(int number)
        : m_number(std::make_unique<int>(number))
    {
    }
    [[nodiscard]] int number() const { return *m_number; }

private:
    std::unique_ptr<int> m_number;
};

Task<Ticket> issue(int number, std::stop_token stop)
{
    co_await sleepFor(number == 1 ? 0ns : std::chrono::nanoseconds(1h), stop);
    co_return Ticket(number);
}

struct Runners {
    std::vector<IntShot> shots = {};
    std::shared_ptr<int> ended = std::make_shared<int>(0);

    explicit Runners(int count)
    {
        for (int i = 0; i < count; ++i)
            shots.push_back(std::make_shared<OneShot<int>>());
    }

    Task<First<int>> race(std::stop_token stop = {}) const
    {
        std::vector<Job<int>> jobs;
        for (const auto &shot : shots)
            jobs.push_back([shot, ended = ended](std::stop_token token) { return await(shot, token, ended); });
        return whenAny<int>(std::move(jobs), std::move(stop));
    }
};

} // namespace

class TestWhenAny : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesTheFirstResultWin();
    void areTheOthersJoinedBeforeItReturns();
    void doesAnErrorThatComesFirstWin();
    void isALaterErrorIgnored();
    void doesTheFirstOfTwoInOneTurnWin();
    void doesAStopEndAll_data();
    void doesAStopEndAll();
    void doesAResultBeatALaterStop();
    void isAJobThatThrowsBeforeItStartsTheWinner();
    void areNoJobsAnError();
    void canJobsHaveNoValue();
    void canValuesBeMoveOnlyWithoutADefault();
    void can100000JobsRace();
};

void TestWhenAny::doesTheFirstResultWin()
{
    const Runners runners(3);
    auto task = runners.race();
    runners.shots[1]->settle(7);
    const auto first = waitForTask(std::move(task));
    QCOMPARE(first.index, std::size_t(1));
    QCOMPARE(first.value, 7);
}

void TestWhenAny::areTheOthersJoinedBeforeItReturns()
{
    const Runners runners(5);
    auto task = runners.race();
    runners.shots[0]->settle(7);
    waitForTask(std::move(task));
    QCOMPARE(*runners.ended, 5);
}

void TestWhenAny::doesAnErrorThatComesFirstWin()
{
    const Runners runners(3);
    auto task = runners.race();
    runners.shots[2]->fail(std::make_exception_ptr(Boom()));
    runners.shots[1]->settle(7);
    QCOMPARE(ended(std::move(task)), End::Error);
}

void TestWhenAny::isALaterErrorIgnored()
{
    const Runners runners(3);
    auto task = runners.race();
    runners.shots[1]->settle(7);
    runners.shots[2]->fail(std::make_exception_ptr(Boom()));
    QCOMPARE(waitForTask(std::move(task)).value, 7);
}

void TestWhenAny::doesTheFirstOfTwoInOneTurnWin()
{
    const Runners runners(3);
    auto task = runners.race();
    runners.shots[2]->settle(2);
    runners.shots[0]->settle(0);
    QCOMPARE(waitForTask(std::move(task)).index, std::size_t(2));
    QCOMPARE(*runners.ended, 3);
}

void TestWhenAny::doesAStopEndAll_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("one that came before?") << true;
    QTest::newRow("one that comes meanwhile?") << false;
}

void TestWhenAny::doesAStopEndAll()
{
    QFETCH(bool, before);
    const Runners runners(4);
    std::stop_source source;
    if (before)
        source.request_stop();
    auto task = runners.race(source.get_token());
    source.request_stop();
    QCOMPARE(ended(std::move(task)), End::Stopped);
    QCOMPARE(*runners.ended, 4);
}

void TestWhenAny::doesAResultBeatALaterStop()
{
    const Runners runners(2);
    std::stop_source source;
    auto task = runners.race(source.get_token());
    runners.shots[1]->settle(7);
    source.request_stop();
    QCOMPARE(waitForTask(std::move(task)).value, 7);
}

void TestWhenAny::isAJobThatThrowsBeforeItStartsTheWinner()
{
    std::vector<Job<>> jobs;
    jobs.push_back([](std::stop_token stop) { return nap(1h, stop); });
    jobs.push_back([](std::stop_token) -> Task<> { throw Boom(); });
    QCOMPARE(ended(whenAny<void>(jobs, {})), End::Error);
}

void TestWhenAny::areNoJobsAnError()
{
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, waitForTask(whenAny<int>({}, {})));
}

void TestWhenAny::canJobsHaveNoValue()
{
    std::vector<Job<>> jobs;
    jobs.push_back([](std::stop_token stop) { return nap(1h, stop); });
    jobs.push_back([](std::stop_token stop) { return nap(1ms, stop); });
    QCOMPARE(waitForTask(whenAny<void>(jobs, {})).index, std::size_t(1));
}

void TestWhenAny::canValuesBeMoveOnlyWithoutADefault()
{
    std::vector<Job<Ticket>> jobs;
    for (int i = 0; i < 3; ++i)
        jobs.push_back([i](std::stop_token stop) { return issue(i, stop); });
    QCOMPARE(waitForTask(whenAny<Ticket>(jobs, {})).value.number(), 1);
}

void TestWhenAny::can100000JobsRace()
{
    std::vector<Job<>> jobs(100'000, [](std::stop_token stop) { return nap(1h, stop); });
    jobs.push_back([](std::stop_token stop) { return nap(0ns, stop); });
    QCOMPARE(waitForTask(whenAny<void>(jobs, {}), kManyTimeout).index, std::size_t(100'000));
}

QTEST_GUILESS_MAIN(TestWhenAny)
#include "tst_when_any.moc"
