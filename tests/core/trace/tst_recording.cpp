// SPDX-License-Identifier: MIT
// Lives and lanes.
#include "core/trace/consistency.h"
#include "tests/core/trace/short_events.h"

#include <QTest>

using namespace sluice::trace;
using namespace sluice::trace::testing;
using namespace Qt::StringLiterals;

class TestRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsEmpty();
    void spansOfOneDownload_data();
    void spansOfOneDownload();
    void laysOutLanes_data();
    void laysOutLanes();
    void labelsConnections();
    void countsWhoRunsAndWaits();
    void takesEventsByTheirTime();
    void ignoresWhatItDoesNotKnow();
    void isAValue();
};

void TestRecording::beginsEmpty()
{
    Recording recording;
    QVERIFY(recording.isEmpty());
    QCOMPARE(recording.now(), 0);
    QCOMPARE(recording.wallMs(5), 0);
    QVERIFY(recording.tracks().empty());
    QVERIFY(recording.hosts().empty());
    QVERIFY(recording.lanes(LaneKind::Slot).empty());
    QVERIFY(recording.lanes(LaneKind::Download).empty());
    QCOMPARE(recording.memory(), 0U);
    recording.apply({5, 0, {}});
    QVERIFY(!recording.isEmpty());
    QCOMPARE(recording.now(), 5);
    QCOMPARE(recording.revision(), 0U);
}

void TestRecording::spansOfOneDownload_data()
{
    QTest::addColumn<Events>("events");
    QTest::addColumn<QString>("spans");
    const auto row = [](const char *name, Events events, const QString &spans) {
        events.insert(events.begin(), added(0, 1));
        QTest::newRow(name) << events << spans;
    };
    row("does it begin with its first phase?", {entered(5, 1, Phase::WaitSlot)}, u"wait-slot 5-…"_s);
    row("do phases follow each other?",
        {entered(0, 1, Phase::WaitSlot), entered(10, 1, Phase::Connect, 2, 1), entered(20, 1, Phase::Done, kNone, 1)},
        u"wait-slot 0-10, connect 10-20 s2 a1, done 20-… a1"_s);
    row("does the same phase again add nothing?",
        {entered(0, 1, Phase::Receiving, 2, 1, 4), entered(10, 1, Phase::Receiving, 2, 1, 4)},
        u"receiving 0-… s2 a1 c4"_s);
    row("is a connection that was unknown filled in?",
        {entered(0, 1, Phase::Connect, 2, 1), entered(10, 1, Phase::Connect, 2, 1, 4)}, u"connect 0-… s2 a1 c4"_s);
    row("is an attempt that was unknown filled in?",
        {entered(0, 1, Phase::WaitSlot), entered(10, 1, Phase::WaitSlot, kNone, 1)}, u"wait-slot 0-… a1"_s);
    row("is another connection another span?",
        {entered(0, 1, Phase::Receiving, 2, 1, 4), entered(10, 1, Phase::Receiving, 2, 1, 5)},
        u"receiving 0-10 s2 a1 c4, receiving 10-… s2 a1 c5"_s);
    row("is a slot that comes another span?", {entered(0, 1, Phase::WaitHost), entered(10, 1, Phase::WaitHost, 2)},
        u"wait-host 0-10, wait-host 10-… s2"_s);
    row("is a span renamed from its begin on?",
        {entered(0, 1, Phase::WaitSlot), entered(5, 1, Phase::Connect, 0, 1), renamed(9, 1, Phase::FirstByte, 0, 1, 4)},
        u"wait-slot 0-5, first-byte 5-… s0 a1 c4"_s);
    row("is work renamed to no wait?",
        {entered(0, 1, Phase::Connect, 0, 1), renamed(9, 1, Phase::WaitDisk, 0, 1, kNone)},
        u"connect 0-9 s0 a1, wait-disk 9-… s0 a1"_s);
    row("does a rename with another slot go on from there?",
        {entered(0, 1, Phase::Connect, 0, 1), renamed(9, 1, Phase::FirstByte, 1, 1, kNone)},
        u"first-byte 0-9 s0 a1, first-byte 9-… s1 a1"_s);
    row("is a rename without a span a span?", {renamed(9, 1, Phase::FirstByte, 0, 1, kNone)},
        u"first-byte 9-… s0 a1"_s);
    row("is what took no time dropped?",
        {entered(0, 1, Phase::WaitSlot), entered(10, 1, Phase::NameLookup, 0, 1), entered(10, 1, Phase::Connect, 0, 1)},
        u"wait-slot 0-10, connect 10-… s0 a1"_s);
    row("does the one before go on after that?",
        {entered(0, 1, Phase::Receiving, 0, 1), entered(10, 1, Phase::Stalled, 0, 1),
            entered(10, 1, Phase::Receiving, 0, 1)},
        u"receiving 0-… s0 a1"_s);
    row("not when the slot was away in between?",
        {entered(0, 1, Phase::Receiving, 0, 1), entered(10, 1, Phase::WaitSlot),
            entered(10, 1, Phase::Receiving, 0, 1)},
        u"receiving 0-10 s0 a1, receiving 10-… s0 a1"_s);
    row("does a last one that took no time stay?",
        {entered(0, 1, Phase::WaitSlot), entered(10, 1, Phase::Done), Removed{10, 1}}, u"wait-slot 0-10, done 10-10"_s);
    row("does a removal end it?", {entered(0, 1, Phase::Receiving, 0, 1), Removed{10, 1}}, u"receiving 0-10 s0 a1"_s);
    row("does nothing follow a removal?",
        {entered(0, 1, Phase::Receiving, 0, 1), Removed{10, 1}, entered(20, 1, Phase::Done), added(30, 1),
            Removed{40, 1}},
        u"receiving 0-10 s0 a1"_s);
    row("does an end last until it is started again?",
        {entered(0, 1, Phase::Failed, kNone, 3), entered(10, 1, Phase::WaitSlot), entered(20, 1, Phase::Connect, 0, 1)},
        u"failed 0-10 a3, wait-slot 10-20, connect 20-… s0 a1"_s);
    row("does one at rest hold nothing?", {entered(0, 1, Phase::Paused, 3, 1, 4)}, u"paused 0-… a1"_s);
    row("does a time that runs backwards wait?",
        {entered(10, 1, Phase::WaitSlot), entered(5, 1, Phase::Connect, 0, 1), entered(30, 1, Phase::Done)},
        u"connect 10-30 s0 a1, done 30-…"_s);
    row("does a time in the future wait?", {entered(0, 1, Phase::WaitSlot), entered(kMost, 1, Phase::Done)},
        u"wait-slot 0-1000, done 1000-…"_s);
    row("does a time before the begin wait?",
        {entered(std::numeric_limits<qint64>::min(), 1, Phase::WaitSlot), entered(-5, 1, Phase::Connect, 0, 1)},
        u"connect 0-… s0 a1"_s);
    row("are numbers that cannot be unknown?",
        {entered(0, 1, Phase::Connect, -7, -1, -9), entered(10, 1, Phase::Receiving, 1 << 20, 1 << 20, 1 << 30)},
        u"connect 0-10, receiving 10-… a65535 c1073741824"_s);
}

