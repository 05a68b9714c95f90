// SPDX-License-Identifier: MIT
#include "tests/core/trace/synthetic.h"
#include "tests/ui/timeline/story.h"
#include "ui/timeline/span_table_model.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace sluice::trace;
using namespace Qt::StringLiterals;

class TestSpanTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        QLocale::setDefault(QLocale::c());
    }
    void listsWhatIsInTheWindow();
    void followsTheWindow();
    void knowsRowsOfDownloads();
    void countsWhatThePictureShows();
    void isEmptyWithoutARecording();
};

void TestSpanTableModel::listsWhatIsInTheWindow()
{
    RecordingSource source(shortRecording());
    TimelineState state(&source);
    state.setWidth(600);
    SpanTableModel model(&state);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.refresh();
    QCOMPARE(model.rowCount(), 2 + 5 + 2);
    const auto text = [&model](int row, SpanTableModel::Column column) {
        return model.index(row, column).data().toString().replace(QChar(0xA0), QChar(u' '));
    };
    QCOMPARE(text(4, SpanTableModel::Download), u"two.bin"_s);
    QCOMPARE(text(4, SpanTableModel::Phase), u"Receiving"_s);
    QCOMPARE(text(4, SpanTableModel::Begin), u"22:13:22.000"_s);
    QCOMPARE(text(4, SpanTableModel::Length), u"6.000 s"_s);
    QCOMPARE(text(4, SpanTableModel::Slot), u"2"_s);
    QCOMPARE(text(4, SpanTableModel::Attempt), u"1"_s);
    QCOMPARE(text(4, SpanTableModel::Connection), u"2"_s);
    QCOMPARE(text(7, SpanTableModel::Slot), u"–"_s);
    QCOMPARE(text(7, SpanTableModel::Attempt), u"–"_s);
}

void TestSpanTableModel::followsTheWindow()
{
    RecordingSource source(shortRecording());
    TimelineState state(&source);
    state.setWidth(600);
    state.zoom(0, 20); // the first second
    SpanTableModel model(&state);
    model.refresh();
    QCOMPARE(model.rowCount(), 4);
    QVERIFY(!model.spanAt(4));
    QVERIFY(!model.spanAt(-1));
}

void TestSpanTableModel::knowsRowsOfDownloads()
{
    RecordingSource source(shortRecording());
    TimelineState state(&source);
    state.setWidth(600);
    SpanTableModel model(&state);
    model.refresh();
    QCOMPARE(model.rowOf(0), 0);
    QCOMPARE(model.rowOf(1), 2);
    QCOMPARE(model.rowOf(2), 7);
    QCOMPARE(model.rowOf(3), -1);
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(model.spanAt(row).has_value());
}

void TestSpanTableModel::countsWhatThePictureShows()
{
    RecordingSource source(sluice::trace::testing::recorded({.downloads = 500, .slots = 7, .failures = 100}));
    TimelineState state(&source);
    state.setWidth(600);
    SpanTableModel model(&state);
    model.refresh();
    // Those that begin at the end are not in the window, which ends there.
    std::size_t spans = 0;
    for (const Track &track : source.recording().tracks()) {
        for (const Span span : track.spans)
            spans += span.begin < source.recording().now() ? 1 : 0;
    }
    QCOMPARE(static_cast<std::size_t>(model.rowCount()), spans);
    for (int row = 1; row < model.rowCount(); ++row) {
        const auto one = model.spanAt(row - 1);
        const auto next = model.spanAt(row);
        QVERIFY(one->ref.track < next->ref.track || one->end <= next->span.begin);
    }
}

void TestSpanTableModel::isEmptyWithoutARecording()
{
    RecordingSource source;
    TimelineState state(&source);
    SpanTableModel model(&state);
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.rowOf(0), -1);
}

QTEST_GUILESS_MAIN(TestSpanTableModel)
#include "tst_span_table_model.moc"
