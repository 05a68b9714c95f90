// SPDX-License-Identifier: MIT
#include "core/trace/batch_pieces.h"

#include <QTest>

using namespace sluice::trace;

class TestBatchPieces : public QObject
{
    Q_OBJECT

    static Batch batch(int events)
    {
        Batch made;
        made.now = 1'000'000;
        made.wallMs = 50'000;
        for (int i = 0; i < events; ++i) {
            Entered entered;
            entered.at = 10 * i;
            entered.id = i;
            made.events.emplace_back(entered);
        }
        return made;
    }

private Q_SLOTS:
    void aSmallOneStaysWhole()
    {
        const auto parts = pieces(batch(10), 10);
        QCOMPARE(parts.size(), 1U);
        QCOMPARE(parts.front().events.size(), 10U);
        QCOMPARE(parts.front().now, 1'000'000);
    }
    void anEmptyOneMovesTheClock()
    {
        const auto parts = pieces(batch(0), 10);
        QCOMPARE(parts.size(), 1U);
        QCOMPARE(parts.front().now, 1'000'000);
    }
    void aLargeOneKeepsItsOrderAndItsTimes()
    {
        const auto parts = pieces(batch(25), 10);
        QCOMPARE(parts.size(), 3U);
        Id next = 0;
        Micros before = 0;
        for (const Batch &part : parts) {
            QVERIFY(part.events.size() <= 10);
            QCOMPARE(part.wallMs, 50'000 - (1'000'000 - part.now) / 1'000); // as at that moment
            for (const Event &event : part.events) {
                QCOMPARE(std::get<Entered>(event).id, next++);
                QVERIFY(std::get<Entered>(event).at >= before); // nothing is later than a piece before it ended
                QVERIFY(std::get<Entered>(event).at <= part.now);
            }
            before = part.now;
        }
        QCOMPARE(next, 25);
        QCOMPARE(parts.back().now, 1'000'000);
    }
    void anEventWithoutATimeIsAsLateAsTheOneBefore()
    {
        Batch made = batch(4);
        made.events.insert(made.events.begin() + 2, Described{1, QString(), 5});
        const auto parts = pieces(made, 3);
        QCOMPARE(parts.size(), 2U);
        QCOMPARE(parts.front().now, 10);
    }
    void aTimeBeyondTheBatchDoesNotCount()
    {
        Batch made = batch(4);
        std::get<Entered>(made.events[0]).at = 9'000'000;
        const auto parts = pieces(made, 2);
        QCOMPARE(parts.front().now, 20);
        QCOMPARE(std::get<Entered>(parts.back().events.back()).id, 0);
        QCOMPARE(parts.back().now, 1'000'000);
    }
    void whatIsToldLateComesAtItsTime()
    {
        // A wait for the disk is told when it has lasted a while.
        Batch made = batch(6);
        std::get<Entered>(made.events[4]).at = 5;
        std::vector<Id> ids;
        for (const Batch &part : pieces(made, 2)) {
            for (const Event &event : part.events)
                ids.push_back(std::get<Entered>(event).id);
        }
        QCOMPARE(ids, (std::vector<Id>{0, 4, 1, 2, 3, 5}));
    }
    void whatHasNoWallClockGetsNone()
    {
        Batch made = batch(4);
        made.wallMs = 0;
        QCOMPARE(pieces(made, 2).front().wallMs, 0);
    }
};

QTEST_GUILESS_MAIN(TestBatchPieces)
#include "tst_batch_pieces.moc"