void TestRecording::spansOfOneDownload()
{
    QFETCH(Events, events);
    const Recording recording = recordingOf(events);
    QCOMPARE(recording.tracks().size(), 1U);
    QTEST(toText(recording.tracks()[0].spans), "spans");
    QCOMPARE(recording.spanCount(), recording.tracks()[0].spans.size());
    QCOMPARE(recording.find(1), std::optional<TrackIndex>(0));
    std::vector<QString> findings = inconsistencies(recording);
    QCOMPARE(findings, std::vector<QString>());

    // Event by event it is the same.
    Recording stepwise;
    for (const Event &event : events)
        stepwise.apply({1000, 1, {event}});
    QCOMPARE(stepwise.tracks()[0].spans.size(), recording.tracks()[0].spans.size());
}

void TestRecording::laysOutLanes_data()
{
    QTest::addColumn<Events>("events");
    QTest::addColumn<LaneKind>("kind");
    QTest::addColumn<QString>("lanes");
    const auto row = [](const char *name, LaneKind kind, Events events, const QString &lanes) {
        events.insert(events.begin(),
            {added(0, 1), added(0, 2), added(0, 3, u"other"_s), entered(0, 1, Phase::WaitSlot),
                entered(0, 2, Phase::WaitSlot), entered(0, 3, Phase::WaitSlot)});
        QTest::newRow(name) << events << kind << lanes;
    };
    row("does a stay last while the slot is held?", LaneKind::Slot,
        {entered(10, 1, Phase::Connect, 0, 1), entered(20, 1, Phase::Receiving, 0, 1), entered(30, 1, Phase::Done)},
        u"0: 0@1 10-30"_s);
    row("does another slot end it?", LaneKind::Slot,
        {entered(10, 1, Phase::Connect, 5, 1), entered(20, 1, Phase::Connect, 2, 1)}, u"5: 0@1 10-20; 2: 0@2 20-…"_s);
    row("does a removal end it?", LaneKind::Slot, {entered(10, 1, Phase::Connect, 0, 1), Removed{20, 1}},
        u"0: 0@1 10-20"_s);
    row("is a slot handed over?", LaneKind::Slot,
        {entered(10, 1, Phase::Connect, 0, 1), entered(20, 1, Phase::Done), entered(20, 2, Phase::Connect, 0, 1)},
        u"0: 0@1 10-20, 1@1 20-…"_s);
    row("does who takes a slot that is held drive out who held it?", LaneKind::Slot,
        {entered(10, 1, Phase::Connect, 0, 1), entered(20, 2, Phase::Connect, 0, 1), entered(30, 1, Phase::Done)},
        u"0: 0@1 10-20, 1@1 20-…"_s);
    row("is a stay of no time forgotten?", LaneKind::Slot,
        {entered(10, 1, Phase::Connect, 0, 1), entered(10, 1, Phase::Paused)}, u"0: "_s);
    row("is each host apart, and each place at it?", LaneKind::Host,
        {entered(10, 1, Phase::Connect, 0, 1), entered(11, 2, Phase::Connect, 1, 1),
            entered(12, 3, Phase::Connect, 2, 1)},
        u"0host: 0@1 10-…; 0host: 1@1 11-…; 1other: 2@1 12-…"_s);
    row("is the lowest free place taken?", LaneKind::Host,
        {entered(10, 1, Phase::Connect, 0, 1), entered(11, 2, Phase::Connect, 1, 1), entered(12, 2, Phase::Paused),
            entered(13, 1, Phase::Paused), entered(14, 2, Phase::Connect, 1, 1)},
        u"0host: 0@1 10-13, 1@3 14-…; 0host: 1@1 11-12"_s);
    row("is a connection a lane?", LaneKind::Connection,
        {entered(10, 1, Phase::Connect, 0, 1), entered(20, 1, Phase::Receiving, 0, 1, 7),
            entered(30, 1, Phase::Verifying, 0, 1), entered(30, 2, Phase::Receiving, 1, 1, 7)},
        u"7: 0@2 20-30, 1@1 30-…"_s);
    row("is a late connection one since its span began?", LaneKind::Connection,
        {entered(10, 1, Phase::Connect, 0, 1), entered(20, 1, Phase::Connect, 0, 1, 7)}, u"7: 0@1 10-…"_s);
    row("but not before it was free?", LaneKind::Connection,
        {entered(10, 1, Phase::FirstByte, 0, 1), entered(11, 2, Phase::Receiving, 1, 1, 7), entered(15, 2, Phase::Done),
            entered(20, 1, Phase::FirstByte, 0, 1, 7)},
        u"7: 1@1 11-15, 0@1 15-…"_s);
    row("do two on one connection have a lane each?", LaneKind::Connection,
        {entered(10, 1, Phase::Receiving, 0, 1, 7), entered(11, 2, Phase::Receiving, 1, 1, 7),
            entered(12, 1, Phase::Done)},
        u"7: 0@1 10-12; 7: 1@1 11-…"_s);
}

