// SPDX-License-Identifier: MIT
#include "tests/ui/details/story.h"
#include "ui/chart/chart_table.h"
#include "ui/details/waterfall_page.h"
#include "ui/details/waterfall_painter.h"
#include "ui/details/waterfall_table_model.h"
#include "ui/details/waterfall_view.h"
#include "ui/style/state_colours.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QHelpEvent>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

#include <memory>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using trace::Phase;

namespace {

/// The texts of all cells below a widget, as a screen reader finds them.
QStringList spokenBelow(QAccessibleInterface *from)
{
    QStringList texts;
    if (from == nullptr)
        return texts;
    texts.append(from->text(QAccessible::Name));
    texts.append(from->text(QAccessible::Description));
    for (int i = 0; i < from->childCount(); ++i)
        texts.append(spokenBelow(from->child(i)));
    return texts;
}

} // namespace

class TestWaterfallPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void arrowKeysGoFromSpanToSpan();
    void whatIsChosenIsSaid();
    void theMouseChoosesAttemptAndSpan();
    void hoverTellsExactTimes();
    void theTableSaysTheSame();
    void theAccessibilityTreeHoldsTheValues();
    void whatIsNotRecordedIsSaid();
    void zoomStaysAtThePointer();
    void whatRunsGrowsAndWhatIsHiddenRests();
    void aShrunkenRecordingIsNoTrap();
    void coloursAreThoseOfThePhases();

private:
    WaterfallView *view() const { return m_page->findChild<WaterfallView *>(); }

    std::unique_ptr<RecordingSource> m_source;
    std::unique_ptr<WaterfallPage> m_page;
};

