// SPDX-License-Identifier: MIT
#include "tests/core/trace/gate_record.h"
#include "tests/ui/synthetic_rows.h"
#include "ui/chart/chart_or_table.h"
#include "ui/chart/chart_table.h"
#include "ui/recording/recording_source.h"
#include "ui/slots/diagnosis_box.h"
#include "ui/slots/queue_model.h"
#include "ui/slots/slot_grid_view.h"
#include "ui/slots/slots_page.h"

#include <QAccessible>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTimer>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using sluice::trace::testing::GateRecord;
using namespace Qt::StringLiterals;

using download::State;
using trace::Phase;

namespace {

engine::Row row(engine::Id id, qint64 order, State state)
{
    engine::Row made = rowNamed(id, u"file-%1.bin"_s.arg(id), state);
    made.order = order;
    made.total = 1'000;
    made.bytes = state == State::Receiving ? 250 : 0;
    made.speed = state == State::Receiving ? 100 : 0;
    return made;
}

/// Two of three slots in use, `waiting` downloads behind them, and a page that shows it.
struct Gate {
    explicit Gate(int waiting = 3, int limit = 3)
    {
        GateRecord record;
        record.limits(0, limit);
        engine::Delta delta;
        for (int id = 1; id <= 2 + waiting; ++id) {
            if (id <= 2) {
                record.add(0, id, u"a.test"_s, 1'000);
                record.enter(1, id, Phase::Receiving, id - 1);
            }
            delta.changed.push_back(row(id, id, id <= 2 ? State::Receiving : State::Queued));
        }
        source.take(record.take(5));
        page.apply(delta);
        page.resize(1'000, 260);
        page.show();
    }

    SlotGridView *grid() { return page.findChild<SlotGridView *>(); }
    QTableView *queue()
    {
        for (auto *view : page.findChildren<QTableView *>()) {
            if (view->accessibleName() == u"Queue")
                return view;
        }
        return nullptr;
    }
    bool says(const QString &text)
    {
        const auto labels = page.findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&text](const QLabel *label) { return label->text() == text; });
    }

    RecordingSource source;
    SlotsPage page{&source};
};

/// Every text below an accessible object.
void collect(QAccessibleInterface *object, QStringList &texts)
{
    if (!object)
        return;
    texts.append(object->text(QAccessible::Name));
    for (int i = 0; i < object->childCount(); ++i)
        collect(object->child(i), texts);
}

} // namespace

class TestSlotsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void showsGateAndQueue();
    void countsThoseThatFinishWithoutASlot();
    void theFirstSentenceHasRoom();
    void aWideQueueHasRoomForReasons();
    void aHiddenPageHasNoTimer();
    void arrowsMoveAndEnterPicks();
    void aClickPicks();
    void theTableOfTheSlotsSaysTheSame();
    void aSelectionFromOutsidePicksNothing();
    void theAccessibilityTreeHoldsTheValues();
    void aThousandSlotsStayReadable();
    void anEmptyRecordingIsNoTrouble();
    void anOpenedRecordingShowsItsEnd();
};

void TestSlotsPage::showsGateAndQueue()
{
    Gate gate;
    QCOMPARE(gate.grid()->model()->rowCount(), 3);
    QCOMPARE(gate.queue()->model()->rowCount(), 3);
    QVERIFY(gate.says(u"2 of 3 slots in use"_s));
    // One starts: the queue is shorter at the next look, and nothing happened before it.
    engine::Delta delta;
    delta.changed = {row(3, 3, State::Connecting)};
    gate.page.apply(delta);
    QCOMPARE(gate.queue()->model()->rowCount(), 3);
    gate.page.refresh();
    QCOMPARE(gate.queue()->model()->rowCount(), 2);
}

