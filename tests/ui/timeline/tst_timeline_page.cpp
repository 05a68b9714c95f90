// SPDX-License-Identifier: MIT
#include "tests/core/trace/synthetic.h"
#include "tests/ui/timeline/story.h"
#include "ui/chart/chart_or_table.h"
#include "ui/chart/chart_table.h"
#include "ui/style/reduced_motion.h"
#include "ui/timeline/lane_view.h"
#include "ui/timeline/limit_strip.h"
#include "ui/timeline/timeline_page.h"
#include "ui/timeline/timeline_tools.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

#include <memory>

using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace sluice::trace;
using namespace Qt::StringLiterals;

namespace {

/// All texts of the accessibility tree below an interface.
QStringList wordsOf(QAccessibleInterface *seen, int depth = 0)
{
    QStringList words;
    if (seen == nullptr || depth > 12)
        return words;
    words.append(seen->text(QAccessible::Name));
    words.append(seen->text(QAccessible::Value));
    for (int i = 0; i < seen->childCount(); ++i)
        words.append(wordsOf(seen->child(i), depth + 1));
    return words;
}

} // namespace

class TestTimelinePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        setMotion(Motion::Full);
        m_source = std::make_unique<RecordingSource>();
        m_source->take(shortStory());
        m_page = std::make_unique<TimelinePage>(m_source.get());
        m_page->resize(900, 300);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->lanes()->setFocus();
    }
    void cleanup() { setMotion(Motion::System); }
    void costsNothingWhenHidden();
    void movesOnlyWhereSomethingMoves();
    void stepsWithReducedMotion();
    void stopsFollowingAndResumes();
    void switchesLanesWithKeys();
    void zoomsAndFitsWithKeys();
    void staysInStepWithTheTable();
    void tellsWhatWasPicked();
    void asksForTheLimit();
    void showsATable();
    void holdsItsValuesForScreenReaders();
    void namesEverything();
    void saysThatNothingIsRecorded();
    void anEmptyRecordingPromisesNothing();
    void fitsIntoANarrowPanel_data();
    void fitsIntoANarrowPanel();
    void showsAnOpenedRecording();

private:
    std::unique_ptr<RecordingSource> m_source;
    std::unique_ptr<TimelinePage> m_page;
};

void TestTimelinePage::costsNothingWhenHidden()
{
    QCOMPARE(m_page->frameInterval(), TimelinePage::kFrameMs);
    m_page->hide();
    QVERIFY(m_page->isAsleep());
    const Micros before = m_page->state()->now();
    const quint64 painted = m_page->lanes()->tilesPainted();
    m_source->take(Story().add(30, 9, u"new"_s).enter(30, 9, Phase::Receiving, 1).until(31));
    QVERIFY(m_page->isAsleep());
    QCOMPARE(m_page->state()->now(), before);
    QCOMPARE(m_page->lanes()->tilesPainted(), painted);
    m_page->show();
    QVERIFY(m_page->state()->now() >= 31 * kSecond);
    QCOMPARE(m_page->frameInterval(), TimelinePage::kFrameMs);
}

void TestTimelinePage::movesOnlyWhereSomethingMoves()
{
    // Everything has ended.
    m_source->take(Story().enter(21, 3, Phase::Done).until(22));
    QCOMPARE(m_page->frameInterval(), TimelinePage::kStepMs);
    m_source->take(Story().add(23, 4, u"next"_s).enter(23, 4, Phase::Receiving, 0).until(24));
    QCOMPARE(m_page->frameInterval(), TimelinePage::kFrameMs);
    // The present is out of sight.
    m_source->take(Story().until(500));
    m_page->state()->setFollowing(true);
    m_page->state()->pan(-900);
    QTRY_COMPARE(m_page->frameInterval(), TimelinePage::kStepMs);
}

void TestTimelinePage::stepsWithReducedMotion()
{
    setMotion(Motion::Reduced);
    m_page->hide();
    m_page->show();
    QCOMPARE(m_page->frameInterval(), TimelinePage::kStepMs);
    const Micros before = m_page->state()->now();
    m_source->take(Story().enter(21, 3, Phase::Stalled, 0).until(22));
    QCOMPARE(m_page->state()->now(), before);
    QTRY_VERIFY(m_page->state()->now() >= 22 * kSecond);
}

