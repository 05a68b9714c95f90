// SPDX-License-Identifier: MIT
#include "ui/window/limit_control.h"

#include "ui/window/actions.h"
#include "ui/window/limit_pips.h"

#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;

class TestLimitControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void pips_data();
    void pips();
    void manySlotsAreABar();
    void useStandsBesideThePips();
    void keys_data();
    void keys();
    void typingDoesNotPassThroughSmallerNumbers();
    void wheelAnywhere();
    void smallWheelStepsAddUp();
    void wheelStopsAtTheBounds();
    void showsUseInWords();
    void doesNotJumpBackBeforeTheEngineFollows();
    void givesUpWaitingForTheEngine();
    void followsTheEngineQuietly();
    void loweringHasAMenu();

private:
    void wheel(QWidget *target, int delta);
    QSpinBox *number() const { return m_control->findChild<QSpinBox *>(u"limitNumber"_s); }

    std::unique_ptr<QWidget> m_owner;
    Actions *m_actions = nullptr;
    LimitControl *m_control = nullptr;
    std::unique_ptr<QSignalSpy> m_changes;
};

void TestLimitControl::init()
{
    m_owner = std::make_unique<QWidget>();
    m_actions = new Actions(m_owner.get());
    m_control = new LimitControl(*m_actions, m_owner.get());
    m_control->setUse(5, 2);
    m_owner->resize(600, 60);
    m_owner->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_owner.get()));
    m_changes = std::make_unique<QSignalSpy>(m_control, &LimitControl::limitChanged);
}

void TestLimitControl::cleanup()
{
    m_changes.reset();
    m_owner.reset();
}

void TestLimitControl::wheel(QWidget *target, int delta)
{
    // As Qt does with real ones: what a widget leaves alone goes to its parent.
    for (QWidget *widget = target; widget; widget = widget->parentWidget()) {
        const QPointF at = widget->rect().center();
        QWheelEvent event(at, widget->mapToGlobal(at), QPoint(), QPoint(0, delta), Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(widget, &event);
        if (event.isAccepted() || widget == m_control)
            break;
    }
}

void TestLimitControl::pips_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("active");
    QTest::addColumn<QString>("picture"); // U used, F free, D draining
    QTest::newRow("nothing runs?") << 3 << 0 << u"FFF"_s;
    QTest::newRow("some slots in use?") << 5 << 2 << u"UUFFF"_s;
    QTest::newRow("all slots in use?") << 2 << 2 << u"UU"_s;
    QTest::newRow("draining?") << 2 << 4 << u"UUDD"_s;
    QTest::newRow("limit zero counts as one?") << 0 << 0 << u"F"_s;
}

void TestLimitControl::pips()
{
    QFETCH(int, limit);
    QFETCH(int, active);
    QFETCH(QString, picture);
    const PipLayout layout = PipLayout::of(limit, active, QSizeF(120, 16));
    QVERIFY(!layout.bar);
    QString seen;
    for (const Pip kind : layout.kinds)
        seen += kind == Pip::Used ? u'U' : kind == Pip::Free ? u'F' : u'D';
    QCOMPARE(seen, picture);
    for (std::size_t i = 1; i < layout.rects.size(); ++i)
        QVERIFY(layout.rects[i].left() > layout.rects[i - 1].right());
    QVERIFY(layout.rects.back().right() <= 120.001);
}

void TestLimitControl::useStandsBesideThePips()
{
    const auto *pips = m_control->findChild<LimitPips *>();
    const auto *use = m_control->findChild<QLabel *>(u"limitUse"_s);
    const QSize whole = m_control->sizeHint();
    for (const int limit : {1, 5, 24, 500}) {
        m_control->setUse(limit, 2);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        const std::vector<QRectF> rects = PipLayout::of(limit, 2, QSizeF(pips->size())).rects;
        const qreal gap = use->x() - (pips->x() + rects.back().right());
        QVERIFY2(limit > 12 || (gap >= 7 && gap <= 10), qPrintable(QString::number(gap)));
        QCOMPARE(m_control->sizeHint(), whole);
    }
}