void TestSlotsPage::countsThoseThatFinishWithoutASlot()
{
    Gate gate;
    engine::Delta delta;
    delta.changed = {row(1, 1, State::Verifying), row(8, 8, State::Verifying), row(9, 9, State::Verifying)};
    gate.page.apply(delta); // the first is in its slot still, as far as the record tells
    gate.page.refresh();
    QVERIFY(gate.says(u"2 of 3 slots in use · 2 finishing"_s));
    delta.changed = {row(8, 8, State::Done)};
    delta.removed = {9};
    gate.page.apply(delta);
    gate.page.refresh();
    QVERIFY(gate.says(u"2 of 3 slots in use"_s));
}

void TestSlotsPage::theFirstSentenceHasRoom()
{
    // A panel that was laid out while nobody saw it, as that below the table is.
    DiagnosisBox box;
    box.resize(600, 64);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    const auto *label = box.findChild<QLabel *>();
    QCOMPARE(label->text(), box.text());
    QVERIFY(box.height() < 64);
    QVERIFY(box.rect().contains(label->geometry()));
}

void TestSlotsPage::aWideQueueHasRoomForReasons()
{
    Gate gate;
    const auto fits = [&gate] {
        const QString words = u"Retry in 12 s · no connection"_s;
        return gate.queue()->columnWidth(QueueModel::Reason) > gate.queue()->fontMetrics().horizontalAdvance(words);
    };
    gate.page.resize(700, 260);
    QVERIFY(!fits());
    gate.page.resize(1'600, 260);
    QVERIFY(fits());
    gate.page.resize(700, 260);
    QVERIFY(!fits());
}

void TestSlotsPage::aHiddenPageHasNoTimer()
{
    Gate gate;
    const auto running = [&gate] {
        const auto timers = gate.page.findChildren<QTimer *>();
        return std::ranges::count_if(timers, [](const QTimer *timer) { return timer->isActive(); });
    };
    QVERIFY(running() > 0);
    gate.page.hide();
    QCOMPARE(running(), 0);
}

void TestSlotsPage::arrowsMoveAndEnterPicks()
{
    Gate gate;
    const QSignalSpy picked(&gate.page, &SlotsPage::picked);
    gate.grid()->setFocus();
    gate.grid()->setCurrentIndex(gate.grid()->model()->index(0, 0));
    QTest::keyClick(gate.grid(), Qt::Key_Down);
    QCOMPARE(gate.grid()->currentIndex().row(), 1);
    QCOMPARE(picked.size(), 0);
    QTest::keyClick(gate.grid(), Qt::Key_Return);
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].toLongLong(), 2);
    QTest::keyClick(gate.grid(), Qt::Key_Down);
    QTest::keyClick(gate.grid(), Qt::Key_Return); // a free slot
    QCOMPARE(picked.size(), 1);

    gate.queue()->setCurrentIndex(gate.queue()->model()->index(0, 0));
    QTest::keyClick(gate.queue(), Qt::Key_Down);
    QTest::keyClick(gate.queue(), Qt::Key_Enter);
    QCOMPARE(picked.size(), 2);
    QCOMPARE(picked[1][0].toLongLong(), 4);
}

void TestSlotsPage::aClickPicks()
{
    Gate gate;
    const QSignalSpy picked(&gate.page, &SlotsPage::picked);
    const QRect cell = gate.grid()->visualRect(gate.grid()->model()->index(0, 0));
    QTest::mouseClick(gate.grid()->viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].toLongLong(), 1);
    const QRect line = gate.queue()->visualRect(gate.queue()->model()->index(2, 1));
    QTest::mouseClick(gate.queue()->viewport(), Qt::LeftButton, {}, line.center());
    QCOMPARE(picked.size(), 2);
    QCOMPARE(picked[1][0].toLongLong(), 5);
}

void TestSlotsPage::theTableOfTheSlotsSaysTheSame()
{
    Gate gate;
    gate.page.findChild<ChartOrTable *>()->showTable(true);
    auto *table = gate.page.findChild<ChartTable *>();
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 3);
    QCOMPARE(table->model()->index(0, 1).data().toString(), u"file-1.bin"_s);
    QCOMPARE(table->model()->index(0, 3).data().toString().remove(u'\u00A0').remove(u' '), u"25%"_s);
    QCOMPARE(table->model()->index(2, 2).data().toString(), u"free"_s);
    const QSignalSpy picked(&gate.page, &SlotsPage::picked);
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].toLongLong(), 2);
}