void TestTimelinePage::stopsFollowingAndResumes()
{
    m_source->take(Story().until(500));
    m_page->state()->advance();
    QVERIFY(m_page->tools()->followAction()->isChecked());
    QTest::keyClick(m_page->lanes(), Qt::Key_Left);
    QVERIFY(!m_page->state()->isFollowing());
    QVERIFY(!m_page->tools()->followAction()->isChecked());
    QTest::keyClick(m_page->lanes(), Qt::Key_End);
    QVERIFY(m_page->state()->isFollowing());
    QVERIFY(m_page->tools()->followAction()->isChecked());
    m_page->state()->pan(-50);
    m_page->tools()->followAction()->trigger();
    QVERIFY(m_page->state()->isFollowing());
    m_page->tools()->followAction()->trigger();
    QVERIFY(m_page->tools()->followAction()->isChecked());
    QTest::keyClick(m_page->lanes(), Qt::Key_Home);
    QVERIFY(!m_page->state()->isFollowing());
    QVERIFY(m_page->state()->axis().shows(0, 1));
}

void TestTimelinePage::switchesLanesWithKeys()
{
    const QList<std::pair<Qt::Key, LaneKind>> keys{{Qt::Key_2, LaneKind::Download}, {Qt::Key_3, LaneKind::Host},
        {Qt::Key_4, LaneKind::Connection}, {Qt::Key_1, LaneKind::Slot}};
    for (const auto &[key, kind] : keys) {
        QTest::keyClick(m_page->lanes(), key);
        QCOMPARE(m_page->state()->kind(), kind);
        QVERIFY(m_page->tools()->kindAction(kind)->isChecked());
        QVERIFY(!m_page->grab().isNull());
    }
}

void TestTimelinePage::zoomsAndFitsWithKeys()
{
    const double before = m_page->state()->axis().perPixel();
    QTest::keyClick(m_page->lanes(), Qt::Key_Plus);
    QVERIFY(m_page->state()->axis().perPixel() < before);
    QTest::keyClick(m_page->lanes(), Qt::Key_Minus);
    QTest::keyClick(m_page->lanes(), Qt::Key_Minus);
    QVERIFY(m_page->state()->axis().perPixel() > before);
    QTest::keyClick(m_page->lanes(), Qt::Key_F);
    QVERIFY(m_page->state()->axis().shows(0, 1) && m_page->state()->axis().shows(19 * kSecond, 20 * kSecond));
}

void TestTimelinePage::staysInStepWithTheTable()
{
    m_source = std::make_unique<RecordingSource>(sluice::trace::testing::recorded({.downloads = 500, .slots = 4}));
    m_page = std::make_unique<TimelinePage>(m_source.get());
    m_page->resize(900, 300);
    m_page->show();
    m_page->state()->setKind(LaneKind::Download);
    QSignalSpy picked(m_page.get(), &TimelinePage::picked);
    const Id id = m_source->recording().tracks()[333].id;
    m_page->setCurrent(id);
    QCOMPARE(picked.size(), 0);
    const LaneLayout &rows = m_page->lanes()->rows();
    QVERIFY(rows.first() <= 333 && rows.last() >= 333);
    // An unknown one, and none.
    m_page->setCurrent(987'654'321);
    m_page->setCurrent(0);
    QVERIFY(rows.first() <= 333);
    // A selection in the picture goes when another row is chosen, not when it is its own.
    m_page->state()->select({333, m_source->recording().tracks()[333].added});
    m_page->setCurrent(id);
    QVERIFY(m_page->state()->selected().has_value());
    m_page->setCurrent(m_source->recording().tracks()[2].id);
    QVERIFY(!m_page->state()->selected());
    QVERIFY(rows.first() <= 2);
}

void TestTimelinePage::tellsWhatWasPicked()
{
    const QSignalSpy picked(m_page.get(), &TimelinePage::picked);
    m_page->state()->select({0, 0});
    QTest::keyClick(m_page->lanes(), Qt::Key_Right);
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked.at(0).at(0).value<Id>(), 3);
}

void TestTimelinePage::asksForTheLimit()
{
    const QSignalSpy asked(m_page.get(), &TimelinePage::limitRequested);
    m_page->limitStrip()->setFocus();
    QTest::keyClick(m_page->limitStrip(), Qt::Key_Up);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toInt(), 4);
}

