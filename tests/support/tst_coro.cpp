// SPDX-License-Identifier: MIT
#include "tests/support/coro.h"

#include <QCoroTimer>
#include <QTest>

#include <chrono>
#include <memory>

using namespace std::chrono_literals;
using sluice::test::TaskTimedOut;
using sluice::test::waitForTask;

namespace {

class Boom : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

QCoro::Task<std::unique_ptr<int>> value(bool suspend)
{
    if (suspend) {
        co_await QCoro::sleepFor(1ms);
    }
    co_return std::make_unique<int>(7);
}

QCoro::Task<> nothing(bool suspend, std::shared_ptr<bool> ran)
{
    if (suspend) {
        co_await QCoro::sleepFor(1ms);
    }
    *ran = true;
}

QCoro::Task<int> boom(bool suspend)
{
    if (suspend) {
        co_await QCoro::sleepFor(1ms);
    }
    throw Boom("boom");
}

QCoro::Task<int> late(std::shared_ptr<bool> ended)
{
    co_await QCoro::sleepFor(50ms);
    *ended = true;
    co_return 1;
}

} // namespace

class TestCoro : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ends_data();
    void ends();
    void givesUp();
};

void TestCoro::ends_data()
{
    QTest::addColumn<bool>("suspend");
    QTest::newRow("does a task that never suspends end?") << false;
    QTest::newRow("does a task that suspends end?") << true;
}

void TestCoro::ends()
{
    QFETCH(bool, suspend);
    QCOMPARE(*waitForTask(value(suspend)), 7);
    const auto ran = std::make_shared<bool>(false);
    waitForTask(nothing(suspend, ran));
    QVERIFY(*ran);
    QVERIFY_THROWS_EXCEPTION(Boom, waitForTask(boom(suspend)));
}

void TestCoro::givesUp()
{
    const auto ended = std::make_shared<bool>(false);
    QVERIFY_THROWS_EXCEPTION(TaskTimedOut, waitForTask(late(ended), 5));
    QVERIFY(!*ended);
    QTRY_VERIFY(*ended); // the task lives on, and its watcher finds nobody waiting
}

QTEST_GUILESS_MAIN(TestCoro)
#include "tst_coro.moc"
