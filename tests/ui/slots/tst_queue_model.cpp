// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"
#include "ui/slots/queue_model.h"
#include "ui/style/format.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;

using download::State;
using download::WaitReason;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

engine::Row row(engine::Id id, qint64 order, State state = State::Queued, WaitReason why = WaitReason::None)
{
    engine::Row made = rowNamed(id, u"file-%1"_s.arg(id), state);
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

QString plain(QString text)
{
    return text.replace(u'\u00A0', u' ');
}

} // namespace

class TestQueueModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void keepsTheOrderOfTheQueue();
    void tellsSmallChangesPieceByPiece();
    void startsFromTheBeginningWhenAllIsMixed();
    void texts_data();
    void texts();
    void onlyOneIsNext();
    void screenReadersHearTitleAndValue();
    void aRowThatJustLeftHasNoWords();
};

void TestQueueModel::keepsTheOrderOfTheQueue()
{
    RowBook book;
    QueueModel model(&book);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    book.apply(delta({row(3, 30), row(1, 10), row(2, 20)}));
    model.refresh({}, kNow);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.idAt(0), 1);
    QCOMPARE(model.idAt(2), 3);
    QCOMPARE(model.idAt(3), 0);
    QCOMPARE(model.idAt(-1), 0);
    QCOMPARE(model.rowOf(2), 1);
    QCOMPARE(model.rowOf(9), -1);
    QCOMPARE(model.rowOf(0), -1);
}

void TestQueueModel::tellsSmallChangesPieceByPiece()
{
    RowBook book;
    QueueModel model(&book);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<engine::Row> rows;
    for (int i = 1; i <= 1'000; ++i)
        rows.push_back(row(i, i * 10));
    book.apply(delta(std::move(rows)));
    model.refresh({}, kNow);
    const QPersistentModelIndex chosen = model.index(500, 0);
    const engine::Id id = model.idAt(500);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    // The first two are admitted, one in the middle goes, one moves up, one is new.
    book.apply(
        delta({row(1, 10, State::Connecting), row(2, 20, State::Connecting), row(900, 35), row(2'000, 99'999)}, {400}));
    model.refresh({}, kNow);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(removed.size(), 3);
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(model.rowCount(), 998);
    QCOMPARE(model.idAt(0), 3);
    QCOMPARE(model.idAt(1), 900);
    QCOMPARE(model.idAt(997), 2'000);
    QVERIFY(chosen.isValid());
    QCOMPARE(model.idAt(chosen.row()), id);
    for (int i = 0; i < model.rowCount(); ++i)
        QCOMPARE(model.rowOf(model.idAt(i)), i);
}

void TestQueueModel::startsFromTheBeginningWhenAllIsMixed()
{
    RowBook book;
    QueueModel model(&book);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<engine::Row> rows;
    for (int i = 1; i <= 1'000; ++i)
        rows.push_back(row(i, i));
    book.apply(delta(rows));
    model.refresh({}, kNow);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    for (std::size_t i = 0; i < rows.size(); i += 3)
        rows[i].state = State::Done;
    book.apply(delta(rows));
    model.refresh({}, kNow);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 666);
    QCOMPARE(model.idAt(0), 2);
}

void TestQueueModel::texts_data()
{
    QTest::addColumn<engine::Row>("second"); // of two
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("start");
    const auto until = [](State state, WaitReason why, qint64 ms) {
        engine::Row made = row(2, 20, state, why);
        made.untilMs = kNow + ms;
        return made;
    };
    QTest::newRow("is a queued one second in line?") << row(2, 20) << u"slot"_s << u"in about 1 min"_s;
    QTest::newRow("is one that waits for a slot?")
        << row(2, 20, State::Waiting, WaitReason::Slot) << u"slot"_s << u"in about 1 min"_s;
    QTest::newRow("is one behind its host unknown?")
        << row(2, 20, State::Waiting, WaitReason::HostSlot) << u"host"_s << noValue();
    QTest::newRow("does one of the schedule know its time?")
        << until(State::Waiting, WaitReason::Schedule, 90'000) << u"Waiting · schedule · 1:30"_s << u"in 1:30"_s;
    QTest::newRow("does one that was asked to wait?")
        << until(State::Backoff, WaitReason::RetryAfter, 40'000) << u"Retry in 40 s"_s << u"in 40 s"_s;
    QTest::newRow("is a time that has passed none?")
        << until(State::Backoff, WaitReason::Backoff, -40'000) << u"Retry now"_s << noValue();
}

void TestQueueModel::texts()
{
    QFETCH(engine::Row, second);
    QFETCH(QString, reason);
    QFETCH(QString, start);
    RowBook book;
    QueueModel model(&book);
    book.apply(delta({row(1, 10), second}));
    // One slot, in use for another 200 ms; each takes a minute.
    model.refresh(trace::StartEstimate(1, {{0, 200'000}}, 60'000'000), kNow);
    const auto text = [&model](int line, int column) {
        return plain(model.index(line, column).data().toString());
    };
    QCOMPARE(text(0, QueueModel::Start), u"next"_s);
    QCOMPARE(text(1, QueueModel::Place), u"2"_s);
    QCOMPARE(text(1, QueueModel::Name), u"file-2"_s);
    QCOMPARE(text(1, QueueModel::Reason), reason);
    QCOMPARE(text(1, QueueModel::Start), start);
}

void TestQueueModel::onlyOneIsNext()
{
    RowBook book;
    QueueModel model(&book);
    book.apply(delta({row(1, 10), row(2, 20), row(3, 30)}));
    model.refresh(trace::StartEstimate(1, {{0, 1'000}}, 10'000), kNow); // all of them within a second
    const auto start = [&model](int line) {
        return plain(model.index(line, QueueModel::Start).data().toString());
    };
    QCOMPARE(start(0), u"next"_s);
    QCOMPARE(start(1), u"in less than 10 s"_s);
    QCOMPARE(start(2), u"in less than 10 s"_s);
}

void TestQueueModel::screenReadersHearTitleAndValue()
{
    RowBook book;
    QueueModel model(&book);
    book.apply(delta({row(1, 10)}));
    model.refresh({}, kNow);
    QCOMPARE(model.index(0, QueueModel::Reason).data(Qt::AccessibleTextRole).toString(), u"Waits for: slot"_s);
    QCOMPARE(model.index(0, QueueModel::Start).data(Qt::AccessibleTextRole).toString(), u"Starts: unknown"_s);
}

void TestQueueModel::aRowThatJustLeftHasNoWords()
{
    RowBook book;
    QueueModel model(&book);
    book.apply(delta({row(1, 10)}));
    model.refresh({}, kNow);
    book.apply(delta({row(1, 10, State::Done)}));
    QCOMPARE(model.index(0, QueueModel::Name).data().toString(), noValue());
    QVERIFY(!model.index(0, QueueModel::Reason).data(Qt::ToolTipRole).toString().isEmpty());
    QCOMPARE(model.rowOf(1), -1);
}

QTEST_MAIN(TestQueueModel)
#include "tst_queue_model.moc"
