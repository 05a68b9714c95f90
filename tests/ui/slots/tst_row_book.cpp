// SPDX-License-Identifier: MIT
#include "tests/core/trace/gate_record.h"
#include "tests/ui/synthetic_rows.h"
#include "ui/slots/row_book.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using sluice::trace::testing::GateRecord;
using namespace Qt::StringLiterals;

using download::State;
using download::WaitReason;

namespace {

engine::Row row(engine::Id id, qint64 order, State state, WaitReason why = WaitReason::None)
{
    engine::Row made = rowNamed(id, u"file"_s, state);
    made.order = order;
    made.why = why;
    return made;
}

engine::Delta delta(std::vector<engine::Row> rows, std::vector<engine::Id> removed = {})
{
    engine::Delta made;
    made.changed = std::move(rows);
    made.removed = std::move(removed);
    return made;
}

using Places = std::vector<QueuePlace>;

} // namespace

class TestRowBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsThoseThatRunOrWait_data();
    void keepsThoseThatRunOrWait();
    void tellsOnlyWhatChangedInTheQueue();
    void knowsWhoWaitsForSomethingElse();
    void readsTheEndOfARecording();
};

void TestRowBook::keepsThoseThatRunOrWait_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<bool>("kept");
    QTest::addColumn<bool>("queued");
    QTest::newRow("is queued in the queue?") << State::Queued << true << true;
    QTest::newRow("is waiting?") << State::Waiting << true << true;
    QTest::newRow("is a pause before the next attempt?") << State::Backoff << true << true;
    QTest::newRow("is connecting kept?") << State::Connecting << true << false;
    QTest::newRow("is receiving?") << State::Receiving << true << false;
    QTest::newRow("is verifying?") << State::Verifying << true << false;
    QTest::newRow("is paused forgotten?") << State::Paused << false << false;
    QTest::newRow("is done?") << State::Done << false << false;
    QTest::newRow("is failed?") << State::Failed << false << false;
    QTest::newRow("is cancelled?") << State::Cancelled << false << false;
}

void TestRowBook::keepsThoseThatRunOrWait()
{
    QFETCH(State, state);
    QFETCH(bool, kept);
    QFETCH(bool, queued);
    RowBook book;
    book.apply(delta({row(7, 1, state)}));
    QCOMPARE(book.find(7) != nullptr, kept);
    QCOMPARE(!book.takeQueueChange().come.empty(), queued);
    book.apply(delta({}, {7}));
    QVERIFY(!book.find(7));
    QCOMPARE(!book.takeQueueChange().gone.empty(), queued);
}

void TestRowBook::tellsOnlyWhatChangedInTheQueue()
{
    RowBook book;
    book.apply(delta({row(3, 30, State::Queued), row(1, 10, State::Queued), row(2, 20, State::Queued)}));
    QCOMPARE(book.takeQueueChange().come, (Places{{10, 1}, {20, 2}, {30, 3}}));

    book.apply(delta({row(1, 10, State::Receiving), row(2, 5, State::Queued)}));
    const QueueChange moved = book.takeQueueChange();
    QCOMPARE(moved.gone, (Places{{10, 1}, {20, 2}}));
    QCOMPARE(moved.come, (Places{{5, 2}}));

    // There and back again, new and gone, the same once more: no change at all.
    book.apply(delta({row(2, 99, State::Queued), row(4, 40, State::Queued), row(3, 30, State::Waiting)}));
    book.apply(delta({row(2, 5, State::Queued)}, {4, 400}));
    const QueueChange none = book.takeQueueChange();
    QVERIFY(none.gone.empty());
    QVERIFY(none.come.empty());
}

void TestRowBook::knowsWhoWaitsForSomethingElse()
{
    RowBook book;
    book.apply(delta({row(1, 10, State::Queued), row(2, 20, State::Waiting, WaitReason::HostSlot),
        row(3, 30, State::Waiting, WaitReason::Slot), row(4, 5, State::Backoff, WaitReason::RetryAfter)}));
    QCOMPARE(book.others(), (Places{{5, 4}, {20, 2}}));
    book.apply(delta({row(2, 20, State::Waiting, WaitReason::Slot), row(4, 6, State::Backoff, WaitReason::Backoff)}));
    QCOMPARE(book.others(), (Places{{6, 4}}));
    book.apply(delta({row(4, 6, State::Connecting)}));
    QVERIFY(book.others().empty());
}

void TestRowBook::readsTheEndOfARecording()
{
    GateRecord record;
    record.limits(0, 2);
    for (trace::Id id = 1; id <= 5; ++id)
        record.add(0, id, u"a.test"_s, 1'000);
    record.enter(1, 1, trace::Phase::Receiving, 0);
    record.enter(1, 2, trace::Phase::WaitDisk, 1);
    record.enter(2, 3, trace::Phase::WaitHost);
    record.enter(2, 4, trace::Phase::Done);
    record.remove(3, 5);
    RowBook book;
    book.fill(record.recording(4));
    QVERIFY(book.find(1));
    QCOMPARE(book.find(1)->state, State::Receiving);
    QCOMPARE(book.find(2)->state, State::Receiving); // it has a slot, so it does not stand in the queue
    QVERIFY(!book.find(4));
    QVERIFY(!book.find(5));
    QCOMPARE(book.takeQueueChange().come, (Places{{3, 3}}));
    QCOMPARE(book.others(), (Places{{3, 3}}));
}

QTEST_GUILESS_MAIN(TestRowBook)
#include "tst_row_book.moc"