void TestLimitControl::manySlotsAreABar()
{
    QVERIFY(!PipLayout::of(24, 0, QSizeF(120, 16)).bar);
    const PipLayout bar = PipLayout::of(25, 10, QSizeF(125, 16));
    QVERIFY(bar.bar);
    QCOMPARE(bar.rects[0].width(), 125.0);
    QCOMPARE(bar.rects[1].width(), 50.0);
    QCOMPARE(bar.rects[2].width(), 0.0);
    const PipLayout draining = PipLayout::of(50, 100, QSizeF(100, 16));
    QCOMPARE(draining.rects[0].width(), 100.0);
    QCOMPARE(draining.rects[1].width(), 50.0);
    QCOMPARE(draining.rects[2].width(), 50.0);
    QCOMPARE(draining.rects[2].left(), 50.0);
}

void TestLimitControl::keys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("limit");
    QTest::newRow("up?") << static_cast<int>(Qt::Key_Up) << 6;
    QTest::newRow("down?") << static_cast<int>(Qt::Key_Down) << 4;
    QTest::newRow("page up?") << static_cast<int>(Qt::Key_PageUp) << 15;
    QTest::newRow("page down stops at one?") << static_cast<int>(Qt::Key_PageDown) << 1;
}

void TestLimitControl::keys()
{
    QFETCH(int, key);
    QFETCH(int, limit);
    m_control->edit();
    QTest::keyClick(number(), static_cast<Qt::Key>(key));
    QCOMPARE(m_changes->size(), 1);
    QCOMPARE(m_changes->first().first().toInt(), limit);
}

void TestLimitControl::typingDoesNotPassThroughSmallerNumbers()
{
    m_control->edit();
    QTest::keyClicks(number(), u"12"_s);
    QCOMPARE(m_changes->size(), 0);
    QTest::keyClick(number(), Qt::Key_Return);
    QCOMPARE(m_changes->size(), 1);
    QCOMPARE(m_changes->first().first().toInt(), 12);
}

void TestLimitControl::wheelAnywhere()
{
    wheel(m_control->findChild<LimitPips *>(), 120);
    QCOMPARE(m_control->limit(), 6);
    wheel(number(), -240);
    QCOMPARE(m_control->limit(), 4);
    QCOMPARE(m_changes->size(), 2);
}

void TestLimitControl::smallWheelStepsAddUp()
{
    for (int i = 0; i < 3; ++i)
        wheel(m_control, 30);
    QCOMPARE(m_changes->size(), 0);
    wheel(m_control, 30);
    QCOMPARE(m_control->limit(), 6);
}

void TestLimitControl::wheelStopsAtTheBounds()
{
    wheel(m_control, -120 * 50);
    QCOMPARE(m_control->limit(), download::kMinLimit);
    wheel(m_control, 120 * 5'000);
    QCOMPARE(m_control->limit(), download::kMaxLimit);
}

void TestLimitControl::showsUseInWords()
{
    const auto *use = m_control->findChild<QLabel *>(u"limitUse"_s);
    QCOMPARE(use->text(), u"2/5"_s);
    QVERIFY(number()->accessibleDescription().contains(u"2 of 5"_s));
    m_control->setUse(5, 7);
    QCOMPARE(use->text(), u"7/5"_s);
    QVERIFY(number()->accessibleDescription().contains(u"7 running, limit 5"_s));
}

void TestLimitControl::doesNotJumpBackBeforeTheEngineFollows()
{
    m_control->choose(9);
    m_control->setUse(5, 5);
    QCOMPARE(m_control->limit(), 9);
    m_control->setUse(9, 5);
    QCOMPARE(m_control->limit(), 9);
    m_control->setUse(7, 5); // somebody else changed it afterwards
    QCOMPARE(m_control->limit(), 7);
    QCOMPARE(m_changes->size(), 1);
}

void TestLimitControl::givesUpWaitingForTheEngine()
{
    m_control->choose(9);
    for (int i = 0; i < 20; ++i)
        m_control->setUse(5, 5);
    QCOMPARE(m_control->limit(), 5);
}

void TestLimitControl::followsTheEngineQuietly()
{
    m_control->setUse(8, 1);
    QCOMPARE(m_control->limit(), 8);
    m_control->confirm(3);
    QCOMPARE(m_control->limit(), 3);
    QCOMPARE(m_changes->size(), 0);
}

void TestLimitControl::loweringHasAMenu()
{
    const auto *button = m_control->findChild<QToolButton *>(u"loweringButton"_s);
    QCOMPARE(button->menu()->actions().size(), 2);
    const QString drain = button->text();
    m_control->setLowering(download::Lowering::Park);
    QVERIFY(button->text() != drain);
}

QTEST_MAIN(TestLimitControl)
#include "tst_limit_control.moc"
