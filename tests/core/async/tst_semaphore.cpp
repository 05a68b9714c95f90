// SPDX-License-Identifier: MIT
#include "core/async/semaphore.h"
#include "core/async/task_scope.h"
#include "tests/core/async/helpers.h"
#include "tests/core/async/semaphore_bench.h"

#include <QTest>

#include <limits>
#include <memory>

using namespace sluice::async;
using namespace sluice::test;

namespace {

Task<> acquireAndDrop(Semaphore semaphore, std::stop_token stop)
{
    const Permit permit = co_await semaphore.acquire(stop);
}

Task<int> countForeignResumes(Semaphore semaphore, Workers *workers, int rounds)
{
    QThread *const home = QThread::currentThread();
    int foreign = 0;
    for (int i = 0; i < rounds; ++i) {
        std::stop_source source;
        workers->start([source]() mutable { source.request_stop(); });
        try {
            const Permit permit = co_await semaphore.acquire(source.get_token());
            ++foreign; // there is none to be had
        } catch (const Stopped &) {
            foreign += QThread::currentThread() == home ? 0 : 1;
        }
    }
    co_return foreign;
}

Task<> acquireMoved(Semaphore semaphore, std::stop_token stop)
{
    auto first = semaphore.acquire(stop);
    auto second = std::move(first);
    const Permit permit = co_await std::move(second);
}

} // namespace

class TestSemaphore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAFreePermitTakenAtOnce();
    void areWaitersServedInTheirOrder();
    void isAPermitGivenBackOnce();
    void doesAMovedPermitBelongToTheNewOwner();
    void doesAStopEndTheWait_data();
    void doesAStopEndTheWait();
    void isAPermitGrantedBeforeTheStopKept();
    void doesAStoppedAcquireLeaveTheNextAlone();
    void doesAStoppedWaiterInTheMiddleLeaveTheOrder();
    void doesALowerLimitTakeNothingAway();
    void doesAHigherLimitServeAtOnce();
    void isALimitBelowOneNone_data();
    void isALimitBelowOneNone();
    void doesTryAcquireJumpNoQueue();
    void mayAPermitOutliveItsSemaphore();
    void doCopiesShareThePermits();
    void canAnAwaiterBeMovedBeforeItIsAwaited();
    void doesAStopFromAnotherThreadResumeAtHome();
    void can100000WaitersBeServed();
    void can100000WaitersBeStopped();
};

void TestSemaphore::isAFreePermitTakenAtOnce()
{
    SemaphoreBench bench(2);
    bench.acquire(1);
    bench.acquire(2);
    QCOMPARE(bench.granted, (Ids{1, 2}));
    QCOMPARE(bench.semaphore.held(), 2);
    QCOMPARE(bench.semaphore.waiting(), 0);
}

void TestSemaphore::areWaitersServedInTheirOrder()
{
    SemaphoreBench bench(1);
    for (int id = 1; id <= 4; ++id)
        bench.acquire(id);
    QCOMPARE(bench.semaphore.waiting(), 3);
    for (int id = 1; id <= 4; ++id) {
        bench.release(id);
        spin();
    }
    QCOMPARE(bench.granted, (Ids{1, 2, 3, 4}));
    QCOMPARE(bench.semaphore.held(), 0);
}

void TestSemaphore::isAPermitGivenBackOnce()
{
    Semaphore semaphore(2);
    auto one = semaphore.tryAcquire();
    const auto two = semaphore.tryAcquire();
    one->release();
    one->release();
    QVERIFY(!*one);
    QVERIFY(*two);
    QCOMPARE(semaphore.held(), 1);
}

void TestSemaphore::doesAMovedPermitBelongToTheNewOwner()
{
    Semaphore semaphore(2);
    Permit one = *semaphore.tryAcquire();
    Permit two = *semaphore.tryAcquire();
    Permit three = std::move(one);
    QVERIFY(!one);
    QVERIFY(three);
    QCOMPARE(semaphore.held(), 2);
    three = std::move(two); // gives back what it held
    QCOMPARE(semaphore.held(), 1);
    Permit &same = three;
    three = std::move(same);
    QVERIFY(three);
    QCOMPARE(semaphore.held(), 1);
}

void TestSemaphore::doesAStopEndTheWait_data()
{
    QTest::addColumn<bool>("before");
    QTest::addColumn<int>("limit");
    QTest::newRow("one that came before, with a permit free?") << true << 1;
    QTest::newRow("one that came before, with none free?") << true << 0;
    QTest::newRow("one that comes while it waits?") << false << 0;
}

void TestSemaphore::doesAStopEndTheWait()
{
    QFETCH(bool, before);
    QFETCH(int, limit);
    SemaphoreBench bench(limit);
    bench.acquire(1, before);
    bench.stop(1);
    QVERIFY(bench.stopped.empty()); // it is told by the loop
    spin();
    QCOMPARE(bench.stopped, (Ids{1}));
    QCOMPARE(bench.semaphore.held(), 0);
    QCOMPARE(bench.semaphore.waiting(), 0);
}

void TestSemaphore::isAPermitGrantedBeforeTheStopKept()
{
    SemaphoreBench bench(1);
    bench.acquire(1);
    bench.acquire(2);
    bench.release(1);
    bench.stop(2); // granted already, not yet resumed
    spin();
    QCOMPARE(bench.granted, (Ids{1, 2}));
    QVERIFY(bench.stopped.empty());
}

void TestSemaphore::doesAStoppedAcquireLeaveTheNextAlone()
{
    SemaphoreBench bench(1);
    bench.acquire(1, true);
    bench.acquire(2);
    spin();
    QCOMPARE(bench.granted, (Ids{2}));
    QCOMPARE(bench.stopped, (Ids{1}));
}