void TestRecording::laysOutLanes()
{
    QFETCH(Events, events);
    QFETCH(LaneKind, kind);
    const Recording recording = recordingOf(events);
    QTEST(toText(recording.lanes(kind)), "lanes");
    for (const Track &track : recording.tracks())
        QCOMPARE(lifeFindings(track, recording.now()), std::vector<QString>());
    for (const Lane &lane : recording.lanes(kind))
        QCOMPARE(laneFindings(lane, recording.tracks()), std::vector<QString>());
}

void TestRecording::labelsConnections()
{
    const Recording recording
        = recordingOf({added(0, 1), added(0, 2), Connected{1, 7, u"a:1"_s}, entered(2, 1, Phase::Receiving, 0, 1, 7),
            entered(3, 2, Phase::Receiving, 1, 1, 7), entered(4, 1, Phase::Receiving, 0, 1, 8),
            Connected{5, 8, u"b:1"_s}, Connected{6, -4, u"c:1"_s}, Connected{6, 9, u"d:1"_s}});
    const std::span<const Lane> lanes = recording.lanes(LaneKind::Connection);
    QCOMPARE(lanes.size(), 3U);
    QCOMPARE(lanes[0].label, u"a:1"_s);
    QCOMPARE(lanes[1].label, u"a:1"_s);
    QCOMPARE(lanes[2].label, u"b:1"_s);
}

