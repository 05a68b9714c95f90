// SPDX-License-Identifier: MIT
#include "tests/core/trace/same_recording.h"
#include "tests/core/trace/sample_recording.h"
#include "ui/chart/chart_table.h"
#include "ui/recording/compare_align.h"
#include "ui/recording/compare_model.h"
#include "ui/recording/compare_rows.h"
#include "ui/recording/compare_window.h"
#include "ui/timeline/timeline_page.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::ui;
using trace::testing::sampleRecording;

namespace {

/// The sample, told as if it had begun so much later.
trace::Recording delayed(trace::Micros by)
{
    trace::Recording recording;
    for (trace::Batch batch : trace::testing::sampleBatches()) {
        batch.now += by;
        for (trace::Event &event : batch.events) {
            std::visit(
                [by](auto &of) {
                    if constexpr (requires { of.at; })
                        of.at += by;
                    if constexpr (requires { of.deadline; })
                        of.deadline += by;
                },
                event);
        }
        recording.apply(batch);
    }
    return recording;
}

CompareRow rowOf(const std::vector<CompareRow> &rows, const QString &name)
{
    const auto row = std::ranges::find(rows, name, &CompareRow::name);
    return row == rows.end() ? CompareRow() : *row;
}

Compared comparedOf(const QString &name, const trace::Recording &recording, trace::Micros length)
{
    return {name, trace::summarise(recording), aligned(recording, length)};
}

} // namespace

class TestCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void equalRecordingsDoNotDiffer();
    void differences_data();
    void differences();
    void theTableHoldsTheFigures();
    void recordingsAreMovedToTheirStart();
    void sidesMoveTogether();
    void sidesOfDifferentLengthMoveTogether();
    void emptyOnesAreCompared();
};

void TestCompare::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestCompare::equalRecordingsDoNotDiffer()
{
    const trace::Summary sum = trace::summarise(sampleRecording());
    const auto rows = compareRows(sum, sum);
    QVERIFY(rows.size() > 14);
    for (const CompareRow &row : rows) {
        QVERIFY2(!row.name.isEmpty() && !row.first.isEmpty(), qPrintable(row.name));
        QCOMPARE(row.first, row.second);
        QCOMPARE(row.difference, QString());
    }
    QCOMPARE(summaryRows(sum), rows);
}

void TestCompare::differences_data()
{
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("second");
    QTest::addColumn<QString>("difference");
    constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    QTest::newRow("is more more?") << qint64(4) << qint64(16) << u"+12 (+300 %)"_s;
    QTest::newRow("is less less?") << qint64(16) << qint64(4) << u"−12 (−75 %)"_s;
    QTest::newRow("is a little shown?") << qint64(1'000) << qint64(1'005) << u"+5 (+0.5 %)"_s;
    QTest::newRow("is from nothing no share?") << qint64(0) << qint64(3) << u"+3"_s;
    QTest::newRow("is a huge share left out?") << qint64(1) << qint64(1'000'000) << u"+999,999"_s;
    QTest::newRow("do the largest numbers fit?") << kMost << qint64(0) << u"−9,223,372,036,854,775,807 (−100 %)"_s;
    QTest::newRow("are equal ones silent?") << qint64(7) << qint64(7) << QString();
}

void TestCompare::differences()
{
    QFETCH(qint64, first);
    QFETCH(qint64, second);
    trace::Summary a;
    trace::Summary b;
    a.attempts = first;
    b.attempts = second;
    QTEST(rowOf(compareRows(a, b), u"Attempts"_s).difference, "difference");
}

void TestCompare::theTableHoldsTheFigures()
{
    trace::Summary a = trace::summarise(sampleRecording());
    trace::Summary b = a;
    b.wall = a.wall / 2;
    CompareModel model(u"limit-4"_s, u"limit-16"_s, compareRows(a, b));
    const QAbstractItemModelTester tester(&model);
    QCOMPARE(model.columnCount(), 4);
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), u"limit-4"_s);
    QCOMPARE(model.index(0, 0).data().toString(), u"Time"_s);
    QCOMPARE(model.index(0, 3).data().toString(),
        u"−6.0 s (−50 %)"_s.replace(u"6.0 s"_s, model.index(0, 2).data().toString()));
    QVERIFY(model.index(0, 1).data(Qt::AccessibleTextRole).toString().contains(u"limit-4"_s));
}

void TestCompare::recordingsAreMovedToTheirStart()
{
    const trace::Recording late = delayed(90'000'000);
    QCOMPARE(startOf(late), 90'000'000);
    const trace::Recording moved = aligned(late, 20'000'000);
    QCOMPARE(startOf(moved), 0);
    QCOMPARE(moved.now(), 20'000'000);
    QCOMPARE(trace::testing::difference(moved, aligned(sampleRecording(), 20'000'000)), QString());
    // What ran at the end did not run on.
    for (const trace::Track &track : moved.tracks())
        QVERIFY(track.removed <= 12'000'000 && track.spans.back().end <= 12'000'000);
    QCOMPARE(moved.inFlight().at(15'000'000), 0);
    QCOMPARE(moved.throughput().bytes(), late.throughput().bytes());
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(moved.wallMs(5'000'000)).time(), QTime(0, 0, 5));
}

void TestCompare::sidesMoveTogether()
{
    CompareWindow window(
        comparedOf(u"a"_s, sampleRecording(), 12'000'000), comparedOf(u"b"_s, delayed(5'000'000), 12'000'000));
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    TimelineState *a = window.first()->state();
    TimelineState *b = window.second()->state();
    QCOMPARE(b->axis().width(), a->axis().width());
    QCOMPARE(b->axis().from(), a->axis().from());
    a->zoom(100, 4);
    QCOMPARE(b->axis().perPixel(), a->axis().perPixel());
    QCOMPARE(b->axis().from(), a->axis().from());
    b->pan(37);
    QCOMPARE(a->axis().from(), b->axis().from());
    b->fit();
    QCOMPARE(a->axis().perPixel(), b->axis().perPixel());
    const double before = a->axis().width();
    a->setKind(trace::LaneKind::Download);
    QCOMPARE(b->kind(), trace::LaneKind::Download);
    QTRY_VERIFY(a->axis().width() != before && b->axis().width() == a->axis().width()); // names take room
    for (const TimelineState *state : {a, b}) {
        QCOMPARE(state->axis().from(), 0);
        QVERIFY2(state->axis().x(state->now()) < state->axis().width(), "what was whole is whole");
    }
}

void TestCompare::sidesOfDifferentLengthMoveTogether()
{
    const trace::Recording brief = sampleRecording();
    const trace::Recording longer = trace::testing::longRecording(50'000);
    QVERIFY(longer.now() > brief.now() * 3);
    CompareWindow window(comparedOf(u"a"_s, brief, longer.now()), comparedOf(u"b"_s, longer, longer.now()));
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.resize(800, 600);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    TimelineState *a = window.first()->state();
    TimelineState *b = window.second()->state();
    b->zoom(0, 20);
    b->pan(1e6); // to the end, where the brief one has nothing
    QVERIFY(b->axis().from() > brief.now());
    QCOMPARE(a->axis().from(), b->axis().from());
    QCOMPARE(a->axis().to(), b->axis().to());
}

void TestCompare::emptyOnesAreCompared()
{
    CompareWindow window(comparedOf({}, trace::Recording(), 0), comparedOf({}, trace::Recording(), 0));
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QVERIFY(window.findChild<ChartTable *>() != nullptr);
}

QTEST_MAIN(TestCompare)
#include "tst_compare.moc"
