// SPDX-License-Identifier: MIT
#include "tests/core/trace/gate_record.h"
#include "tests/ui/synthetic_rows.h"
#include "ui/slots/slot_cells.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using sluice::trace::testing::GateRecord;
using namespace Qt::StringLiterals;

using trace::Phase;

namespace {

QString numbers(const std::vector<SlotCell> &cells)
{
    QStringList list;
    for (const SlotCell &cell : cells)
        list.append(u"%1:%2"_s.arg(cell.number).arg(cell.id));
    return list.join(u' ');
}

QString plain(QString text)
{
    return text.replace(u'\u00A0', u' ');
}

} // namespace

class TestSlotCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void gate_data();
    void gate();
    void valuesComeFromTheRows();
    void anOpenedRecordingHasSpeeds();
    void anEmptyRecordingHasNoSlots();
    void sentences_data();
    void sentences();
    void usesTellWhatIsLeft_data();
    void usesTellWhatIsLeft();
};

void TestSlotCells::gate_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<QList<int>>("slotsInUse");
    QTest::addColumn<QString>("cells"); // slot:download, 0 = free
    QTest::newRow("are all free slots there?") << 3 << QList<int>{} << u"0:0 1:0 2:0"_s;
    QTest::newRow("do those in use keep their number?") << 3 << QList<int>{1} << u"0:0 1:1 2:0"_s;
    QTest::newRow("are no slots left over when all are in use?") << 2 << QList<int>{0, 1} << u"0:1 1:2"_s;
    QTest::newRow("do slots that drain stay in sight?") << 1 << QList<int>{0, 1, 2} << u"0:1 1:2 2:3"_s;
    QTest::newRow("do those beyond the limit leave fewer free?") << 3 << QList<int>{7} << u"0:0 1:0 7:1"_s;
}

void TestSlotCells::gate()
{
    QFETCH(int, limit);
    QFETCH(QList<int>, slotsInUse);
    QFETCH(QString, cells);
    GateRecord record;
    record.limits(0, limit);
    trace::Id id = 0;
    for (const int slot : slotsInUse) {
        record.add(0, ++id);
        record.enter(1, id, Phase::Receiving, slot);
    }
    const trace::Recording recording = record.recording(2);
    QCOMPARE(numbers(slotCells(recording, recording.now(), RowBook(), true)), cells);
}

void TestSlotCells::valuesComeFromTheRows()
{
    GateRecord record;
    record.limits(0, 1);
    record.add(0, 1, u"a.test"_s, 400);
    record.enter(2, 1, Phase::Tls, 0);
    const trace::Recording recording = record.recording(5);
    engine::Row row = rowNamed(1, u"file-1.bin"_s, download::State::Connecting);
    row.bytes = 100;
    row.total = 400;
    row.speed = 50;
    row.draining = true;
    engine::Delta delta;
    delta.changed = {row};
    RowBook book;
    book.apply(delta);
    const std::vector<SlotCell> cells = slotCells(recording, GateRecord::micros(6.5), book, true);
    QCOMPARE(cells.size(), 1U);
    QCOMPARE(cells[0].name, u"file-1.bin"_s);
    QCOMPARE(cells[0].phase, Phase::Tls);
    QCOMPARE(cells[0].fraction, std::optional(0.25));
    QCOMPARE(cells[0].speed, 50);
    QCOMPARE(cells[0].inSlot, GateRecord::micros(4.5));
    QVERIFY(cells[0].draining);
    // A clock that went back makes no negative time.
    QCOMPARE(slotCells(recording, 0, book, true)[0].inSlot, 0);
}

void TestSlotCells::anOpenedRecordingHasSpeeds()
{
    GateRecord record;
    record.limits(0, 1);
    record.add(0, 1);
    record.enter(0, 1, Phase::Receiving, 0);
    for (int second = 1; second <= 10; ++second)
        record.receive(second, 1, (second - 1) * 1'000, second * 1'000);
    const trace::Recording recording = record.recording(10);
    RowBook book;
    book.fill(recording);
    const std::vector<SlotCell> cells = slotCells(recording, recording.now(), book, false);
    QCOMPARE(cells.size(), 1U);
    QVERIFY(std::abs(cells[0].speed - 1'000) <= 10);
    QCOMPARE(cells[0].bytes, 10'000);
    QVERIFY(!cells[0].fraction);
}

void TestSlotCells::anEmptyRecordingHasNoSlots()
{
    QVERIFY(slotCells(trace::Recording(), 0, RowBook(), true).empty());
    QVERIFY(slotCells(trace::Recording(), 0, RowBook(), false).empty());
}

void TestSlotCells::sentences_data()
{
    QTest::addColumn<SlotCell>("cell");
    QTest::addColumn<QString>("sentence");
    SlotCell cell;
    cell.number = 2;
    QTest::newRow("is a free slot free?") << cell << u"Slot 3: free"_s;
    cell.id = 9;
    cell.name = u"a%1.iso"_s;
    cell.phase = Phase::Receiving;
    cell.fraction = 0.729;
    cell.bytes = 729;
    cell.total = 1'000;
    cell.speed = 11'000'000;
    cell.inSlot = 62'000'000;
    QTest::newRow("does it hold all values?")
        << cell << u"Slot 3: a%1.iso, Receiving, 72 %, 11 MB/s, 1:02 in the slot"_s;
    cell.fraction = {};
    cell.speed = 0;
    cell.draining = true;
    QTest::newRow("are bytes told when the total is unknown?")
        << cell << u"Slot 3: a%1.iso, Receiving · draining, 729 B, 1:02 in the slot"_s;
}

void TestSlotCells::sentences()
{
    QFETCH(SlotCell, cell);
    QFETCH(QString, sentence);
    QCOMPARE(plain(slotSentence(cell)), sentence);
}

void TestSlotCells::usesTellWhatIsLeft_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<qint64>("speed");
    QTest::addColumn<std::optional<trace::Micros>>("left");
    const std::optional<trace::Micros> unknown;
    const auto known = [](trace::Micros left) {
        return std::optional(left);
    };
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    QTest::newRow("is half of it at its speed?") << qint64{50} << qint64{100} << qint64{10} << known(5'000'000);
    QTest::newRow("is all of it now?") << qint64{100} << qint64{100} << qint64{10} << known(0);
    QTest::newRow("is it unknown without speed?") << qint64{50} << qint64{100} << qint64{0} << unknown;
    QTest::newRow("is it unknown without total?") << qint64{50} << qint64{-1} << qint64{10} << unknown;
    QTest::newRow("does the largest file not overflow?")
        << qint64{0} << most << qint64{1} << known(1'000'000'000'000'000'000);
}

void TestSlotCells::usesTellWhatIsLeft()
{
    QFETCH(qint64, bytes);
    QFETCH(qint64, total);
    QFETCH(qint64, speed);
    QFETCH(std::optional<trace::Micros>, left);
    SlotCell used;
    used.id = 1;
    used.bytes = bytes;
    used.total = total;
    used.speed = speed;
    used.inSlot = 77;
    const std::vector<trace::SlotUse> uses = slotUses({used, SlotCell{}});
    QCOMPARE(uses.size(), 1U); // a free slot is not in use
    QCOMPARE(uses[0].since, 77);
    QCOMPARE(uses[0].remaining, left);
}

QTEST_GUILESS_MAIN(TestSlotCells)
#include "tst_slot_cells.moc"