void TestSemaphore::doesAStoppedWaiterInTheMiddleLeaveTheOrder()
{
    SemaphoreBench bench(1);
    for (int id = 1; id <= 5; ++id)
        bench.acquire(id);
    bench.stop(3);
    bench.release(1);
    spin();
    bench.release(2);
    spin();
    bench.stop(5);
    bench.release(4); // 5 was stopped in this very turn: nobody is left
    spin();
    QCOMPARE(bench.granted, (Ids{1, 2, 4}));
    QCOMPARE(bench.stopped, (Ids{3, 5}));
    QCOMPARE(bench.semaphore.held(), 0);
    QCOMPARE(bench.semaphore.waiting(), 0);
}

void TestSemaphore::doesALowerLimitTakeNothingAway()
{
    SemaphoreBench bench(4);
    for (int id = 1; id <= 6; ++id)
        bench.acquire(id);
    bench.semaphore.setLimit(2);
    QCOMPARE(bench.semaphore.limit(), 2);
    QCOMPARE(bench.semaphore.held(), 4);
    bench.release(1);
    bench.release(2);
    spin();
    QCOMPARE(bench.granted, (Ids{1, 2, 3, 4})); // two are held: no more than the limit
    bench.release(3);
    spin();
    QCOMPARE(bench.granted, (Ids{1, 2, 3, 4, 5}));
    bench.semaphore.setLimit(3);
    spin();
    QCOMPARE(bench.granted, (Ids{1, 2, 3, 4, 5, 6}));
}

void TestSemaphore::doesAHigherLimitServeAtOnce()
{
    SemaphoreBench bench(0);
    for (int id = 1; id <= 4; ++id)
        bench.acquire(id);
    bench.semaphore.setLimit(3);
    QCOMPARE(bench.semaphore.held(), 3);
    spin();
    QCOMPARE(bench.granted, (Ids{1, 2, 3}));
}

void TestSemaphore::isALimitBelowOneNone_data()
{
    QTest::addColumn<int>("limit");
    QTest::newRow("zero?") << 0;
    QTest::newRow("minus one?") << -1;
    QTest::newRow("the least int?") << std::numeric_limits<int>::min();
}

void TestSemaphore::isALimitBelowOneNone()
{
    QFETCH(int, limit);
    Semaphore made(limit);
    QCOMPARE(made.limit(), 0);
    QVERIFY(!made.tryAcquire());
    Semaphore turned(1);
    turned.setLimit(limit);
    QCOMPARE(turned.limit(), 0);
    QVERIFY(!turned.tryAcquire());
}

void TestSemaphore::doesTryAcquireJumpNoQueue()
{
    SemaphoreBench bench(1);
    bench.acquire(1);
    bench.acquire(2);
    QVERIFY(!bench.semaphore.tryAcquire());
    bench.release(1); // goes to 2, although that is not resumed yet
    QVERIFY(!bench.semaphore.tryAcquire());
    spin();
    bench.release(2);
    QVERIFY(bench.semaphore.tryAcquire());
}

void TestSemaphore::mayAPermitOutliveItsSemaphore()
{
    Permit permit;
    auto end = std::make_shared<End>(End::Running);
    {
        Semaphore semaphore(1);
        permit = *semaphore.tryAcquire();
        end = endOf(acquireAndDrop(semaphore, {}));
    }
    permit.release();
    spin();
    QCOMPARE(*end, End::Value);
}

void TestSemaphore::doCopiesShareThePermits()
{
    Semaphore one(1);
    Semaphore two = one;
    Semaphore three = std::move(one); // a move is a copy: `one` stays usable
    const auto permit = two.tryAcquire();
    QVERIFY(permit);
    QVERIFY(!three.tryAcquire());
    QCOMPARE(one.held(), 1);
}

void TestSemaphore::canAnAwaiterBeMovedBeforeItIsAwaited()
{
    Semaphore semaphore(1);
    QCOMPARE(ended(acquireMoved(semaphore, {})), End::Value);
    semaphore.setLimit(0);
    std::stop_source source;
    const auto end = endOf(acquireMoved(semaphore, source.get_token()));
    source.request_stop();
    spin();
    QCOMPARE(*end, End::Stopped);
}

void TestSemaphore::doesAStopFromAnotherThreadResumeAtHome()
{
    Workers workers;
    Semaphore semaphore(0);
    QCOMPARE(waitForTask(countForeignResumes(semaphore, &workers, 500), kManyTimeout), 0);
    QCOMPARE(semaphore.waiting(), 0);
}

void TestSemaphore::can100000WaitersBeServed()
{
    Semaphore semaphore(0);
    TaskScope scope;
    for (int i = 0; i < 100'000; ++i)
        scope.spawn(acquireAndDrop(semaphore, scope.token()));
    QCOMPARE(semaphore.waiting(), 100'000);
    semaphore.setLimit(7);
    waitForTask(scope.join(), kManyTimeout);
    QCOMPARE(semaphore.held(), 0);
}

void TestSemaphore::can100000WaitersBeStopped()
{
    Semaphore semaphore(0);
    TaskScope scope;
    for (int i = 0; i < 100'000; ++i)
        scope.spawn(acquireAndDrop(semaphore, scope.token()));
    scope.requestStop();
    waitForTask(scope.join(), kManyTimeout);
    QCOMPARE(semaphore.waiting(), 0);
    semaphore.setLimit(1);
    QVERIFY(semaphore.tryAcquire());
}

QTEST_GUILESS_MAIN(TestSemaphore)
#include "tst_semaphore.moc"
