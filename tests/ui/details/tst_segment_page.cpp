// SPDX-License-Identifier: MIT
#include "tests/ui/details/story.h"
#include "ui/chart/chart_table.h"
#include "ui/details/segment_map.h"
#include "ui/details/segment_page.h"
#include "ui/details/segment_table_model.h"
#include "ui/details/writer_swatch.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <memory>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using trace::Phase;

class TestSegmentPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theBarShowsWhoWroteWhat();
    void arrowKeysGoFromStretchToStretch();
    void hoverTellsExactBytes();
    void theTableSaysTheSame();
    void emptyIsASentence();
    void whatIsHeldCountsWithoutARecord();
    void anUnknownTotalIsSaid();
    void aHundredThousandRangesAreShown();
    void hiddenItDoesNotLook();
    void looksAreApart();

private:
    SegmentMap *map() const { return m_page->findChild<SegmentMap *>(); }

    std::unique_ptr<RecordingSource> m_source;
    std::unique_ptr<SegmentPage> m_page;
};

void TestSegmentPage::init()
{
    m_page = std::make_unique<SegmentPage>();
    m_source = std::make_unique<RecordingSource>();
    m_source->take(threeAttempts().take(7'000));
    m_page->resize(816, 240);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->setTrack({m_source.get(), 1});
}

void TestSegmentPage::theBarShowsWhoWroteWhat()
{
    QCOMPARE(map()->map().pieces.size(), 2U);
    QPalette light = map()->palette();
    light.setColor(QPalette::Base, Qt::white);
    light.setColor(QPalette::Text, Qt::black);
    map()->setPalette(light);
    const auto colourAt = [this](double share) {
        const QImage image = map()->grab().toImage();
        const QRect bar = map()->barRect();
        return image.pixelColor(bar.left() + static_cast<int>(share * bar.width()), bar.top() + 3);
    };
    QCOMPARE(colourAt(0.1), writerSwatch(1, Ground::Light).fill);
    QCOMPARE(colourAt(0.9), writerSwatch(2, Ground::Light).fill);
    m_page->findChild<QComboBox *>()->setCurrentIndex(1);
    QCOMPARE(map()->by(), SegmentMap::By::Connection);
    QCOMPARE(colourAt(0.1), writerSwatch(0, Ground::Light).fill);
    QCOMPARE(colourAt(0.9), writerSwatch(1, Ground::Light).fill);
}

void TestSegmentPage::arrowKeysGoFromStretchToStretch()
{
    QSignalSpy picked(m_page.get(), &SegmentPage::attemptPicked);
    map()->setFocus();
    QTest::keyClick(map(), Qt::Key_Home);
    QCOMPARE(map()->current(), 0);
    QCOMPARE(picked.last().first().toInt(), 2);
    const QString said = QAccessible::queryAccessibleInterface(map())->text(QAccessible::Description);
    QCOMPARE(said, u"Attempt 2, connection 1: 1,500,000\u00A0bytes, from byte 0 to 1,499,999"_s);
    QTest::keyClick(map(), Qt::Key_Right);
    QTest::keyClick(map(), Qt::Key_Right);
    QCOMPARE(map()->current(), 1);
    QCOMPARE(picked.last().first().toInt(), 3);
    QTest::keyClick(map(), Qt::Key_Left);
    QCOMPARE(map()->current(), 0);
}

void TestSegmentPage::hoverTellsExactBytes()
{
    const QPoint place(map()->barRect().right() - 5, map()->barRect().center().y());
    QHelpEvent help(QEvent::ToolTip, place, map()->mapToGlobal(place));
    QCoreApplication::sendEvent(map(), &help);
    QVERIFY2(QToolTip::text().contains(u"from byte 1,500,000 to 3,999,999"_s), qPrintable(QToolTip::text()));
    QToolTip::hideText();
}

void TestSegmentPage::theTableSaysTheSame()
{
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    map()->setFocus();
    QTest::keyClick(map(), Qt::Key_T);
    auto *table = m_page->findChild<ChartTable *>();
    QVERIFY(table->isVisible());
    const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(table->model()->rowCount(), 2);
    const QModelIndex cell = table->model()->index(1, SegmentTableModel::Bytes);
    QCOMPARE(cell.data().toString(), u"2,500,000"_s);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(table);
    QStringList names;
    for (int i = 0; i < spoken->childCount(); ++i)
        names.append(spoken->child(i)->text(QAccessible::Name));
    QVERIFY(names.contains(u"Bytes: 2,500,000"_s));
    QVERIFY(names.contains(u"From where: Attempt 3"_s));
    QSignalSpy picked(m_page.get(), &SegmentPage::attemptPicked);
    table->selectRow(0);
    QCOMPARE(picked.last().first().toInt(), 2);
}

void TestSegmentPage::emptyIsASentence()
{
    m_page->setTrack({m_source.get(), 99});
    QVERIFY(!map()->isVisible());
    bool said = false;
    for (const QLabel *label : m_page->findChildren<QLabel *>())
        said = said || (label->isVisible() && label->text().contains(u"No byte"_s));
    QVERIFY(said);
}

void TestSegmentPage::whatIsHeldCountsWithoutARecord()
{
    m_page->setTrack({m_source.get(), 99});
    m_page->setHeld({{0, 500}}, false, 1'000);
    QVERIFY(map()->isVisible());
    QCOMPARE(map()->map().pieces.size(), 2U);
    QVERIFY(map()->accessibleDescription().contains(u"500\u00A0B missing"_s));
    m_page->setHeld({}, true, 1'000);
    QCOMPARE(map()->map().pieces.size(), 1U);
}

void TestSegmentPage::anUnknownTotalIsSaid()
{
    Story story(2, u"b"_s);
    story.enter(0, Phase::Receiving, 1, 0).receive(10, 1, 0, 0, 700);
    RecordingSource source(story.recorded(20));
    m_page->setTrack({&source, 2});
    QVERIFY(map()->accessibleDescription().contains(u"size unknown"_s));
    QVERIFY(!map()->accessibleDescription().contains(u"missing"_s));
    m_page->setTrack({});
}

void TestSegmentPage::aHundredThousandRangesAreShown()
{
    Story story(2, u"b"_s, 1'000'000'000);
    story.enter(0, Phase::Receiving, 1, 0);
    for (int i = 0; i < 100'000; ++i) {
        const qint64 begin = (i * 7'919LL % 100'000) * 10'000;
        story.receive(1 + i / 100, 1, i % 8, begin, begin + 8'000);
    }
    RecordingSource source(story.recorded(2'000));
    m_page->setTrack({&source, 2});
    QCOMPARE(map()->map().pieces.size(), 200'000U);
    QVERIFY(std::ssize(map()->bar()) <= map()->barRect().width());
    QVERIFY(!map()->grab().isNull());
    QTest::keyClick(map(), Qt::Key_End);
    QCOMPARE(map()->current(), 199'999);
    m_page->setTrack({});
    QCOMPARE(map()->current(), -1);
}

void TestSegmentPage::hiddenItDoesNotLook()
{
    m_page->hide();
    m_page->setTrack({m_source.get(), 99});
    m_page->refresh();
    QCOMPARE(map()->map().pieces.size(), 2U);
    m_page->show();
    QCOMPARE(map()->map().pieces.size(), 0U);
}

void TestSegmentPage::looksAreApart()
{
    for (const Ground ground : {Ground::Light, Ground::Dark}) {
        for (int one = 0; one < kWriterLooks; ++one) {
            for (int other = 0; other < one; ++other) {
                const Swatch a = writerSwatch(one, ground);
                const Swatch b = writerSwatch(other, ground);
                QVERIFY(a.fill != b.fill || a.pattern != b.pattern);
            }
        }
        QCOMPARE(writerSwatch(-7, ground).fill, writerSwatch(0, ground).fill);
        QCOMPARE(writerSwatch(kWriterLooks, ground).fill, writerSwatch(0, ground).fill);
    }
}

QTEST_MAIN(TestSegmentPage)
#include "tst_segment_page.moc"
