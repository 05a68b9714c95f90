// SPDX-License-Identifier: MIT
#include "core/async/one_shot.h"
#include "core/async/sleep.h"
#include "tests/core/async/helpers.h"

#include <QTest>

#include <atomic>
#include <memory>

using namespace sluice::async;
using namespace sluice::test;

namespace {

using IntShot = std::shared_ptr<OneShot<int>>;

Task<int> await(IntShot shot, std::stop_token stop)
{
    co_return co_await Wait<int>(shot, stop);
}

Task<int> awaitMoved(IntShot shot, std::stop_token stop)
{
    Wait<int> first(shot, stop);
    Wait<int> second(std::move(first));
    co_return co_await std::move(second);
}

Task<Counted> awaitCounted(std::shared_ptr<OneShot<Counted>> shot)
{
    co_return co_await Wait<Counted>(shot, std::stop_token());
}

/// Where each of `rounds` waits, settled on other threads, was resumed.
Task<int> countForeignResumes(Workers *workers, int rounds)
{
    QThread *const home = QThread::currentThread();
    int foreign = 0;
    for (int i = 0; i < rounds; ++i) {
        const auto shot = std::make_shared<OneShot<int>>();
        workers->start([shot, i] { shot->settle(int(i)); });
        const int got = co_await Wait<int>(shot, std::stop_token());
        if (got != i || QThread::currentThread() != home)
            ++foreign;
    }
    co_return foreign;
}

/// A result and a stop race from two other threads; each round must end exactly once, in one of both ways.
Task<int> raceStopAndResult(Workers *workers, int rounds)
{
    QThread *const home = QThread::currentThread();
    int wrong = 0;
    for (int i = 0; i < rounds; ++i) {
        const auto shot = std::make_shared<OneShot<int>>();
        std::stop_source source;
        workers->start([shot] { shot->settle(7); });
        workers->start([source]() mutable { source.request_stop(); });
        try {
            const int got = co_await Wait<int>(shot, source.get_token());
            wrong += got == 7 ? 0 : 1;
        } catch (const Stopped &) {
            wrong += source.stop_requested() ? 0 : 1;
        }
        if (QThread::currentThread() != home)
            ++wrong;
    }
    co_return wrong;
}

Task<> noteThread(IntShot shot, std::shared_ptr<std::atomic<QThread *>> resumedOn)
{
    co_await Wait<int>(shot, std::stop_token());
    *resumedOn = QThread::currentThread();
}

} // namespace

class TestOneShot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesTheFirstResultCount();
    void doesARefusedValueStayWithTheCaller();
    void isAnExceptionThrownFromTheAwait();
    void isASettledOneGoneOnWithAtOnce();
    void isTheWaiterResumedFromTheLoopOnly();
    void doesAStopWin_data();
    void doesAStopWin();
    void canAnAwaiterBeMovedBeforeItIsAwaited();
    void isTheValueDestroyedOnce();
    void isTheWaiterResumedOnItsOwnThread();
    void isTheWaiterOfAnotherLoopResumedThere();
    void doStopAndResultFromOtherThreadsEndTheWaitOnce();
};

void TestOneShot::doesTheFirstResultCount()
{
    OneShot<int> shot;
    QVERIFY(!shot.isSettled());
    QVERIFY(shot.settle(1));
    QVERIFY(shot.isSettled());
    QVERIFY(!shot.settle(2));
    QVERIFY(!shot.fail(std::make_exception_ptr(Boom())));
    QCOMPARE(shot.take(), 1);
}

void TestOneShot::doesARefusedValueStayWithTheCaller()
{
    OneShot<std::unique_ptr<int>> shot;
    QVERIFY(shot.fail(std::make_exception_ptr(Boom())));
    auto value = std::make_unique<int>(1);
    QVERIFY(!shot.settle(std::move(value)));
    QVERIFY(value != nullptr);
}

void TestOneShot::isAnExceptionThrownFromTheAwait()
{
    const auto shot = std::make_shared<OneShot<int>>();
    auto task = await(shot, {});
    shot->fail(std::make_exception_ptr(Boom()));
    QVERIFY_THROWS_EXCEPTION(Boom, waitForTask(std::move(task)));
}