void TestSlotsPage::aSelectionFromOutsidePicksNothing()
{
    Gate gate;
    const QSignalSpy picked(&gate.page, &SlotsPage::picked);
    gate.page.setCurrent(2);
    QVERIFY(gate.grid()->selectionModel()->isRowSelected(1));
    gate.page.setCurrent(4);
    QVERIFY(!gate.grid()->selectionModel()->hasSelection());
    QVERIFY(gate.queue()->selectionModel()->isRowSelected(1));
    gate.page.setCurrent(0);
    QVERIFY(!gate.queue()->selectionModel()->hasSelection());
    gate.page.setCurrent(999);
    QCOMPARE(picked.size(), 0);
}

void TestSlotsPage::theAccessibilityTreeHoldsTheValues()
{
    Gate gate;
    QStringList texts;
    collect(QAccessible::queryAccessibleInterface(&gate.page), texts);
    const QString all = texts.join(u'\n').replace(u'\u00A0', u' ');
    QVERIFY2(all.contains(u"Slot 1: file-1.bin, Receiving, 25 %, 100 B/s, 0:0"), qPrintable(all));
    QVERIFY(all.contains(u"Slot 3: free"));
    QVERIFY(all.contains(u"Waits for: slot"));
    QVERIFY(all.contains(u"Download: file-5.bin"));
    // The third slot is free, the other two are done after 7.5 s.
    QVERIFY2(all.contains(u"Starts: next"), qPrintable(all));
    QVERIFY2(all.contains(u"Starts: in less than 10 s"), qPrintable(all));
}

void TestSlotsPage::aThousandSlotsStayReadable()
{
    Gate gate(100'000, 1'000);
    QCOMPARE(gate.grid()->model()->rowCount(), 1'000);
    QCOMPARE(gate.queue()->model()->rowCount(), 100'000);
    const QRect first = gate.grid()->visualRect(gate.grid()->model()->index(0, 0));
    const QRect second = gate.grid()->visualRect(gate.grid()->model()->index(1, 0));
    QVERIFY(first.width() >= 28 * gate.page.fontMetrics().averageCharWidth());
    QVERIFY(!first.intersects(second));
    QCOMPARE(first.top(), second.top());
    QVERIFY(gate.grid()->viewport()->rect().contains(second));
    gate.grid()->scrollToBottom();
    const QRect last = gate.grid()->visualRect(gate.grid()->model()->index(999, 0));
    QVERIFY(gate.grid()->viewport()->rect().contains(last));
    gate.page.resize(210, 120);
    gate.page.grab();
}

void TestSlotsPage::anEmptyRecordingIsNoTrouble()
{
    RecordingSource source;
    SlotsPage page(&source);
    page.resize(640, 200);
    page.show();
    QVERIFY(!page.grab().isNull());
    page.setCurrent(7);
    QCOMPARE(page.findChild<SlotGridView *>()->model()->rowCount(), 0);
}

void TestSlotsPage::anOpenedRecordingShowsItsEnd()
{
    GateRecord record;
    record.limits(0, 2);
    for (int id = 1; id <= 4; ++id)
        record.add(0, id, u"a.test"_s, 1'000);
    record.enter(1, 1, Phase::Receiving, 0);
    record.enter(2, 3, Phase::WaitHost);
    RecordingSource source(record.recording(9));
    SlotsPage page(&source);
    page.show();
    QCOMPARE(page.findChild<SlotGridView *>()->model()->rowCount(), 2);
    QStringList texts;
    collect(QAccessible::queryAccessibleInterface(&page), texts);
    const QString all = texts.join(u'\n');
    QVERIFY(all.contains(u"Download: file-4.bin"));
    QVERIFY(all.contains(u"Waits for: host"));
}

QTEST_MAIN(TestSlotsPage)
#include "tst_slots_page.moc"