void TestRecording::countsWhoRunsAndWaits()
{
    const Recording recording = recordingOf({added(0, 1), added(0, 2), entered(0, 1, Phase::WaitSlot),
        entered(0, 2, Phase::WaitSlot), entered(10, 1, Phase::Connect, 0, 1), entered(20, 1, Phase::WaitRate, 0, 1),
        entered(30, 1, Phase::Done), entered(30, 2, Phase::Connect, 0, 1), Removed{50, 2}});
    QCOMPARE(toText(recording.inFlight()), u"0:0 10:1 50:0"_s);
    QCOMPARE(toText(recording.waiting()), u"0:2 10:1 20:2 30:0"_s);
}

void TestRecording::takesEventsByTheirTime()
{
    // The slot is given back before it is taken, however they are told; events of one download are never exchanged.
    const Recording recording = recordingOf({added(0, 1), added(0, 2), entered(0, 1, Phase::Receiving, 0, 1),
        entered(0, 2, Phase::WaitSlot), entered(21, 2, Phase::Connect, 0, 1), Described{2, u"b"_s, 5},
        entered(20, 1, Phase::Done), entered(30, 2, Phase::Receiving, 0, 1), entered(29, 2, Phase::Verifying, 0, 1)});
    QCOMPARE(toText(recording.lanes(LaneKind::Slot)), u"0: 0@0 0-20, 1@1 21-…"_s);
    QCOMPARE(toText(recording.inFlight()), u"0:1 20:0 21:1"_s);
    QCOMPARE(toText(recording.tracks()[1].spans), u"wait-slot 0-21, connect 21-30 s0 a1, verifying 30-… s0 a1"_s);
    QCOMPARE(recording.tracks()[1].name, u"b"_s);
    QCOMPARE(inconsistencies(recording), std::vector<QString>());

    // What comes late in another batch cannot change what was.
    Recording late;
    late.apply({100, 1, {added(0, 1), entered(50, 1, Phase::WaitSlot)}});
    late.apply({90, 1, {entered(40, 1, Phase::Connect, 0, 1), added(10, 2), entered(10, 2, Phase::WaitSlot)}});
    QCOMPARE(late.now(), 100);
    QCOMPARE(toText(late.tracks()[0].spans), u"connect 50-… s0 a1"_s);
    QCOMPARE(late.tracks()[1].added, 50);
    QCOMPARE(inconsistencies(late), std::vector<QString>());
}

void TestRecording::ignoresWhatItDoesNotKnow()
{
    Recording recording;
    recording.apply({10, 1,
        {entered(1, 5, Phase::Receiving, 0, 1), Described{5, u"x"_s, 3}, Received{2, 5, 1, 0, 0, 10},
            attemptEnded(3, 5, 1, true), DeadlineSet{5, 4, 9}, Removed{5, 5}}});
    QVERIFY(recording.tracks().empty());
    QCOMPARE(recording.revision(), 0U);
    QVERIFY(recording.markers().empty());
    QVERIFY(!recording.find(5));
    QCOMPARE(recording.throughput().bytes(), 0);
    QVERIFY(recording.lanes(LaneKind::Slot).empty());
}

void TestRecording::isAValue()
{
    Recording recording = recordingOf({added(0, 1), entered(0, 1, Phase::Connect, 0, 1)});
    const Recording copy = recording;
    recording.apply({2000, 1, {entered(1500, 1, Phase::Done)}});
    QCOMPARE(toText(copy.tracks()[0].spans), u"connect 0-… s0 a1"_s);
    QCOMPARE(toText(copy.lanes(LaneKind::Slot)), u"0: 0@0 0-…"_s);
    Recording moved = std::move(recording);
    QCOMPARE(toText(moved.lanes(LaneKind::Slot)), u"0: 0@0 0-1500"_s);
    moved.apply({3000, 1, {entered(2500, 1, Phase::Connect, 0, 1)}});
    QCOMPARE(inconsistencies(moved), std::vector<QString>());
}

QTEST_APPLESS_MAIN(TestRecording)
#include "tst_recording.moc"
