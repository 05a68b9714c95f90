// SPDX-License-Identifier: MIT
#include "tests/core/trace/gate_record.h"
#include "ui/chart/chart_or_table.h"
#include "ui/chart/chart_table.h"
#include "ui/recording/recording_source.h"
#include "ui/style/series_colours.h"
#include "ui/throughput/throughput_chart.h"
#include "ui/throughput/throughput_page.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;

using sluice::trace::testing::GateRecord;
using trace::Phase;

namespace {

/// Three downloads for 20 s, the first the fastest.
GateRecord story()
{
    GateRecord record;
    record.limits(0, 3);
    for (int id = 1; id <= 3; ++id) {
        record.add(0, id);
        record.enter(0, id, Phase::Receiving, id - 1);
        const qint64 each = 100'000 * (4 - id);
        for (int tenth = 1; tenth <= 200; ++tenth)
            record.receive(tenth / 10.0, id, (tenth - 1) * each, tenth * each);
    }
    return record;
}

struct Shown {
    explicit Shown(GateRecord record = story(), double until = 20)
    {
        source.take(record.take(until));
        page.resize(1'000, 300);
        page.show();
    }
    ThroughputChart *chart() { return page.findChild<ThroughputChart *>(); }
    int running()
    {
        const auto timers = page.findChildren<QTimer *>();
        return static_cast<int>(std::ranges::count_if(timers, [](const QTimer *timer) { return timer->isActive(); }));
    }

    RecordingSource source;
    ThroughputPage page{&source};
};

QString plain(QString text)
{
    return text.replace(u'\u00A0', u' ');
}

void collect(QAccessibleInterface *object, QStringList &texts)
{
    if (!object)
        return;
    texts.append(object->text(QAccessible::Name));
    texts.append(object->text(QAccessible::Description));
    for (int i = 0; i < object->childCount(); ++i)
        collect(object->child(i), texts);
}

} // namespace

class TestThroughputPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void theKeysMoveTheCursor();
    void enterAndClicksPick();
    void theCursorStaysWithItsTime();
    void theTableSaysTheSame();
    void theAccessibilityTreeHoldsTheValues();
    void layersArePaintedInTheirColours();
    void aHiddenPageDoesNothing();
    void withoutFollowItStandsStill();
    void everyRangeAndGroupIsShown();
    void anEmptyRecordingHasASentence();
    void anOpenedRecordingHasNoTimer();
};

void TestThroughputPage::theKeysMoveTheCursor()
{
    Shown shown;
    ThroughputChart *chart = shown.chart();
    QCOMPARE(chart->cursor(), -1);
    QTest::keyClick(chart, Qt::Key_Left);
    QCOMPARE(chart->cursor(), 19); // the newest that is known
    QTest::keyClick(chart, Qt::Key_Right);
    QCOMPARE(chart->cursor(), 19);
    QTest::keyClick(chart, Qt::Key_Left);
    QCOMPARE(chart->cursor(), 18);
    QVERIFY(plain(chart->cursorText()).contains(u"Total: 6.0 MB/s"));
    QVERIFY(plain(chart->accessibleDescription()).contains(u"file-1.bin: 3.0 MB/s"));
    QTest::keyClick(chart, Qt::Key_Home);
    QCOMPARE(chart->cursor(), 0);
    QTest::keyClick(chart, Qt::Key_Left);
    QCOMPARE(chart->cursor(), 0);
    QTest::keyClick(chart, Qt::Key_End);
    QCOMPARE(chart->cursor(), 19);
    QTest::keyClick(chart, Qt::Key_Escape);
    QCOMPARE(chart->cursor(), -1);
    QVERIFY(chart->accessibleDescription().isEmpty());
}