void TestWaterfallPage::init()
{
    m_page = std::make_unique<WaterfallPage>();
    m_source = std::make_unique<RecordingSource>();
    m_source->take(threeAttempts().take(7'000));
    m_page->resize(900, 240);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->setTrack({m_source.get(), 1});
}

void TestWaterfallPage::arrowKeysGoFromSpanToSpan()
{
    QSignalSpy picked(m_page.get(), &WaterfallPage::attemptPicked);
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_Down);
    QCOMPARE(view()->currentRow(), 0);
    QCOMPARE(picked.last().first().toInt(), 1);
    QTest::keyClick(view(), Qt::Key_Right);
    QVERIFY(view()->accessibleDescription().contains(u"Waiting"_s));
    QTest::keyClick(view(), Qt::Key_Right);
    QVERIFY2(view()->accessibleDescription().contains(u"Name look-up: 50.00\u00A0ms"_s),
        qPrintable(view()->accessibleDescription()));
    QTest::keyClick(view(), Qt::Key_Left);
    QTest::keyClick(view(), Qt::Key_Left);
    QVERIFY2(view()->accessibleDescription().contains(u"Waiting"_s), "the first span is the end of the way");
    QTest::keyClick(view(), Qt::Key_End);
    QCOMPARE(view()->currentRow(), 2);
    QCOMPARE(picked.last().first().toInt(), 3);
    QTest::keyClick(view(), Qt::Key_Down);
    QCOMPARE(view()->currentRow(), 2);
    QTest::keyClick(view(), Qt::Key_Escape);
    QCOMPARE(view()->currentRow(), -1);
    QCOMPARE(picked.last().first().toInt(), 0);
}

void TestWaterfallPage::whatIsChosenIsSaid()
{
    m_page->showAttempt(2);
    QCOMPARE(view()->currentRow(), 1);
    const QString said = QAccessible::queryAccessibleInterface(view())->text(QAccessible::Description);
    QVERIFY2(said.contains(u"Attempt 2"_s) && said.contains(u"2.900"_s), qPrintable(said));
    m_page->showAttempt(77);
    QCOMPARE(view()->currentRow(), -1);
    QVERIFY(view()->accessibleDescription().contains(u"3 attempt"_s));
}

void TestWaterfallPage::theMouseChoosesAttemptAndSpan()
{
    QSignalSpy picked(m_page.get(), &WaterfallPage::attemptPicked);
    const WaterfallLayout layout(view()->viewport()->size(), view()->fontMetrics().height(),
        view()->fontMetrics().averageCharWidth(), Qt::LeftToRight);
    const int x = layout.bars().left() + static_cast<int>(view()->axis().x(Story::micros(2'700)));
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, QPoint(x, layout.row(1, 0).center().y()));
    QCOMPARE(view()->currentRow(), 1);
    QCOMPARE(picked.last().first().toInt(), 2);
    QVERIFY(view()->accessibleDescription().contains(u"Receiving"_s));
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, QPoint(x, view()->viewport()->height() - 1));
    QCOMPARE(picked.last().first().toInt(), 0);
}

void TestWaterfallPage::hoverTellsExactTimes()
{
    const WaterfallLayout layout(view()->viewport()->size(), view()->fontMetrics().height(),
        view()->fontMetrics().averageCharWidth(), Qt::LeftToRight);
    const QPoint place(
        layout.bars().left() + static_cast<int>(view()->axis().x(Story::micros(3'500))), layout.row(1, 0).center().y());
    QHelpEvent help(QEvent::ToolTip, place, view()->viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(view()->viewport(), &help);
    QVERIFY2(QToolTip::text().contains(u"Stalled: 1.000\u00A0s"_s), qPrintable(QToolTip::text()));
    QVERIFY(QToolTip::text().contains(u"Attempt 2"_s));
    QToolTip::hideText();
}

void TestWaterfallPage::theTableSaysTheSame()
{
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_T);
    auto *table = m_page->findChild<ChartTable *>();
    QVERIFY(table->isVisible());
    const QAbstractItemModel *model = table->model();
    const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto spans = m_source->recording().tracks().front().spans.size();
    QCOMPARE(model->rowCount(), static_cast<int>(spans));
    QCOMPARE(model->index(0, WaterfallTableModel::Attempt).data().toString(), u"Attempt 1"_s);
    QCOMPARE(model->index(2, WaterfallTableModel::Doing).data().toString(), u"Connect"_s);
    QCOMPARE(model->index(2, WaterfallTableModel::Took).data().toString(), u"150.0\u00A0ms"_s);
    QSignalSpy picked(m_page.get(), &WaterfallPage::attemptPicked);
    table->selectRow(static_cast<int>(spans) - 1);
    QCOMPARE(picked.last().first().toInt(), 3);
}

void TestWaterfallPage::theAccessibilityTreeHoldsTheValues()
{
    QTest::keyClick(view(), Qt::Key_T);
    const QStringList spoken = spokenBelow(QAccessible::queryAccessibleInterface(m_page.get()));
    QVERIFY(spoken.contains(u"Doing: Verifying"_s));
    QVERIFY(spoken.contains(u"Took: 200.0\u00A0ms"_s));
    QVERIFY(spoken.contains(u"Waterfall as a table"_s));
}

void TestWaterfallPage::whatIsNotRecordedIsSaid()
{
    m_page->setTrack({m_source.get(), 99});
    m_page->setEarlierAttempts(2);
    QVERIFY(!view()->isVisible());
    QString text;
    for (const QLabel *label : m_page->findChildren<QLabel *>())
        text += label->isVisible() ? label->text() : QString();
    QVERIFY2(text.contains(u"since Sluice was started"_s) && text.contains(u"list of attempts"_s), qPrintable(text));
    // The recording may be gone before the page is.
    m_source.reset();
    m_page->refresh();
    QVERIFY(view()->rows().empty());
}

void TestWaterfallPage::zoomStaysAtThePointer()
{
    const double x = 200;
    const trace::Micros before = view()->axis().at(x);
    const WaterfallLayout layout(view()->viewport()->size(), view()->fontMetrics().height(),
        view()->fontMetrics().averageCharWidth(), Qt::LeftToRight);
    const QPointF place(layout.bars().left() + x, 60);
    QWheelEvent wheel(place, view()->viewport()->mapToGlobal(place), {}, QPoint(0, 240), Qt::NoButton,
        Qt::ControlModifier, Qt::NoScrollPhase, false);
    const trace::Micros length = view()->axis().length();
    QCoreApplication::sendEvent(view()->viewport(), &wheel);
    QVERIFY(view()->axis().length() < length);
    QVERIFY(qAbs(view()->axis().at(x) - before) < static_cast<trace::Micros>(view()->axis().perPixel()));
    QTest::keyClick(view(), Qt::Key_0);
    QCOMPARE(view()->axis().length(), length);
}

void TestWaterfallPage::whatRunsGrowsAndWhatIsHiddenRests()
{
    Story story(5, u"b"_s);
    story.enter(7'000, Phase::Connect, 1).enter(7'100, Phase::Receiving, 1, 0);
    m_source->take(story.take(8'000));
    m_page->setTrack({m_source.get(), 5});
    const auto ticking = [this] {
        return view()->isTicking();
    };
    QVERIFY(ticking());
    m_page->hide();
    QVERIFY2(!ticking(), "what is hidden costs nothing");
    m_page->show();
    QVERIFY(ticking());
    story.enter(9'000, Phase::Done);
    m_source->take(story.take(9'100));
    m_page->refresh();
    QVERIFY2(!ticking(), "what has ended does not grow");
}

void TestWaterfallPage::aShrunkenRecordingIsNoTrap()
{
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_End);
    QTest::keyClick(view(), Qt::Key_Left);
    Story small(1);
    small.enter(0, Phase::WaitSlot);
    RecordingSource other(small.recorded(10));
    m_page->setTrack({&other, 1});
    QCOMPARE(view()->currentRow(), -1);
    QTest::keyClick(view(), Qt::Key_Right);
    QTest::keyClick(view(), Qt::Key_Right);
    QVERIFY(view()->accessibleDescription().contains(u"Waiting"_s));
}

void TestWaterfallPage::coloursAreThoseOfThePhases()
{
    const trace::Recording recording = threeAttempts().recorded(7'000);
    const trace::Track &track = recording.tracks().front();
    const std::vector<WaterfallRow> rows = waterfallRows(track);
    WaterfallScene scene;
    scene.track = &track;
    scene.rows = &rows;
    QImage image(1'000, 200, QImage::Format_RGB32);
    image.fill(Qt::white);
    scene.layout = WaterfallLayout(image.size(), 16, 8, Qt::LeftToRight);
    scene.end = lifeEnd(track, recording.now());
    scene.axis = TimeAxis(0, scene.end, scene.layout.bars().width());
    scene.height = image.height();
    scene.palette.setColor(QPalette::Base, Qt::white);
    scene.palette.setColor(QPalette::Text, Qt::black);
    QPainter painter(&image);
    paintWaterfall(painter, scene);
    painter.end();
    const auto colourAt = [&](qsizetype row, int ms) {
        const int x = scene.layout.bars().left() + static_cast<int>(scene.axis.x(Story::micros(ms)));
        return image.pixelColor(x, scene.layout.row(row, 0).center().y());
    };
    QCOMPARE(colourAt(0, 950), swatch(Mark::FirstByte, Ground::Light).fill);
    QCOMPARE(colourAt(1, 2'750), swatch(Mark::Receiving, Ground::Light).fill);
    QCOMPARE(colourAt(2, 6'100), swatch(Mark::Verifying, Ground::Light).fill);
    QCOMPARE(colourAt(0, 5'500), QColor(Qt::white));
}

QTEST_MAIN(TestWaterfallPage)
#include "tst_waterfall_page.moc"
