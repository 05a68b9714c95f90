// SPDX-License-Identifier: MIT
#include "tests/ui/timeline/story.h"
#include "ui/timeline/timeline_state.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>
#include <memory>

using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace sluice::trace;

class TestTimelineState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_source = std::make_unique<RecordingSource>();
        m_source->take(shortStory());
        m_state = std::make_unique<TimelineState>(m_source.get());
        m_state->setWidth(600);
    }
    void beginsAtTheLeft();
    void followsOnceTheWindowIsFull();
    void stopsFollowingWhenPanned();
    void keepsFollowingWhileZooming();
    void zoomsAboutThePointer();
    void fitsAll();
    void cannotLoseTheRecording_data();
    void cannotLoseTheRecording();
    void neverRunsBackwards();
    void showsAnOpenedOneWhole();
    void selectsBySpan();
    void tellsChangesOnce();
    void keepsItsClockSteady();

private:
    std::unique_ptr<RecordingSource> m_source;
    std::unique_ptr<TimelineState> m_state;
};

void TestTimelineState::beginsAtTheLeft()
{
    QVERIFY(m_state->isFollowing());
    QCOMPARE(m_state->axis().from(), 0);
    QCOMPARE(m_state->axis().length(), TimelineState::kFirstWindow);
}

void TestTimelineState::followsOnceTheWindowIsFull()
{
    m_source->take(Story().until(500));
    m_state->advance();
    const TimeAxis &axis = m_state->axis();
    QVERIFY(std::abs(axis.x(m_state->now()) - (600 - axis.liveMargin())) < 0.1);
    QCOMPARE(axis.length(), TimelineState::kFirstWindow);
}

void TestTimelineState::stopsFollowingWhenPanned()
{
    m_source->take(Story().until(500));
    m_state->advance();
    const QSignalSpy told(m_state.get(), &TimelineState::followingChanged);
    m_state->pan(-100);
    QVERIFY(!m_state->isFollowing());
    QCOMPARE(told.size(), 1);
    const Micros from = m_state->axis().from();
    m_source->take(Story().until(600));
    m_state->advance();
    QCOMPARE(m_state->axis().from(), from);
    m_state->setFollowing(true);
    QVERIFY(m_state->axis().from() > from);
}

void TestTimelineState::keepsFollowingWhileZooming()
{
    m_source->take(Story().until(500));
    m_state->advance();
    m_state->zoom(10, 4);
    QVERIFY(m_state->isFollowing());
    QCOMPARE(m_state->axis().length(), TimelineState::kFirstWindow / 4);
    QVERIFY(m_state->axis().shows(m_state->now() - 1, m_state->now()));
}

void TestTimelineState::zoomsAboutThePointer()
{
    m_source->take(Story().until(500));
    m_state->advance();
    m_state->pan(-300);
    const Micros at = m_state->axis().at(123);
    m_state->zoom(123, 2);
    QVERIFY(std::abs(static_cast<double>(m_state->axis().at(123) - at)) <= 2);
}

void TestTimelineState::fitsAll()
{
    m_source->take(Story().until(5'000));
    m_state->advance();
    m_state->fit();
    QCOMPARE(m_state->axis().from(), 0);
    QVERIFY(m_state->axis().x(m_state->now()) < 600);
    QVERIFY(m_state->axis().x(m_state->now()) > 500);
}

void TestTimelineState::cannotLoseTheRecording_data()
{
    QTest::addColumn<double>("pixels");
    QTest::newRow("far to the left?") << -1e9;
    QTest::newRow("far to the right?") << 1e9;
    QTest::newRow("endlessly?") << std::numeric_limits<double>::infinity();
}

void TestTimelineState::cannotLoseTheRecording()
{
    QFETCH(double, pixels);
    m_state->pan(pixels);
    QVERIFY(m_state->axis().shows(0, m_state->now()));
}

void TestTimelineState::neverRunsBackwards()
{
    m_source->take(Story().until(500));
    m_state->advance();
    const Micros before = m_state->now();
    m_source->take(Story().until(400)); // a recording keeps its time; the state would too
    m_state->advance();
    QVERIFY(m_state->now() >= before);
}

void TestTimelineState::showsAnOpenedOneWhole()
{
    RecordingSource opened(shortRecording());
    TimelineState state(&opened);
    state.setWidth(300); // a window that is being laid out
    state.setWidth(600);
    QVERIFY(!state.isFollowing());
    QVERIFY2(state.axis().x(state.now()) > 500, "as wide as the window came to be");
    QVERIFY(state.axis().shows(0, kSecond) && state.axis().shows(19 * kSecond, 20 * kSecond));
    state.setFollowing(true);
    QVERIFY(!state.isFollowing());
    state.zoom(100, 3);
    const TimeAxis zoomed = state.axis();
    state.setWidth(700);
    QCOMPARE(state.axis().perPixel(), zoomed.perPixel());
}

void TestTimelineState::selectsBySpan()
{
    const QSignalSpy told(m_state.get(), &TimelineState::selectionChanged);
    m_state->select({1, 2 * kSecond});
    QCOMPARE(m_state->selectedLane(), 1);
    QCOMPARE(m_state->selected()->span.phase, Phase::Receiving);
    m_state->setKind(LaneKind::Download);
    QCOMPARE(m_state->selectedLane(), 1);
    m_state->clearSelection();
    m_state->clearSelection();
    QCOMPARE(told.size(), 2);
    QCOMPARE(m_state->selectedLane(), -1);
    m_state->select({77, 0});
    QVERIFY(!m_state->selected());
}

void TestTimelineState::tellsChangesOnce()
{
    const QSignalSpy kinds(m_state.get(), &TimelineState::kindChanged);
    const QSignalSpy currents(m_state.get(), &TimelineState::currentChanged);
    m_state->setKind(LaneKind::Slot);
    m_state->setKind(LaneKind::Host);
    m_state->setKind(LaneKind::Host);
    m_state->setCurrent(2);
    m_state->setCurrent(2);
    QCOMPARE(kinds.size(), 1);
    QCOMPARE(currents.size(), 1);
}

void TestTimelineState::keepsItsClockSteady()
{
    const qint64 before = m_state->wallAtZero();
    QVERIFY(std::abs(before - kWallAtZero) <= 2);
    for (int i = 0; i < 20; ++i) {
        Batch batch = Story().until(21 + i);
        batch.wallMs += i % 3; // the rounding of a clock
        m_source->take(batch);
        m_state->advance();
        QCOMPARE(m_state->wallAtZero(), before);
    }
}

QTEST_GUILESS_MAIN(TestTimelineState)
#include "tst_timeline_state.moc"