void TestThroughputPage::enterAndClicksPick()
{
    Shown shown;
    ThroughputChart *chart = shown.chart();
    const QSignalSpy picked(&shown.page, &ThroughputPage::picked);
    QTest::keyClick(chart, Qt::Key_Return);
    QCOMPARE(picked.size(), 0);
    QTest::keyClick(chart, Qt::Key_Left);
    QTest::keyClick(chart, Qt::Key_Up);
    QTest::keyClick(chart, Qt::Key_Up);
    QVERIFY(chart->cursorText().startsWith(u"file-2.bin"));
    QTest::keyClick(chart, Qt::Key_Return);
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].toLongLong(), 2);
    QTest::keyClick(chart, Qt::Key_Down);
    QTest::keyClick(chart, Qt::Key_Down); // there is nothing below the first
    QTest::keyClick(chart, Qt::Key_Enter);
    QCOMPARE(picked.size(), 2);
    QCOMPARE(picked[1][0].toLongLong(), 1);
    // A click right above the ground is the lowest layer, above all of them nothing.
    const QFontMetrics metrics = chart->fontMetrics();
    const ThroughputLayout layout
        = layoutThroughput(chart->size(), metrics.height(), scaleWidth(metrics), metrics.averageCharWidth());
    const QPoint low(layout.plot.left() + layout.plot.width() / 6, layout.plot.bottom() - 2);
    QTest::mouseClick(chart, Qt::LeftButton, {}, low);
    QCOMPARE(picked.size(), 3);
    QCOMPARE(picked[2][0].toLongLong(), 1);
    QTest::mouseClick(chart, Qt::LeftButton, {}, QPoint(low.x(), layout.plot.top() + 1));
    QCOMPARE(picked.size(), 3);
    // The topmost line of the legend is the topmost layer.
    QTest::mouseClick(chart, Qt::LeftButton, {}, layout.legend.topLeft() + QPoint(20, 5));
    QCOMPARE(picked.size(), 4);
    QCOMPARE(picked[3][0].toLongLong(), 3);
}

void TestThroughputPage::theCursorStaysWithItsTime()
{
    GateRecord record = story();
    Shown shown(record, 10);
    ThroughputChart *chart = shown.chart();
    QTest::keyClick(chart, Qt::Key_Left);
    QTest::keyClick(chart, Qt::Key_Left);
    QCOMPARE(chart->cursor(), 8);
    (void)record.take(10);
    shown.source.take(record.take(20));
    shown.page.refresh();
    QCOMPARE(chart->cursor(), 8);
    shown.source.take(record.take(65));
    shown.page.refresh();
    QCOMPARE(chart->cursor(), 2);
    shown.source.take(record.take(200));
    shown.page.refresh();
    QCOMPARE(chart->cursor(), -1);
}

void TestThroughputPage::theTableSaysTheSame()
{
    Shown shown;
    shown.page.findChild<ChartOrTable *>()->showTable(true);
    auto *table = shown.page.findChild<ChartTable *>();
    const QAbstractItemModel *model = table->model();
    QCOMPARE(model->rowCount(), 20 * 4); // a total and three layers for each second
    QCOMPARE(model->index(4, 1).data().toString(), u"Total"_s);
    QCOMPARE(plain(model->index(4, 2).data().toString()), u"6.0 MB/s"_s);
    QCOMPARE(model->index(7, 1).data().toString(), u"file-1.bin"_s);
    QCOMPARE(plain(model->index(7, 3).data().toString()), u"3.0 MB"_s);
    const QSignalSpy picked(&shown.page, &ThroughputPage::picked);
    table->setCurrentIndex(model->index(4, 0));
    QTest::keyClick(table, Qt::Key_Return); // a total is no download
    QCOMPARE(picked.size(), 0);
    table->setCurrentIndex(model->index(7, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].toLongLong(), 1);
}

void TestThroughputPage::theAccessibilityTreeHoldsTheValues()
{
    Shown shown;
    QTest::keyClick(shown.chart(), Qt::Key_Left);
    QStringList texts;
    collect(QAccessible::queryAccessibleInterface(&shown.page), texts);
    const QString all = plain(texts.join(u'\n'));
    QVERIFY2(all.contains(u"file-2.bin: 2.0 MB/s"), qPrintable(all));
    QVERIFY(all.contains(u"Peak 6.0 MB/s at "));
    shown.page.findChild<ChartOrTable *>()->showTable(true);
    texts.clear();
    collect(QAccessible::queryAccessibleInterface(&shown.page), texts);
    QVERIFY(plain(texts.join(u'\n')).contains(u"Speed: 3.0 MB/s"));
}

