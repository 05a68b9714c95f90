// SPDX-License-Identifier: MIT
#include "tests/core/trace/synthetic.h"
#include "tests/ui/timeline/lane_scene.h"

#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace sluice::trace;
using namespace Qt::StringLiterals;

namespace {

void turn(LaneView &view, QPoint pos, QPoint angle, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWheelEvent event(pos, view.mapToGlobal(pos), {}, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view, &event);
}

} // namespace

class TestLaneViewInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void picksWithAClick();
    void movesWithKeys();
    void pansWithKeysWhenNothingIsSelected();
    void pansWithTheMouse();
    void zoomsWithTheWheel();
    void scrollsWithTheWheel();
    void measures();
    void saysWhatIsUnderThePointer();
};

void TestLaneViewInput::picksWithAClick()
{
    Scene scene(shortRecording(), LaneKind::Slot);
    const QSignalSpy picked(&scene.view, &LaneView::picked);
    QTest::mouseClick(&scene.view, Qt::LeftButton, {}, scene.at(0, 15));
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked.at(0).at(0).value<Id>(), 3);
    QVERIFY(scene.state.selected().has_value());
    QTest::mouseClick(&scene.view, Qt::LeftButton, {}, scene.at(1, 15));
    QCOMPARE(picked.size(), 1);
    QVERIFY(!scene.state.selected());
}

void TestLaneViewInput::movesWithKeys()
{
    Scene scene(shortRecording());
    const QSignalSpy picked(&scene.view, &LaneView::picked);
    scene.state.select({1, 2 * kSecond});
    QTest::keyClick(&scene.view, Qt::Key_Right);
    QCOMPARE(scene.state.selected()->span.phase, Phase::Backoff);
    QTest::keyClick(&scene.view, Qt::Key_Left);
    QTest::keyClick(&scene.view, Qt::Key_Left);
    QCOMPARE(scene.state.selected()->span.phase, Phase::Connect);
    QTest::keyClick(&scene.view, Qt::Key_Up);
    QCOMPARE(scene.state.selected()->ref.track, 0U);
    QCOMPARE(picked.last().at(0).value<Id>(), 1);
    QTest::keyClick(&scene.view, Qt::Key_Up);
    QCOMPARE(scene.state.selected()->ref.track, 0U);
    QTest::keyClick(&scene.view, Qt::Key_Down);
    QTest::keyClick(&scene.view, Qt::Key_Down);
    QCOMPARE(scene.state.selected()->ref.track, 2U);
    QVERIFY(scene.view.selectedText().startsWith(u"three.bin"_s));
    QTest::keyClick(&scene.view, Qt::Key_Escape);
    QVERIFY(!scene.state.selected());
    QTest::keyClick(&scene.view, Qt::Key_Space);
    QCOMPARE(scene.state.selected()->ref.track, 0U);
}

void TestLaneViewInput::pansWithKeysWhenNothingIsSelected()
{
    Scene scene(shortRecording());
    scene.state.zoom(600, 4);
    const Micros before = scene.state.axis().from();
    QTest::keyClick(&scene.view, Qt::Key_Right);
    QVERIFY(scene.state.axis().from() > before);
    QTest::keyClick(&scene.view, Qt::Key_Left);
    QVERIFY(std::abs(scene.state.axis().from() - before) <= 1);
}

void TestLaneViewInput::pansWithTheMouse()
{
    Scene scene(shortRecording());
    scene.state.zoom(600, 4);
    const QSignalSpy picked(&scene.view, &LaneView::picked);
    const Micros under = scene.state.axis().at(700);
    QTest::mousePress(&scene.view, Qt::LeftButton, {}, QPoint(700, 50));
    QTest::mouseMove(&scene.view, QPoint(650, 50));
    QTest::mouseMove(&scene.view, QPoint(500, 50));
    QTest::mouseRelease(&scene.view, Qt::LeftButton, {}, QPoint(500, 50));
    QVERIFY(std::abs(scene.state.axis().x(under) - 500) < 1);
    QCOMPARE(picked.size(), 0);
}

void TestLaneViewInput::zoomsWithTheWheel()
{
    Scene scene(shortRecording());
    const Micros under = scene.state.axis().at(300);
    const double before = scene.state.axis().perPixel();
    turn(scene.view, {300, 50}, {0, 120}, Qt::ControlModifier);
    QVERIFY(scene.state.axis().perPixel() < before);
    QVERIFY(std::abs(scene.state.axis().x(under) - 300) < 0.1);
    turn(scene.view, {300, 50}, {0, -120}, Qt::ControlModifier);
    QVERIFY(std::abs(scene.state.axis().perPixel() - before) < 1);
}

void TestLaneViewInput::scrollsWithTheWheel()
{
    Scene scene(sluice::trace::testing::recorded({.downloads = 200, .slots = 4}));
    scene.state.zoom(600, 4);
    turn(scene.view, {300, 50}, {0, -120});
    QCOMPARE(scene.view.rows().scroll, 3 * scene.view.rows().rowHeight);
    turn(scene.view, {300, 50}, {0, 12'000});
    QCOMPARE(scene.view.rows().scroll, 0);
    const Micros before = scene.state.axis().from();
    turn(scene.view, {300, 50}, {0, -120}, Qt::ShiftModifier);
    QVERIFY(scene.state.axis().from() > before);
    turn(scene.view, {300, 50}, {120, 0});
    QVERIFY(std::abs(scene.state.axis().from() - before) <= 1);
    QCOMPARE(scene.view.rows().scroll, 0);
}

void TestLaneViewInput::measures()
{
    Scene scene(shortRecording());
    const QImage before = scene.image();
    QTest::mousePress(&scene.view, Qt::LeftButton, Qt::ShiftModifier, scene.at(0, 5));
    QTest::mouseMove(&scene.view, scene.at(0, 7));
    QTest::mouseRelease(&scene.view, Qt::LeftButton, Qt::ShiftModifier, scene.at(0, 7));
    QVERIFY(scene.state.measured().has_value());
    const auto [from, to] = *scene.state.measured();
    QVERIFY(std::abs(to - from - 2 * kSecond) < 50 * kMs);
    QVERIFY(scene.image() != before);
    QTest::mouseClick(&scene.view, Qt::LeftButton, {}, scene.at(0, 7));
    QVERIFY(!scene.state.measured());
    // And with the tool, without Shift.
    scene.view.setMeasuring(true);
    QTest::mousePress(&scene.view, Qt::LeftButton, {}, scene.at(0, 7));
    QTest::mouseMove(&scene.view, scene.at(0, 5));
    QTest::mouseRelease(&scene.view, Qt::LeftButton, {}, scene.at(0, 5));
    QVERIFY(scene.state.measured().has_value());
    QTest::keyClick(&scene.view, Qt::Key_Escape);
    QVERIFY(!scene.state.measured());
}

void TestLaneViewInput::saysWhatIsUnderThePointer()
{
    Story story;
    story.add(0, 1, u"<b>bold</b>.bin"_s).enter(0, 1, Phase::Receiving, 0);
    Recording recording;
    recording.apply(story.until(10));
    Scene scene(std::move(recording));
    const QPoint pos = scene.at(0, 5);
    QHelpEvent help(QEvent::ToolTip, pos, scene.view.mapToGlobal(pos));
    QCoreApplication::sendEvent(&scene.view, &help);
    QVERIFY2(QToolTip::text().contains(u"&lt;b&gt;bold"_s), qPrintable(QToolTip::text()));
    QVERIFY(QToolTip::text().contains(u"Receiving"_s));
}

QTEST_MAIN(TestLaneViewInput)
#include "tst_lane_view_input.moc"
