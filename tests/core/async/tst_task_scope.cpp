// SPDX-License-Identifier: MIT
#include "core/async/sleep.h"
#include "core/async/task_scope.h"
#include "tests/core/async/helpers.h"

#include <QProcess>
#include <QTest>

#include <chrono>
#include <memory>
#include <string>

using namespace std::chrono_literals;
using namespace sluice::async;
using namespace sluice::test;

namespace {

constexpr auto kAbandon = "--abandon-children";

using Gate = std::shared_ptr<OneShot<std::monostate>>;

Gate gate()
{
    return std::make_shared<OneShot<std::monostate>>();
}

Task<> untilOpen(Gate gate, std::stop_token stop)
{
    co_await Wait<std::monostate>(gate, stop);
}

Task<> failWhenOpen(Gate gate, const char *what)
{
    co_await Wait<std::monostate>(gate, std::stop_token());
    throw Boom(what);
}

Task<> throwStopped(Gate gate)
{
    co_await Wait<std::monostate>(gate, std::stop_token());
    throw Stopped();
}

Task<> failAtOnce()
{
    throw Boom("at once");
    co_return;
}

/// Takes a few turns to clean up after its stop.
Task<> cleanUpSlowly(std::stop_token stop, bool *cleaned)
{
    try {
        co_await sleepFor(1h, stop);
    } catch (const Stopped &) {
    }
    for (int i = 0; i < 3; ++i)
        co_await sleepFor(0ns, std::stop_token());
    *cleaned = true;
}

/// Each generation spawns the next one while join() waits.
Task<> spawnMore(TaskScope *scope, int generations, int *ended)
{
    co_await sleepFor(0ns, std::stop_token());
    if (generations > 0)
        scope->spawn(spawnMore(scope, generations - 1, ended));
    ++*ended;
}

/// Whether a stop from another thread ends the child and the join at home.
Task<bool> isStoppedAtHome(Workers *workers)
{
    QThread *const home = QThread::currentThread();
    TaskScope scope;
    scope.spawn(untilOpen(gate(), scope.token()));
    TaskScope *const theScope = &scope;
    workers->start([theScope] { theScope->requestStop(); });
    co_await scope.join();
    workers->waitForDone();
    co_return QThread::currentThread() == home;
}

std::string errorOf(Task<> task)
{
    try {
        waitForTask(std::move(task));
    } catch (const std::exception &e) {
        return e.what();
    }
    return {};
}

} // namespace

class TestTaskScope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAnEmptyScopeJoinedAtOnce();
    void doesJoinWaitForEveryChild();
    void doesJoinThrowTheFirstError();
    void isTheErrorOfAChildThatFailsAtOnceKept();
    void doesAFailureReachTheSiblings_data();
    void doesAFailureReachTheSiblings();
    void isAStoppedChildAnError_data();
    void isAStoppedChildAnError();
    void doesAStopOfTheParentReachTheChildren_data();
    void doesAStopOfTheParentReachTheChildren();
    void doesAStopOfTheScopeLeaveTheParentAlone();
    void doesJoinWaitForTheCleanUp();
    void canAChildSpawnWhileJoinWaits();
    void canAScopeBeUsedAgain();
    void doesAStopFromAnotherThreadEndItAtHome();
    void can100000ChildrenBeStopped();
    void isAnErrorNobodyJoinedForReported();
    void doesDestructionWithChildrenAbort();
};

void TestTaskScope::isAnEmptyScopeJoinedAtOnce()
{
    TaskScope scope;
    auto join = scope.join();
    QVERIFY(join.isReady());
}

void TestTaskScope::doesJoinWaitForEveryChild()
{
    TaskScope scope;
    const auto one = gate();
    const auto two = gate();
    scope.spawn(untilOpen(one, scope.token()));
    scope.spawn(untilOpen(two, scope.token()));
    const auto joined = endOf(scope.join());
    two->settle({});
    spin();
    QCOMPARE(*joined, End::Running);
    QCOMPARE(scope.running(), 1);
    one->settle({});
    spin();
    QCOMPARE(*joined, End::Value);
    QCOMPARE(scope.running(), 0);
}

void TestTaskScope::doesJoinThrowTheFirstError()
{
    TaskScope scope;
    const auto one = gate();
    const auto two = gate();
    scope.spawn(failWhenOpen(one, "one"));
    scope.spawn(failWhenOpen(two, "two"));
    two->settle({});
    one->settle({});
    QCOMPARE(errorOf(scope.join()), "two");
    QCOMPARE(errorOf(scope.join()), ""); // reported once
}

void TestTaskScope::isTheErrorOfAChildThatFailsAtOnceKept()
{
    TaskScope scope;
    scope.spawn(failAtOnce());
    QCOMPARE(scope.running(), 0);
    QCOMPARE(errorOf(scope.join()), "at once");
}