void TestThroughputPage::layersArePaintedInTheirColours()
{
    Shown shown;
    const QImage image = shown.chart()->grab().toImage();
    const ThroughputData &data = shown.chart()->data();
    QCOMPARE(data.picture.series.size(), 3U);
    const QFontMetrics metrics = shown.chart()->fontMetrics();
    const ThroughputLayout layout
        = layoutThroughput(shown.chart()->size(), metrics.height(), scaleWidth(metrics), metrics.averageCharWidth());
    const StackGeometry geometry(layout.plot, data.picture.grid.count, 1e7);
    const Ground ground = groundOf(shown.page.palette());
    // Somewhere within each layer of the sixth second, beside the letter.
    const int x = geometry.left(5) + 2;
    const double middles[] = {1e6, 4e6, 5.6e6};
    for (int i = 0; i < 3; ++i)
        QCOMPARE(image.pixelColor(x, geometry.y(middles[i])), seriesColour(i, ground).fill);
    QCOMPARE(image.pixelColor(x, geometry.y(8e6)), shown.page.palette().color(QPalette::Base));
}

void TestThroughputPage::aHiddenPageDoesNothing()
{
    GateRecord record = story();
    Shown shown(record, 10);
    QVERIFY(shown.running() > 0);
    shown.page.hide();
    QCOMPARE(shown.running(), 0);
    (void)record.take(10);
    shown.source.take(record.take(20));
    shown.page.refresh();
    QCOMPARE(shown.chart()->data().picture.known, GateRecord::micros(10));
    shown.page.show();
    QCOMPARE(shown.chart()->data().picture.known, GateRecord::micros(20));
}

void TestThroughputPage::withoutFollowItStandsStill()
{
    GateRecord record = story();
    Shown shown(record, 20);
    shown.page.setFollow(false);
    QCOMPARE(shown.running(), 0);
    (void)record.take(20);
    shown.source.take(record.take(300));
    shown.page.refresh();
    QCOMPARE(shown.chart()->data().picture.grid.from(), 0);
    shown.page.setFollow(true);
    QVERIFY(shown.chart()->data().picture.grid.from() > 0);
    QVERIFY(shown.running() > 0);
}

void TestThroughputPage::everyRangeAndGroupIsShown()
{
    Shown shown;
    for (const TimeRange range : {TimeRange::TenMinutes, TimeRange::Hour, TimeRange::Session, TimeRange::Minute}) {
        for (const GroupBy group : {GroupBy::Host, GroupBy::Download}) {
            shown.page.setRange(range);
            shown.page.setGroupBy(group);
            const ThroughputPicture &picture = shown.chart()->data().picture;
            QCOMPARE(picture.grid, bucketGrid(range, GateRecord::micros(20)));
            QCOMPARE(picture.series.size(), group == GroupBy::Host ? 1U : 3U);
            for (const QSize size : {QSize(200, 100), QSize(640, 200), QSize(2'000, 900)}) {
                shown.page.resize(size);
                QVERIFY(!shown.page.grab().isNull());
            }
        }
    }
}

void TestThroughputPage::anEmptyRecordingHasASentence()
{
    Shown shown{GateRecord(), 0};
    QVERIFY(shown.chart()->data().picture.series.empty());
    QVERIFY(!shown.chart()->accessibleDescription().isEmpty());
    QTest::keyClick(shown.chart(), Qt::Key_Left);
    QTest::keyClick(shown.chart(), Qt::Key_Up);
    QTest::mouseClick(shown.chart(), Qt::LeftButton);
    QCOMPARE(shown.chart()->cursor(), -1);
    QVERIFY(!shown.page.grab().isNull());

    // One that was opened promises nothing.
    RecordingSource source{trace::Recording()};
    ThroughputPage opened(&source);
    opened.show();
    const QString sentence = opened.findChild<ThroughputChart *>()->accessibleDescription();
    QVERIFY(!sentence.isEmpty() && sentence != shown.chart()->accessibleDescription());
}

void TestThroughputPage::anOpenedRecordingHasNoTimer()
{
    GateRecord record = story();
    RecordingSource source(record.recording(20));
    ThroughputPage page(&source);
    page.resize(800, 300);
    page.show();
    const auto timers = page.findChildren<QTimer *>();
    QVERIFY(std::ranges::none_of(timers, [](const QTimer *timer) { return timer->isActive(); }));
    QCOMPARE(page.findChild<ThroughputChart *>()->data().picture.series.size(), 3U);
}

QTEST_MAIN(TestThroughputPage)
#include "tst_throughput_page.moc"
