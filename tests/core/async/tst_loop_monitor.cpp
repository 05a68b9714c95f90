// SPDX-License-Identifier: MIT
#include "core/async/loop_monitor.h"
#include "tests/core/async/helpers.h"

#include <QTest>

#include <chrono>

using namespace std::chrono_literals;
using namespace sluice::async;
using namespace sluice::test;

class TestLoopMonitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isNothingMeasuredBeforeTheFirstTick();
    void areTicksCounted();
    void isABlockedLoopSeen();
    void doesAResetForget();
    void isASlowCallbackNamed();
    void isACallbackWithinItsBudgetLeftOut();
    void areOnlyTheNewestKept();
    void mayThereBeNoMonitor();
};

void TestLoopMonitor::isNothingMeasuredBeforeTheFirstTick()
{
    const LoopMonitor monitor;
    QCOMPARE(monitor.lag().samples, qint64(0));
    QCOMPARE(monitor.lag().worst, std::chrono::nanoseconds(0));
    QCOMPARE(monitor.lag().p99, std::chrono::nanoseconds(0));
    QVERIFY(monitor.slow().empty());
}

void TestLoopMonitor::areTicksCounted()
{
    const LoopMonitor monitor(1ms);
    QTRY_VERIFY(monitor.lag().samples >= 5);
    const auto lag = monitor.lag();
    QVERIFY(lag.p50 >= std::chrono::nanoseconds(0));
    QVERIFY(lag.p50 <= lag.p99);
    QVERIFY(lag.p99 <= lag.worst);
}

void TestLoopMonitor::isABlockedLoopSeen()
{
    const LoopMonitor monitor(1ms);
    blockUntil(fromNow(31ms)); // the first tick was due after one of them
    QTRY_VERIFY(monitor.lag().samples >= 1);
    QVERIFY(monitor.lag().worst >= 30ms);
}

void TestLoopMonitor::doesAResetForget()
{
    LoopMonitor monitor(1ms, -1ms);
    {
        const LoopMonitor::Guard guard(&monitor, "any");
    }
    QTRY_VERIFY(monitor.lag().samples >= 1);
    monitor.reset();
    QCOMPARE(monitor.lag().samples, qint64(0));
    QCOMPARE(monitor.lag().worst, std::chrono::nanoseconds(0));
    QVERIFY(monitor.slow().empty());
    QTRY_VERIFY(monitor.lag().samples >= 1); // it goes on
}

void TestLoopMonitor::isASlowCallbackNamed()
{
    LoopMonitor monitor(1h, 2ms);
    const auto begin = Clock::now();
    {
        const LoopMonitor::Guard guard(&monitor, "socket");
        blockUntil(fromNow(3ms));
    }
    QCOMPARE(monitor.slow().size(), std::size_t(1));
    const auto &slow = monitor.slow().front();
    QCOMPARE(slow.name, QStringLiteral("socket"));
    QVERIFY(slow.took > 3ms);
    QVERIFY(slow.at >= begin);
}

void TestLoopMonitor::isACallbackWithinItsBudgetLeftOut()
{
    LoopMonitor monitor(1h, 1h);
    {
        const LoopMonitor::Guard guard(&monitor, "quick");
    }
    QVERIFY(monitor.slow().empty());
}

void TestLoopMonitor::areOnlyTheNewestKept()
{
    LoopMonitor monitor(1h, -1ms); // everything is over this budget
    {
        const LoopMonitor::Guard guard(&monitor, "oldest");
    }
    for (std::size_t i = 0; i < LoopMonitor::kKept; ++i)
        const LoopMonitor::Guard guard(&monitor, "later");
    QCOMPARE(monitor.slow().size(), LoopMonitor::kKept);
    QCOMPARE(monitor.slow().front().name, QStringLiteral("later"));
    QCOMPARE(monitor.slow().back().name, QStringLiteral("later"));
}

void TestLoopMonitor::mayThereBeNoMonitor()
{
    const LoopMonitor monitor(1h, -1ms); // it would note anything at all
    {
        const LoopMonitor::Guard guard(nullptr, "nobody looks");
    }
    QVERIFY(monitor.slow().empty());
}

QTEST_GUILESS_MAIN(TestLoopMonitor)
#include "tst_loop_monitor.moc"
