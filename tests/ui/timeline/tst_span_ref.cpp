// SPDX-License-Identifier: MIT
#include "tests/core/trace/synthetic.h"
#include "tests/ui/timeline/story.h"
#include "ui/timeline/span_ref.h"

#include <QTest>

using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace sluice::trace;

namespace {

LaneList lanesOf(const Recording &recording, LaneKind kind)
{
    LaneList lanes;
    lanes.update(recording, kind);
    return lanes;
}

} // namespace

class TestSpanRef : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds();
    void hits_data();
    void hits();
    void goesThroughALane_data();
    void goesThroughALane();
    void goesThroughEveryLaneAndBack_data();
    void goesThroughEveryLaneAndBack();
    void findsTheNearest_data();
    void findsTheNearest();
};

void TestSpanRef::finds()
{
    const Recording recording = shortRecording();
    const auto span = findSpan(recording, {1, 2 * kSecond}, recording.now());
    QVERIFY(span.has_value());
    QCOMPARE(span->span.phase, Phase::Receiving);
    QCOMPARE(span->end, 8 * kSecond);
    // An index that moved: the span that covers the moment.
    QCOMPARE(findSpan(recording, {1, 3 * kSecond}, recording.now())->ref.begin, 2 * kSecond);
    QCOMPARE(findSpan(recording, {2, 12 * kSecond}, recording.now())->end, 20 * kSecond);
    QVERIFY(!findSpan(recording, {9, 0}, recording.now()));
    QVERIFY(!findSpan(recording, {1, -5}, recording.now()));
}

void TestSpanRef::hits_data()
{
    QTest::addColumn<LaneKind>("kind");
    QTest::addColumn<int>("lane");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<int>("track");
    QTest::addColumn<int>("phase");
    const auto phase = [](Phase one) {
        return static_cast<int>(one);
    };
    QTest::newRow("a slot's first?") << LaneKind::Slot << 0 << 5.0 << 5.1 << 0 << phase(Phase::Receiving);
    QTest::newRow("a slot's second?") << LaneKind::Slot << 0 << 11.0 << 11.1 << 2 << phase(Phase::Receiving);
    QTest::newRow("the greater part?") << LaneKind::Slot << 1 << 1.5 << 4.0 << 1 << phase(Phase::Receiving);
    QTest::newRow("what is free?") << LaneKind::Slot << 1 << 9.0 << 9.5 << -1 << 0;
    QTest::newRow("a wait?") << LaneKind::Download << 2 << 4.0 << 4.1 << 2 << phase(Phase::WaitSlot);
    QTest::newRow("the future?") << LaneKind::Download << 2 << 25.0 << 26.0 << -1 << 0;
    QTest::newRow("the past?") << LaneKind::Download << 2 << -5.0 << -4.0 << -1 << 0;
    QTest::newRow("no lane?") << LaneKind::Slot << 7 << 1.0 << 2.0 << -1 << 0;
}

void TestSpanRef::hits()
{
    QFETCH(LaneKind, kind);
    QFETCH(int, lane);
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(int, track);
    const Recording recording = shortRecording();
    const auto span
        = spanIn(recording, lanesOf(recording, kind), lane, Story::micros(from), Story::micros(to), recording.now());
    QCOMPARE(span.has_value(), track >= 0);
    if (span) {
        QCOMPARE(static_cast<int>(span->ref.track), track);
        QTEST(static_cast<int>(span->span.phase), "phase");
    }
}

void TestSpanRef::goesThroughALane_data()
{
    QTest::addColumn<LaneKind>("kind");
    QTest::addColumn<int>("lane");
    QTest::addColumn<QList<int>>("tracks");
    QTest::newRow("a slot?") << LaneKind::Slot << 0 << QList<int>{0, 2};
    QTest::newRow("a slot with phases?") << LaneKind::Slot << 1 << QList<int>{1, 1};
    QTest::newRow("a download?") << LaneKind::Download << 1 << QList<int>{1, 1, 1, 1, 1};
}

void TestSpanRef::goesThroughALane()
{
    QFETCH(LaneKind, kind);
    QFETCH(int, lane);
    const Recording recording = shortRecording();
    const LaneList lanes = lanesOf(recording, kind);
    QList<int> tracks;
    for (auto span = nearestSpan(recording, lanes, lane, 0, recording.now()); span;
        span = neighbour(recording, lanes, lane, span->ref, 1, recording.now()))
        tracks.append(static_cast<int>(span->ref.track));
    QTEST(tracks, "tracks");
}

void TestSpanRef::goesThroughEveryLaneAndBack_data()
{
    QTest::addColumn<LaneKind>("kind");
    QTest::newRow("by slot?") << LaneKind::Slot;
    QTest::newRow("by download?") << LaneKind::Download;
    QTest::newRow("by host?") << LaneKind::Host;
    QTest::newRow("by connection?") << LaneKind::Connection;
}

void TestSpanRef::goesThroughEveryLaneAndBack()
{
    QFETCH(LaneKind, kind);
    const Recording recording = sluice::trace::testing::recorded({.downloads = 40, .slots = 3, .failures = 200});
    const LaneList lanes = lanesOf(recording, kind);
    for (int lane = 0; lane < lanes.count(); ++lane) {
        std::vector<SpanRef> there;
        for (auto span = nearestSpan(recording, lanes, lane, 0, recording.now()); span;
            span = neighbour(recording, lanes, lane, span->ref, 1, recording.now())) {
            QVERIFY(there.empty() || span->ref.begin > there.back().begin || span->ref.track != there.back().track);
            there.push_back(span->ref);
            QVERIFY(there.size() < 100'000);
        }
        QVERIFY(!there.empty());
        auto back = findSpan(recording, there.back(), recording.now());
        for (std::size_t i = there.size(); i-- > 0;) {
            QVERIFY(back.has_value());
            QVERIFY(back->ref == there[i]);
            back = neighbour(recording, lanes, lane, back->ref, -1, recording.now());
        }
        QVERIFY(!back);
    }
}

void TestSpanRef::findsTheNearest_data()
{
    QTest::addColumn<double>("at");
    QTest::addColumn<double>("begin");
    QTest::newRow("before all?") << -5.0 << 1.0;
    QTest::newRow("within?") << 3.0 << 2.0;
    QTest::newRow("after all?") << 19.0 << 2.0;
}

void TestSpanRef::findsTheNearest()
{
    QFETCH(double, at);
    QFETCH(double, begin);
    const Recording recording = shortRecording();
    const auto span = nearestSpan(recording, lanesOf(recording, LaneKind::Slot), 1, Story::micros(at), recording.now());
    QVERIFY(span.has_value());
    QCOMPARE(span->ref.begin, Story::micros(begin));
    QVERIFY(!nearestSpan(recording, lanesOf(recording, LaneKind::Slot), 9, 0, recording.now()));
}

QTEST_APPLESS_MAIN(TestSpanRef)
#include "tst_span_ref.moc"
