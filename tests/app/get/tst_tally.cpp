// SPDX-License-Identifier: MIT
#include "app/get/tally.h"

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

class TstTally : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isCompleteOnlyWhenAllWereAddedAndEnded();
    void strangersDoNotCount();
    void pausedStandsStill();
    void sumsUp();
    void status_data();
    void status();
};

void TstTally::isCompleteOnlyWhenAllWereAddedAndEnded()
{
    Tally tally(2);
    QVERIFY(!tally.isComplete());
    QVERIFY(tally.apply(happened(Kind::Added, 1)));
    QVERIFY(tally.apply(happened(Kind::Done, 1)));
    QVERIFY(!tally.isComplete());
    QCOMPARE(tally.unfinished(), 1);
    QVERIFY(tally.apply(happened(Kind::Added, 2)));
    QVERIFY(!tally.isComplete());
    QVERIFY(tally.apply(happened(Kind::Failed, 2)));
    QVERIFY(tally.isComplete());
    QCOMPARE(tally.unfinished(), 0);
}

void TstTally::strangersDoNotCount()
{
    Tally tally(1);
    tally.apply(happened(Kind::Added, 1));
    QVERIFY(!tally.apply(happened(Kind::Done, 99)));
    QVERIFY(!tally.apply(happened(Kind::State, 99, State::Receiving)));
    QVERIFY(!tally.isComplete());
    tally.apply(happened(Kind::Done, 1));
    QVERIFY(!tally.apply(happened(Kind::Removed, 1))); // ended before
    QCOMPARE(tally.summary(0), (Summary{.done = 1}));
}

void TstTally::pausedStandsStill()
{
    Tally tally(3);
    for (const download::Id id : {1, 2, 3})
        tally.apply(happened(Kind::Added, id));
    QVERIFY(!tally.isStill());
    QCOMPARE(tally.moving().size(), std::size_t(3));
    tally.apply(happened(Kind::State, 1, State::Paused));
    tally.apply(happened(Kind::State, 1, State::Paused)); // twice is once
    tally.apply(happened(Kind::Done, 2));
    QVERIFY(!tally.isStill());
    QCOMPARE(tally.moving(), std::vector<download::Id>{3});
    tally.apply(happened(Kind::State, 3, State::Paused));
    QVERIFY(tally.isStill());
    QVERIFY(!tally.isComplete());
    tally.apply(happened(Kind::State, 3, State::Queued));
    QVERIFY(!tally.isStill());
    tally.apply(happened(Kind::Cancelled, 1));
    tally.apply(happened(Kind::Done, 3));
    QVERIFY(tally.isComplete() && tally.isStill());
}

void TstTally::sumsUp()
{
    Tally tally(5);
    for (const download::Id id : {1, 2, 3, 4})
        tally.apply(happened(Kind::Added, id));
    engine::StateEvent done = happened(Kind::Done, 1);
    done.bytes = 100;
    tally.apply(done);
    engine::StateEvent skipped = happened(Kind::Done, 2);
    skipped.bytes = 50;
    skipped.skipped = true;
    tally.apply(skipped);
    tally.apply(happened(Kind::Removed, 3));
    QCOMPARE(tally.summary(1'234),
        (Summary{.done = 2, .failed = 0, .cancelled = 1, .unfinished = 2, .bytes = 100, .elapsedMs = 1'234}));
}

void TstTally::status_data()
{
    QTest::addColumn<int>("failed");
    QTest::addColumn<int>("cancelled");
    QTest::addColumn<int>("unfinished");
    QTest::addColumn<bool>("interrupted");
    QTest::addColumn<int>("status");
    QTest::newRow("is all done 0?") << 0 << 0 << 0 << false << 0;
    QTest::newRow("is one failed 1?") << 1 << 0 << 0 << false << 1;
    QTest::newRow("is one cancelled 1?") << 0 << 1 << 0 << false << 1;
    QTest::newRow("is interrupted 130?") << 0 << 0 << 3 << true << 130;
    QTest::newRow("is interrupted after a failure 130?") << 1 << 0 << 3 << true << 130;
    QTest::newRow("is an interruption that came too late none?") << 0 << 0 << 0 << true << 0;
}

void TstTally::status()
{
    QFETCH(int, failed);
    QFETCH(int, cancelled);
    QFETCH(int, unfinished);
    QFETCH(bool, interrupted);
    QTEST(exitStatus({.done = 1, .failed = failed, .cancelled = cancelled, .unfinished = unfinished}, interrupted),
        "status");
}

QTEST_GUILESS_MAIN(TstTally)
#include "tst_tally.moc"
