// SPDX-License-Identifier: MIT
#include "core/async/channel.h"
#include "core/async/offload.h"
#include "core/async/semaphore.h"
#include "core/async/shield.h"
#include "core/async/sleep.h"
#include "core/async/task_scope.h"
#include "core/async/token_bucket.h"
#include "core/async/when_all.h"
#include "core/async/when_any.h"
#include "core/async/with_timeout.h"
#include "tests/core/async/helpers.h"

#include <QTest>
#include <QThreadPool>

#include <chrono>
#include <memory>
#include <vector>

using namespace std::chrono_literals;
using namespace sluice::async;
using namespace sluice::test;

namespace {

/// What all coroutines of the test share, as an engine's downloads do.
struct Engine {
    QThreadPool pool = {};
    Semaphore slots{3};
    TokenBucket rate{1};
    Channel<int> full{1};
    Channel<int> empty{1};
    TaskScope keeper = TaskScope();
    TaskScope scope = TaskScope();
    QThread *home = QThread::currentThread();
    int begun = 0;
    int ended = 0;
    int misplaced = 0;
};

/// Counts a coroutine in and, however it ends, out.
class Census
{
public:
    explicit Census(Engine *engine)
        : m_engine(engine)
    {
        ++m_engine->begun;
    }
    ~Census()
    {
        ++m_engine->ended;
        m_engine->misplaced += QThread::currentThread() == m_engine->home ? 0 : 1;
    }
    Census(const Census &) = delete;
    Census &operator=(const Census &) = delete;

private:
    Engine *m_engine;
};

Task<> sleepLong(Engine *engine, std::stop_token stop)
{
    const Census census(engine);
    co_await sleepFor(1h, stop);
}

Task<> holdASlot(Engine *engine, std::stop_token stop)
{
    const Census census(engine);
    const Permit permit = co_await engine->slots.acquire(stop);
    co_await sleepFor(1h, stop);
}

Task<> takeBytes(Engine *engine, std::stop_token stop)
{
    const Census census(engine);
    for (;;)
        co_await engine->rate.take(1, stop);
}

Task<> sendOne(Engine *engine, std::stop_token stop)
{
    const Census census(engine);
    co_await engine->full.send(1, stop);
    co_await sleepFor(1h, stop);
}

Task<> receiveOne(Engine *engine, std::stop_token stop)
{
    const Census census(engine);
    co_await engine->empty.receive(stop);
}

Task<> workInThePool(Engine *engine, std::stop_token stop)
{
    const Census census(engine);
    auto task = offload(
        &engine->pool,
        [](const std::stop_token &token) {
            while (!token.stop_requested())
                QThread::yieldCurrentThread();
        },
        stop);
    co_await task;
}

Task<> slotInTime(Engine *engine, std::stop_token stop)
{
    const Census census(engine);
    const Job<> job = [engine](std::stop_token token) {
        return holdASlot(engine, token);
    };
    auto task = withTimeout<void>(2h, job, stop);
    co_await task;
}

Task<> nest(Engine *engine, std::stop_token stop)
{
    const Census census(engine);
    std::vector<Job<>> jobs;
    jobs.push_back([engine](std::stop_token token) { return slotInTime(engine, token); });
    jobs.push_back([engine](std::stop_token token) { return takeBytes(engine, token); });
    auto any = whenAny<void>(jobs, stop);
    co_await any;
}

Task<> gather(Engine *engine, std::stop_token stop)
{
    const Census census(engine);
    std::vector<Job<>> jobs;
    jobs.push_back([engine](std::stop_token token) { return sendOne(engine, token); });
    jobs.push_back([engine](std::stop_token token) { return receiveOne(engine, token); });
    auto all = whenAll<void>(jobs, OnFailure::LeaveOthers, stop);
    co_await all;
}

Task<> shielded(Engine *engine, std::stop_token stop)
{
    const Census census(engine);
    auto task = shield<void>(&engine->keeper, sleepLong(engine, engine->keeper.token()), stop);
    co_await task;
}

using Child = Task<> (*)(Engine *, std::stop_token);

} // namespace

class TestShutdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesEverythingInFlightEnd_data();
    void doesEverythingInFlightEnd();
};

void TestShutdown::doesEverythingInFlightEnd_data()
{
    QTest::addColumn<bool>("begun");
    QTest::addColumn<bool>("fromAnotherThread");
    QTest::newRow("when all of it has begun?") << true << false;
    QTest::newRow("when none of it has had a turn?") << false << false;
    QTest::newRow("when the stop comes from another thread?") << true << true;
}

void TestShutdown::doesEverythingInFlightEnd()
{
    QFETCH(bool, begun);
    QFETCH(bool, fromAnotherThread);
    Engine engine;
    Workers workers;
    for (int i = 0; i < 200; ++i) {
        for (const Child child : {&sleepLong, &holdASlot, &takeBytes, &sendOne, &receiveOne, &nest, &gather, &shielded})
            engine.scope.spawn(child(&engine, engine.scope.token()));
    }
    engine.scope.spawn(workInThePool(&engine, engine.scope.token()));
    if (begun)
        spin();
    QVERIFY(engine.scope.running() > 1000);
    if (fromAnotherThread)
        workers.start([&engine] { engine.scope.requestStop(); });
    else
        engine.scope.requestStop();
    waitForTask(engine.scope.join(), kManyTimeout);
    QCOMPARE(engine.keeper.running(), 200); // the shield has held
    engine.keeper.requestStop();
    waitForTask(engine.keeper.join(), kManyTimeout);
    QCOMPARE(engine.ended, engine.begun);
    QCOMPARE(engine.misplaced, 0);
    QCOMPARE(engine.slots.held(), 0);
    QCOMPARE(engine.slots.waiting(), 0);
}

QTEST_GUILESS_MAIN(TestShutdown)
#include "tst_shutdown.moc"
