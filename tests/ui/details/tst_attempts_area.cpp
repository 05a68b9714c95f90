// SPDX-License-Identifier: MIT
#include "tests/ui/details/story.h"
#include "tests/ui/synthetic_rows.h"
#include "ui/details/attempt_pane.h"
#include "ui/details/detail_panel.h"
#include "ui/details/error_box.h"
#include "ui/details/segment_map.h"
#include "ui/details/waterfall_view.h"
#include "ui/recording/recording_source.h"

#include <QAccessible>
#include <QLabel>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;

namespace {

constexpr qint64 kNow = Story::kWall + 7'000;

/// What is kept of the download that threeAttempts() tells of; `earlier` attempts come before those.
engine::Details detailsOf(int earlier)
{
    engine::Details details;
    details.id = 1;
    for (int number = 1; number <= earlier + 3; ++number) {
        download::Attempt attempt;
        attempt.number = number;
        attempt.startedMs = Story::kWall;
        attempt.endedMs = Story::kWall + 1'000;
        details.attempts.push_back(attempt);
    }
    Error error;
    error.kind = ErrorKind::HttpStatus;
    error.httpStatus = 503;
    details.attempts.front().error = error;
    return details;
}

} // namespace

/// The attempts within the detail panel, with a recording.
class TestAttemptsArea : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutARecordingThereIsTheListAlone();
    void oneChoiceForAllViews();
    void aRecordedAttemptNeedNotBeKept();
    void attemptsOfEarlierStartsAreToldApart();
    void anotherDownloadStartsClean();
    void theRecordingMayGoFirst();
    void hiddenNothingRuns();
    void itFitsASmallWindow();
    void everythingHasAName();

private:
    template <typename T>
    T *part() const
    {
        return m_panel->findChild<T *>();
    }
    QTableView *list() const;
    QString visibleText() const;

    std::unique_ptr<RecordingSource> m_source;
    std::unique_ptr<DetailPanel> m_panel;
};

QTableView *TestAttemptsArea::list() const
{
    for (QTableView *table : m_panel->findChildren<QTableView *>()) {
        if (table->accessibleName() == u"Attempts"_s)
            return table;
    }
    return nullptr;
}

QString TestAttemptsArea::visibleText() const
{
    QString text;
    for (const QLabel *label : m_panel->findChildren<QLabel *>())
        text += label->isVisible() ? label->text() + u'\n' : QString();
    return text;
}

