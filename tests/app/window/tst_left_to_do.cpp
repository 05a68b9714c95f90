// SPDX-License-Identifier: MIT
#include "app/window/left_to_do.h"

#include <QTest>

using namespace sluice;
using namespace sluice::app;
using Kind = engine::StateEvent::Kind;
using download::State;

namespace {

engine::StateEvent happened(Kind kind, download::Id id, State state = State::Queued)
{
    engine::StateEvent result;
    result.kind = kind;
    result.id = id;
    result.state = state;
    return result;
}

} // namespace

class TstLeftToDo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyStartIsNotTheEnd();
    void everyEndCounts_data();
    void everyEndCounts();
    void aStoredDownloadCountsOnceItMoves();
    void pausedIsNotDone();
    void whatMayCome_data();
    void whatMayCome();
};

void TstLeftToDo::anEmptyStartIsNotTheEnd()
{
    QVERIFY(!LeftToDo().isNothing());
}

void TstLeftToDo::everyEndCounts_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("is done an end?") << Kind::Done;
    QTest::newRow("is failed an end?") << Kind::Failed;
    QTest::newRow("is cancelled an end?") << Kind::Cancelled;
    QTest::newRow("is removed an end?") << Kind::Removed;
}

void TstLeftToDo::everyEndCounts()
{
    QFETCH(Kind, kind);
    LeftToDo left;
    left.apply(happened(Kind::Added, 1));
    left.apply(happened(Kind::Added, 2));
    left.apply(happened(kind, 1));
    QVERIFY(!left.isNothing());
    left.apply(happened(kind, 2));
    QVERIFY(left.isNothing());
}

void TstLeftToDo::aStoredDownloadCountsOnceItMoves()
{
    LeftToDo left;
    left.apply(happened(Kind::State, 5, State::Connecting));
    QVERIFY(!left.isNothing());
    left.apply(happened(Kind::State, 5, State::Done));
    QVERIFY(left.isNothing());
}

void TstLeftToDo::pausedIsNotDone()
{
    LeftToDo left;
    left.apply(happened(Kind::Added, 1));
    left.apply(happened(Kind::State, 1, State::Paused));
    QVERIFY(!left.isNothing());
}

void TstLeftToDo::whatMayCome_data()
{
    QTest::addColumn<bool>("added");
    QTest::addColumn<State>("state");
    QTest::addColumn<bool>("mayBeMore");
    QTest::newRow("is all known of what was added?") << true << State::Connecting << false;
    QTest::newRow("may there be more of an earlier run?") << false << State::Connecting << true;
    QTest::newRow("is one that was over before no sign of it?") << false << State::Done << false;
}

void TstLeftToDo::whatMayCome()
{
    QFETCH(bool, added);
    QFETCH(State, state);
    LeftToDo left;
    if (added)
        left.apply(happened(Kind::Added, 1));
    left.apply(happened(Kind::State, 1, state));
    QTEST(left.mayBeMore(), "mayBeMore");
    left.apply(happened(Kind::Done, 1));
    QCOMPARE(left.count(), 0);
    QTEST(left.mayBeMore(), "mayBeMore");
}

QTEST_GUILESS_MAIN(TstLeftToDo)
#include "tst_left_to_do.moc"