void TestTimelinePage::showsATable()
{
    QTest::keyClick(m_page->lanes(), Qt::Key_T);
    QVERIFY(m_page->chartOrTable()->isTable());
    QCOMPARE(m_page->frameInterval(), TimelinePage::kStepMs);
    auto *table = m_page->findChild<ChartTable *>();
    QVERIFY(table->hasFocus());
    QCOMPARE(table->model()->rowCount(), 9);
    const QSignalSpy picked(m_page.get(), &TimelinePage::picked);
    QTest::keyClick(table, Qt::Key_End, Qt::ControlModifier);
    QVERIFY(!picked.isEmpty());
    QCOMPARE(picked.last().at(0).value<Id>(), 3);
    QVERIFY(m_page->state()->isFollowing()); // End is the table's here
    QTest::keyClick(table, Qt::Key_T);
    QVERIFY(!m_page->chartOrTable()->isTable());
    QVERIFY(m_page->lanes()->hasFocus());
}

void TestTimelinePage::holdsItsValuesForScreenReaders()
{
    m_page->state()->select({1, 2 * kSecond});
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(m_page->lanes());
    QVERIFY(seen != nullptr);
    QCOMPARE(seen->childCount(), 2);
    QVERIFY(seen->text(QAccessible::Value).contains(u"two.bin"_s));
    QVERIFY2(seen->child(0)->text(QAccessible::Name).startsWith(u"Slot 1: three.bin · Receiving"_s),
        qPrintable(seen->child(0)->text(QAccessible::Name)));
    QCOMPARE(seen->child(1)->text(QAccessible::Name), u"Slot 2: free"_s);
    QCOMPARE(seen->indexOfChild(seen->child(1)), 1);
    QCOMPARE(seen->child(2), nullptr);
    const QRect lane = seen->child(1)->rect();
    QCOMPARE(seen->childAt(lane.center().x(), lane.center().y()), seen->child(1));
    const QString words = wordsOf(QAccessible::queryAccessibleInterface(m_page.get())).join(u'\n');
    QVERIFY(words.contains(u"two.bin · Receiving"_s));
    m_page->chartOrTable()->showTable(true);
    const QString table = wordsOf(QAccessible::queryAccessibleInterface(m_page.get())).join(u'\n');
    QVERIFY(table.contains(u"Download: two.bin"_s));
    QVERIFY(table.contains(u"Phase: Receiving"_s));
}

void TestTimelinePage::namesEverything()
{
    for (const QAbstractButton *button : m_page->tools()->findChildren<QAbstractButton *>()) {
        QVERIFY(!button->accessibleName().isEmpty());
        QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->accessibleName()));
    }
    for (const QAction *action : m_page->tools()->findChildren<QAction *>()) {
        if (!action->text().isEmpty())
            QVERIFY2(!action->shortcuts().isEmpty(), qPrintable(action->text()));
    }
}

void TestTimelinePage::saysThatNothingIsRecorded()
{
    RecordingSource source;
    TimelinePage page(&source);
    page.resize(600, 200);
    page.show();
    QVERIFY(!page.lanes()->isVisible());
    QCOMPARE(page.frameInterval(), TimelinePage::kStepMs);
    source.take(shortStory());
    QVERIFY(page.lanes()->isVisible());
}

void TestTimelinePage::anEmptyRecordingPromisesNothing()
{
    const auto words = [](RecordingSource *source) {
        const TimelinePage page(source);
        return page.findChild<QStackedWidget *>()->currentWidget()->property("text").toString();
    };
    RecordingSource live;
    RecordingSource opened{sluice::trace::Recording()};
    QVERIFY(words(&live).contains(u"yet"));
    QVERIFY(!words(&opened).isEmpty());
    QVERIFY(words(&opened) != words(&live));
}

void TestTimelinePage::fitsIntoANarrowPanel_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("as wide as usual?") << QSize(1'280, 300);
    QTest::newRow("narrow?") << QSize(640, 220);
    QTest::newRow("hardly any room?") << QSize(320, 160);
}

void TestTimelinePage::fitsIntoANarrowPanel()
{
    QFETCH(QSize, size);
    m_page->resize(size);
    m_page->setCurrent(2);
    QVERIFY(m_page->minimumSizeHint().width() <= 640);
    QVERIFY(m_page->lanes()->isVisible());
    QVERIFY(m_page->lanes()->width() > 0 && m_page->lanes()->height() > 0);
    QVERIFY(!m_page->grab().isNull());
}

void TestTimelinePage::showsAnOpenedRecording()
{
    RecordingSource opened(shortRecording());
    TimelinePage page(&opened);
    page.resize(900, 300);
    page.show();
    QCOMPARE(page.frameInterval(), 0);
    QVERIFY(!page.tools()->followAction()->isEnabled());
    QVERIFY(page.state()->axis().shows(0, 1) && page.state()->axis().shows(19 * kSecond, 20 * kSecond));
}

QTEST_MAIN(TestTimelinePage)
#include "tst_timeline_page.moc"