void TestAttemptsArea::init()
{
    m_panel = std::make_unique<DetailPanel>(nullptr, [] { return kNow; });
    m_source = std::make_unique<RecordingSource>();
    m_source->take(threeAttempts().take(7'000));
    m_panel->setSource(m_source.get());
    m_panel->resize(1'000, 260);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_panel->setRow(rowNamed(1, u"model.bin"_s, State::Done));
    m_panel->setDetails(detailsOf(0));
}

void TestAttemptsArea::withoutARecordingThereIsTheListAlone()
{
    QCOMPARE(part<QTabWidget>()->count(), 3);
    m_panel->setSource(nullptr);
    QCOMPARE(part<QTabWidget>()->count(), 1);
    QVERIFY(list()->isVisible());
    m_panel->setSource(m_source.get());
    QCOMPARE(part<QTabWidget>()->count(), 3);
    QCOMPARE(part<WaterfallView>()->rows().size(), 3U);
}

void TestAttemptsArea::oneChoiceForAllViews()
{
    QVERIFY(!part<AttemptPane>()->isVisible());
    QTest::keyClick(part<WaterfallView>(), Qt::Key_Down);
    QVERIFY(part<AttemptPane>()->isVisible());
    QCOMPARE(part<AttemptPane>()->facts().number, 1);
    QCOMPARE(list()->currentIndex().row(), 2);
    QVERIFY2(part<ErrorBox>()->isVisible(), "the error of the chosen attempt is explained");
    list()->selectRow(0);
    QCOMPARE(part<AttemptPane>()->facts().number, 3);
    QCOMPARE(part<WaterfallView>()->currentRow(), 2);
    QVERIFY(!part<ErrorBox>()->isVisible());
    part<QTabWidget>()->setCurrentIndex(2);
    QTest::keyClick(part<SegmentMap>(), Qt::Key_Home);
    QCOMPARE(part<AttemptPane>()->facts().number, 2);
    QCOMPARE(list()->currentIndex().row(), 1);
    // The next details must not take the choice away.
    m_panel->setDetails(detailsOf(0));
    QCOMPARE(part<AttemptPane>()->facts().number, 2);
    part<AttemptPane>()->findChild<QToolButton *>()->click();
    QVERIFY(!part<AttemptPane>()->isVisible());
    QVERIFY(list()->selectionModel()->selectedRows().isEmpty());
    QCOMPARE(part<WaterfallView>()->currentRow(), -1);
}

void TestAttemptsArea::aRecordedAttemptNeedNotBeKept()
{
    engine::Details none;
    none.id = 1;
    m_panel->setDetails(none);
    QTest::keyClick(part<WaterfallView>(), Qt::Key_End);
    QCOMPARE(part<AttemptPane>()->facts().number, 3);
    QVERIFY(!part<AttemptPane>()->facts().response.empty());
}

void TestAttemptsArea::attemptsOfEarlierStartsAreToldApart()
{
    QVERIFY(!visibleText().contains(u"came before Sluice"_s));
    m_panel->setDetails(detailsOf(2));
    QVERIFY2(visibleText().contains(u"2 earlier attempt"_s), qPrintable(visibleText()));
    list()->selectRow(0);
    QCOMPARE(part<AttemptPane>()->facts().number, 5);
    QVERIFY(part<AttemptPane>()->facts().headersNote.contains(u"older"_s));
    QCOMPARE(part<WaterfallView>()->currentRow(), -1);
}

void TestAttemptsArea::anotherDownloadStartsClean()
{
    QTest::keyClick(part<WaterfallView>(), Qt::Key_Down);
    m_panel->setRow(rowNamed(2, u"b"_s, State::Queued));
    QVERIFY(!part<AttemptPane>()->isVisible());
    QVERIFY(part<WaterfallView>()->rows().empty());
    QVERIFY(visibleText().contains(u"Nothing has happened"_s));
    m_panel->clear();
    QVERIFY(visibleText().contains(u"Choose a download"_s));
}

void TestAttemptsArea::theRecordingMayGoFirst()
{
    QTest::keyClick(part<WaterfallView>(), Qt::Key_Down);
    m_source.reset();
    m_panel->setRow(rowNamed(1, u"model.bin"_s, State::Done));
    m_panel->setDetails(detailsOf(0));
    QVERIFY(!m_panel->grab().isNull());
    QVERIFY(part<WaterfallView>()->rows().empty());
}

void TestAttemptsArea::hiddenNothingRuns()
{
    Story story(3, u"c"_s);
    story.enter(7'000, trace::Phase::Receiving, 1, 0);
    m_source->take(story.take(7'100));
    m_panel->setRow(rowNamed(3, u"c"_s, State::Receiving));
    QVERIFY(part<WaterfallView>()->isTicking());
    part<QTabWidget>()->setCurrentIndex(1);
    QVERIFY(!part<WaterfallView>()->isTicking());
    part<QTabWidget>()->setCurrentIndex(0);
    m_panel->hide();
    QVERIFY(!part<WaterfallView>()->isTicking());
    story.receive(7'200, 1, 0, 0, 100);
    m_source->take(story.take(7'300));
    QVERIFY(!part<WaterfallView>()->isTicking());
}

void TestAttemptsArea::itFitsASmallWindow()
{
    engine::Row row = rowNamed(1, QString(4'000, u'x'), State::Done);
    m_panel->setRow(row);
    QTest::keyClick(part<WaterfallView>(), Qt::Key_Down);
    QVERIFY2(
        m_panel->minimumSizeHint().width() <= 780, qPrintable(QString::number(m_panel->minimumSizeHint().width())));
    m_panel->resize(800, 180);
    QCOMPARE(m_panel->width(), 800);
    QVERIFY(part<WaterfallView>()->width() > 100);
    QVERIFY(part<AttemptPane>()->width() > 100);
}

void TestAttemptsArea::everythingHasAName()
{
    QTest::keyClick(part<WaterfallView>(), Qt::Key_Down);
    for (int tab = 0; tab < 3; ++tab) {
        part<QTabWidget>()->setCurrentIndex(tab);
        for (QWidget *widget : m_panel->findChildren<QWidget *>()) {
            if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            QAccessibleInterface *found = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(found != nullptr && !found->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        }
    }
}

QTEST_MAIN(TestAttemptsArea)
#include "tst_attempts_area.moc"