void TestOneShot::isASettledOneGoneOnWithAtOnce()
{
    const auto shot = std::make_shared<OneShot<int>>();
    shot->settle(3);
    auto task = await(shot, {});
    QVERIFY(task.isReady());
    QCOMPARE(waitForTask(std::move(task)), 3);
}

void TestOneShot::isTheWaiterResumedFromTheLoopOnly()
{
    const auto shot = std::make_shared<OneShot<int>>();
    auto task = await(shot, {});
    shot->settle(3);
    QVERIFY(!task.isReady());
    QCOMPARE(waitForTask(std::move(task)), 3);
}

void TestOneShot::doesAStopWin_data()
{
    QTest::addColumn<QString>("order");
    QTest::addColumn<bool>("wins");
    QTest::newRow("does a stop before the wait end it?") << QStringLiteral("stop wait settle") << true;
    QTest::newRow("does a stop during the wait end it?") << QStringLiteral("wait stop settle") << true;
    QTest::newRow("does a stop after the result leave it alone?") << QStringLiteral("wait settle stop") << false;
    QTest::newRow("is a result that was there first given all the same?")
        << QStringLiteral("settle stop wait") << false;
    QTest::newRow("does a stop after the end change nothing?") << QStringLiteral("wait settle spin stop") << false;
}

void TestOneShot::doesAStopWin()
{
    QFETCH(QString, order);
    QFETCH(bool, wins);
    const auto shot = std::make_shared<OneShot<int>>();
    std::stop_source source;
    std::shared_ptr<End> end;
    for (const QString &step : order.split(u' ')) {
        if (step == QStringLiteral("stop"))
            source.request_stop();
        else if (step == QStringLiteral("wait"))
            end = endOf(await(shot, source.get_token()));
        else if (step == QStringLiteral("settle"))
            QCOMPARE(shot->settle(1), !wins);
        else
            spin();
    }
    spin();
    QCOMPARE(*end, wins ? End::Stopped : End::Value);
}

void TestOneShot::canAnAwaiterBeMovedBeforeItIsAwaited()
{
    const auto shot = std::make_shared<OneShot<int>>();
    std::stop_source source;
    auto task = awaitMoved(shot, source.get_token());
    shot->settle(4);
    QCOMPARE(waitForTask(std::move(task)), 4);
    const auto other = std::make_shared<OneShot<int>>();
    auto stopped = awaitMoved(other, source.get_token());
    source.request_stop();
    QCOMPARE(ended(std::move(stopped)), End::Stopped);
}

void TestOneShot::isTheValueDestroyedOnce()
{
    const auto alive = std::make_shared<int>();
    {
        const auto shot = std::make_shared<OneShot<Counted>>();
        auto task = awaitCounted(shot);
        Counted value{alive, 5};
        shot->settle(std::move(value));
        const Counted got = waitForTask(std::move(task));
        QCOMPARE(got.value, 5);
        QCOMPARE(got.alive.use_count(), 2);
    }
    QCOMPARE(alive.use_count(), 1);
}

void TestOneShot::isTheWaiterResumedOnItsOwnThread()
{
    Workers workers;
    QCOMPARE(waitForTask(countForeignResumes(&workers, 1000), kManyTimeout), 0);
}

void TestOneShot::isTheWaiterOfAnotherLoopResumedThere()
{
    const auto resumedOn = std::make_shared<std::atomic<QThread *>>(nullptr);
    const auto shot = std::make_shared<OneShot<int>>();
    LoopThread other;
    other.run([&] { noteThread(shot, resumedOn); });
    shot->settle(1);
    QTRY_VERIFY(resumedOn->load() == other.thread());
}

void TestOneShot::doStopAndResultFromOtherThreadsEndTheWaitOnce()
{
    Workers workers;
    QCOMPARE(waitForTask(raceStopAndResult(&workers, 2000), kManyTimeout), 0);
}

QTEST_GUILESS_MAIN(TestOneShot)
#include "tst_one_shot.moc"
