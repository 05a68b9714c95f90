// SPDX-License-Identifier: MIT
#include "core/async/offload.h"
#include "core/async/task_scope.h"
#include "tests/core/async/helpers.h"

#include <QTest>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <semaphore>
#include <vector>

using namespace sluice::async;
using namespace sluice::test;

namespace {

/// Counts the awaits of `rounds` that came back on another thread, and the works that ran on this one.
Task<int> countMisplaced(QThreadPool *pool, int rounds)
{
    QThread *const home = QThread::currentThread();
    int misplaced = 0;
    for (int i = 0; i < rounds; ++i) {
        auto task = offload(pool, [](const std::stop_token &) { return QThread::currentThread(); }, std::stop_token());
        const QThread *const there = co_await task;
        if (there == home || QThread::currentThread() != home)
            ++misplaced;
    }
    co_return misplaced;
}

/// As above, for works that throw.
Task<int> countMisplacedErrors(QThreadPool *pool, int rounds)
{
    QThread *const home = QThread::currentThread();
    int misplaced = 0;
    for (int i = 0; i < rounds; ++i) {
        auto task = offload(pool, [](const std::stop_token &) { throw Boom("from the pool"); }, std::stop_token());
        try {
            co_await task;
            ++misplaced;
        } catch (const Boom &) {
            misplaced += QThread::currentThread() == home ? 0 : 1;
        }
    }
    co_return misplaced;
}

/// Whether the work and all it captured are gone when the await comes back.
Task<int> countSurvivors(QThreadPool *pool, int rounds)
{
    int survivors = 0;
    for (int i = 0; i < rounds; ++i) {
        auto captured = std::make_shared<int>(i);
        const std::weak_ptr<int> watch = captured;
        auto work = [captured = std::move(captured)](const std::stop_token &) {
            return *captured;
        };
        auto task = offload(pool, std::move(work), std::stop_token());
        const int got = co_await task;
        if (got != i || !watch.expired())
            ++survivors;
    }
    co_return survivors;
}

/// A pool of one thread that is busy until it is let go.
class BusyPool
{
public:
    BusyPool()
    {
        m_pool.setMaxThreadCount(1);
        m_pool.start([this] { m_gate.acquire(); });
    }
    ~BusyPool() { letGo(); }
    BusyPool(const BusyPool &) = delete;
    BusyPool &operator=(const BusyPool &) = delete;

    QThreadPool *pool() { return &m_pool; }
    void letGo()
    {
        m_gate.release();
        m_pool.waitForDone();
    }

private:
    std::counting_semaphore<> m_gate{0};
    QThreadPool m_pool;
};

} // namespace

class TestOffload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesItRunThereAndResumeHere();
    void doErrorsComeBackHere();
    void canTheWorkHaveNoValue();
    void canTheWorkAndItsValueBeMoveOnly();
    void areValuesDestroyedOnce();
    void isTheWorkGoneWhenTheAwaitReturns();
    void isWorkStoppedBeforeItBeganNotRun_data();
    void isWorkStoppedBeforeItBeganNotRun();
    void doesRunningWorkSeeTheStop();
    void doesAStopAfterTheWorkChangeNothing();
    void isWorkThatThePoolDropsStopped();
    void can10000WorksRunTogether();
};

void TestOffload::doesItRunThereAndResumeHere()
{
    QThreadPool pool;
    QCOMPARE(waitForTask(countMisplaced(&pool, 1000), kManyTimeout), 0);
}

void TestOffload::doErrorsComeBackHere()
{
    QThreadPool pool;
    QCOMPARE(waitForTask(countMisplacedErrors(&pool, 500), kManyTimeout), 0);
}

void TestOffload::canTheWorkHaveNoValue()
{
    QThreadPool pool;
    std::atomic<bool> ran = false;
    waitForTask(offload(&pool, [&ran](const std::stop_token &) { ran = true; }, {}));
    QVERIFY(ran);
}

void TestOffload::canTheWorkAndItsValueBeMoveOnly()
{
    QThreadPool pool;
    auto work = [owned = std::make_unique<int>(6)](const std::stop_token &) mutable {
        return std::move(owned);
    };
    QCOMPARE(*waitForTask(offload(&pool, std::move(work), {})), 6);
}

void TestOffload::areValuesDestroyedOnce()
{
    QThreadPool pool;
    const auto alive = std::make_shared<int>();
    {
        const Counted got
            = waitForTask(offload(&pool, [alive](const std::stop_token &) { return Counted{alive, 2}; }, {}));
        QCOMPARE(got.value, 2);
        pool.waitForDone();
        QCOMPARE(alive.use_count(), 2);
    }
    QCOMPARE(alive.use_count(), 1);
}

void TestOffload::isTheWorkGoneWhenTheAwaitReturns()
{
    QThreadPool pool;
    QCOMPARE(waitForTask(countSurvivors(&pool, 1000), kManyTimeout), 0);
}

void TestOffload::isWorkStoppedBeforeItBeganNotRun_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("with a stop before the call?") << true;
    QTest::newRow("with a stop while it is queued?") << false;
}

void TestOffload::isWorkStoppedBeforeItBeganNotRun()
{
    QFETCH(bool, before);
    BusyPool busy;
    std::atomic<bool> ran = false;
    std::stop_source source;
    if (before)
        source.request_stop();
    const auto end = endOf(offload(busy.pool(), [&ran](const std::stop_token &) { ran = true; }, source.get_token()));
    source.request_stop();
    spin();
    QCOMPARE(*end, End::Running); // always joined: the pool has it still
    busy.letGo();
    spin();
    QCOMPARE(*end, End::Stopped);
    QVERIFY(!ran);
}

void TestOffload::doesRunningWorkSeeTheStop()
{
    QThreadPool pool;
    std::stop_source source;
    std::binary_semaphore began(0);
    auto task = offload(
        &pool,
        [&began](const std::stop_token &stop) {
            began.release();
            while (!stop.stop_requested())
                QThread::yieldCurrentThread();
            return 8;
        },
        source.get_token());
    began.acquire();
    source.request_stop();
    QCOMPARE(waitForTask(std::move(task)), 8);
}

void TestOffload::doesAStopAfterTheWorkChangeNothing()
{
    QThreadPool pool;
    std::stop_source source;
    auto task = offload(&pool, [](const std::stop_token &) { return 8; }, source.get_token());
    pool.waitForDone();
    source.request_stop(); // the value is there, the caller is not resumed yet
    QCOMPARE(waitForTask(std::move(task)), 8);
}

void TestOffload::isWorkThatThePoolDropsStopped()
{
    BusyPool busy;
    const auto captured = std::make_shared<int>();
    std::atomic<bool> ran = false;
    const auto end = endOf(offload(busy.pool(), [&ran, captured](const std::stop_token &) { ran = true; }, {}));
    busy.pool()->clear();
    spin();
    QCOMPARE(*end, End::Stopped);
    QVERIFY(!ran);
    QCOMPARE(captured.use_count(), 1);
}

void TestOffload::can10000WorksRunTogether()
{
    QThreadPool pool;
    std::atomic<int> ran = 0;
    TaskScope scope;
    for (int i = 0; i < 10'000; ++i)
        scope.spawn(offload(&pool, [&ran](const std::stop_token &) { ++ran; }, scope.token()));
    waitForTask(scope.join(), kManyTimeout);
    QCOMPARE(ran.load(), 10'000);
}

QTEST_GUILESS_MAIN(TestOffload)
#include "tst_offload.moc"