void TestTaskScope::doesAFailureReachTheSiblings_data()
{
    QTest::addColumn<bool>("stopSiblings");
    QTest::newRow("are they stopped when that was asked for?") << true;
    QTest::newRow("are they left alone otherwise?") << false;
}

void TestTaskScope::doesAFailureReachTheSiblings()
{
    QFETCH(bool, stopSiblings);
    TaskScope scope({}, stopSiblings ? TaskScope::OnError::StopSiblings : TaskScope::OnError::KeepGoing);
    const auto one = gate();
    const auto two = gate();
    scope.spawn(failWhenOpen(one, "one"));
    scope.spawn(untilOpen(two, scope.token()));
    one->settle({});
    spin();
    QCOMPARE(scope.running(), stopSiblings ? 0 : 1);
    QCOMPARE(scope.token().stop_requested(), stopSiblings);
    two->settle({});
    QCOMPARE(errorOf(scope.join()), "one");
}

void TestTaskScope::isAStoppedChildAnError_data()
{
    QTest::addColumn<bool>("asked");
    QTest::newRow("not when a stop was asked for?") << true;
    QTest::newRow("when nobody asked for it?") << false;
}

void TestTaskScope::isAStoppedChildAnError()
{
    QFETCH(bool, asked);
    TaskScope scope;
    const auto one = gate();
    scope.spawn(throwStopped(one));
    if (asked)
        scope.requestStop();
    one->settle({});
    QCOMPARE(ended(scope.join()), asked ? End::Value : End::Stopped);
}

void TestTaskScope::doesAStopOfTheParentReachTheChildren_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("one that came before the scope?") << true;
    QTest::newRow("one that comes while they run?") << false;
}

void TestTaskScope::doesAStopOfTheParentReachTheChildren()
{
    QFETCH(bool, before);
    std::stop_source parent;
    if (before)
        parent.request_stop();
    TaskScope scope(parent.get_token());
    bool cleaned = false;
    scope.spawn(cleanUpSlowly(scope.token(), &cleaned));
    parent.request_stop();
    QCOMPARE(ended(scope.join()), End::Value);
    QVERIFY(cleaned);
}

void TestTaskScope::doesAStopOfTheScopeLeaveTheParentAlone()
{
    std::stop_source parent;
    TaskScope scope(parent.get_token());
    scope.requestStop();
    QVERIFY(scope.token().stop_requested());
    QVERIFY(!parent.stop_requested());
}

void TestTaskScope::doesJoinWaitForTheCleanUp()
{
    TaskScope scope;
    bool cleaned = false;
    scope.spawn(cleanUpSlowly(scope.token(), &cleaned));
    scope.requestStop();
    waitForTask(scope.join());
    QVERIFY(cleaned);
}

void TestTaskScope::canAChildSpawnWhileJoinWaits()
{
    TaskScope scope;
    int ended = 0;
    scope.spawn(spawnMore(&scope, 10, &ended));
    waitForTask(scope.join());
    QCOMPARE(ended, 11);
}

void TestTaskScope::canAScopeBeUsedAgain()
{
    TaskScope scope;
    for (int i = 0; i < 3; ++i) {
        int ended = 0;
        scope.spawn(spawnMore(&scope, 1, &ended));
        waitForTask(scope.join());
        QCOMPARE(ended, 2);
    }
}

void TestTaskScope::doesAStopFromAnotherThreadEndItAtHome()
{
    Workers workers;
    for (int i = 0; i < 200; ++i)
        QVERIFY(waitForTask(isStoppedAtHome(&workers)));
}

void TestTaskScope::can100000ChildrenBeStopped()
{
    TaskScope scope;
    for (int i = 0; i < 100'000; ++i)
        scope.spawn(untilOpen(gate(), scope.token()));
    scope.requestStop();
    QCOMPARE(scope.running(), 100'000);
    waitForTask(scope.join(), kManyTimeout);
    QCOMPARE(scope.running(), 0);
}

void TestTaskScope::isAnErrorNobodyJoinedForReported()
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("destroyed with a child's error")));
    TaskScope scope;
    scope.spawn(failAtOnce());
}

void TestTaskScope::doesDestructionWithChildrenAbort()
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(kAbandon)});
    QVERIFY2(process.waitForFinished(60'000), qPrintable(process.errorString()));
    const QByteArray output = process.readAll();
    QVERIFY2(output.contains("TaskScope destroyed with 2 children"), output.constData());
    QVERIFY(!output.contains("came out alive"));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (argc == 2 && QByteArrayView(argv[1]) == QByteArrayView(kAbandon)) {
        {
            TaskScope scope;
            scope.spawn(untilOpen(gate(), scope.token()));
            scope.spawn(untilOpen(gate(), scope.token()));
        }
        qWarning("came out alive");
        return 0;
    }
    TestTaskScope test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_task_scope.moc"
