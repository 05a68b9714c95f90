// SPDX-License-Identifier: MIT
#include "core/trace/consistency.h"
#include "core/trace/recording.h"

#include <QTest>

#include <limits>

using namespace sluice::trace;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMost = std::numeric_limits<qint64>::max();

Added added(Micros at, Id id, const QString &host = u"host"_s)
{
    return {at, id, u"file"_s, u"http://host/file"_s, host};
}

Entered entered(Micros at, Id id, Phase phase, int slot = kNone, int attempt = 0, int connection = kNone)
{
    return {at, id, phase, slot, attempt, connection, 0, false};
}

Entered renamed(Micros at, Id id, Phase phase, int slot, int attempt, int connection)
{
    return {at, id, phase, slot, attempt, connection, 0, true};
}

AttemptEnded attemptEnded(Micros at, Id id, int number, bool failed, int status = 200)
{
    auto report = std::make_shared<AttemptReport>();
    report->number = number;
    report->status = status;
    report->bytes = 10;
    if (failed)
        report->error = std::make_shared<const sluice::Error>();
    return {at, id, 4, report};
}

Recording recordingOf(std::vector<Event> events, Micros now = 1000)
{
    Recording recording;
    recording.apply({now, 1'000'000, std::move(events)});
    return recording;
}

/// "wait-slot 0-10, receiving 10-… s0 a1 c4"
QString toText(const SpanList &spans)
{
    QStringList texts;
    for (const Span &span : spans) {
        QString text = phaseName(span.phase) + u' ' + QString::number(span.begin) + u'-'
            + (span.end == kOpen ? u"…"_s : QString::number(span.end));
        if (span.slot != kNone)
            text += u" s"_s + QString::number(span.slot);
        if (span.attempt != 0)
            text += u" a"_s + QString::number(span.attempt);
        if (span.connection != kNone)
            text += u" c"_s + QString::number(span.connection);
        texts << text;
    }
    return texts.join(u", "_s);
}

/// "group: track 0-10, …"; lanes after each other.
QString toText(std::span<const Lane> lanes)
{
    QStringList texts;
    for (const Lane &lane : lanes) {
        QStringList stays;
        for (const Stay &stay : lane.stays())
            stays << u"%1@%2 %3-%4"_s.arg(stay.track)
                         .arg(stay.firstSpan)
                         .arg(stay.begin)
                         .arg(stay.end == kOpen ? u"…"_s : QString::number(stay.end));
        texts << QString::number(lane.group) + lane.label + u": "_s + stays.join(u", "_s);
    }
    return texts.join(u"; "_s);
}

QString toText(const StepSeries &series)
{
    QStringList texts;
    for (const StepSeries::Step &step : series.steps())
        texts << u"%1:%2"_s.arg(step.at).arg(step.value);
    return texts.join(u' ');
}

using Events = std::vector<Event>;

} // namespace

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
    void remembersAttempts_data();
    void remembersAttempts();
    void remembersWhatCame_data();
    void remembersWhatCame();
    void spreadsBytesOverTheTimeTheyTook();
    void marksWhatMatters();
    void knowsLimits();
    void knowsTheWallClock();
    void describesDownloads();
    void survivesHugeNumbers();
    void takesManyDownloads();
    void countsRevisions();
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

void TestRecording::remembersAttempts_data()
{
    QTest::addColumn<Events>("events");
    QTest::addColumn<QString>("attempts");
    const auto row = [](const char *name, Events events, const QString &attempts) {
        events.insert(events.begin(), {added(0, 1), entered(0, 1, Phase::WaitSlot)});
        QTest::newRow(name) << events << attempts;
    };
    row("is there none while it waits?", {entered(5, 1, Phase::WaitHost, kNone, 1)}, QString());
    row("does it begin with the work?", {entered(5, 1, Phase::Connect, 0, 1), entered(9, 1, Phase::Receiving, 0, 1, 4)},
        u"1 5-… c4"_s);
    row("does its end say how it went?", {entered(5, 1, Phase::Connect, 0, 1), attemptEnded(9, 1, 1, true, 503)},
        u"1 5-9 c4 failed 503"_s);
    row("does what follows the body belong to it?",
        {entered(5, 1, Phase::Receiving, 0, 1, 4), attemptEnded(9, 1, 1, false), entered(9, 1, Phase::Verifying, 0, 1),
            entered(20, 1, Phase::Done, kNone, 1)},
        u"1 5-9 c4 200"_s);
    row("is another number another attempt?",
        {entered(5, 1, Phase::Connect, 0, 1), attemptEnded(9, 1, 1, true), entered(9, 1, Phase::Backoff, kNone, 1),
            entered(20, 1, Phase::Connect, 0, 2), attemptEnded(30, 1, 2, false)},
        u"1 5-9 c4 failed 200, 2 20-30 c4 200"_s);
    row("may numbers begin again?",
        {entered(5, 1, Phase::Connect, 0, 1), attemptEnded(9, 1, 1, true), entered(9, 1, Phase::Failed, kNone, 1),
            entered(20, 1, Phase::Connect, 0, 1), attemptEnded(30, 1, 1, false)},
        u"1 5-9 c4 failed 200, 1 20-30 c4 200"_s);
    row("does a pause end it?", {entered(5, 1, Phase::Connect, 0, 1), entered(9, 1, Phase::Paused)}, u"1 5-9 c-1"_s);
    row("does the report come late?",
        {entered(5, 1, Phase::Connect, 0, 1), entered(9, 1, Phase::Paused), attemptEnded(12, 1, 1, false)},
        u"1 5-9 c4 200"_s);
    row("is one that nobody saw begin an attempt?", {attemptEnded(12, 1, 3, false)}, u"3 12-12 c4 200"_s);
    row("is an end without a report none?", {entered(5, 1, Phase::Connect, 0, 1), AttemptEnded{7, 1, kNone, nullptr}},
        u"1 5-… c-1"_s);
    row("are odd statuses kept within bounds?",
        {attemptEnded(12, 1, -3, false, -5), attemptEnded(13, 1, 1 << 20, true, 1 << 20)},
        u"0 12-12 c4 0, 65535 13-13 c4 failed 32767"_s);
}

void TestRecording::remembersAttempts()
{
    QFETCH(Events, events);
    const Recording recording = recordingOf(events);
    QStringList texts;
    for (const AttemptBrief &brief : recording.tracks()[0].attempts) {
        QString text = u"%1 %2-%3 c%4"_s.arg(brief.number)
                           .arg(brief.begin)
                           .arg(brief.end == kOpen ? u"…"_s : QString::number(brief.end))
                           .arg(brief.connection);
        if (brief.failed)
            text += u" failed"_s;
        if (brief.report)
            text += u" %1"_s.arg(brief.status);
        texts << text;
    }
    QTEST(texts.join(u", "_s), "attempts");
}

void TestRecording::remembersWhatCame_data()
{
    QTest::addColumn<Events>("events");
    QTest::addColumn<QString>("written");
    QTest::addColumn<qint64>("received");
    const auto row = [](const char *name, Events events, const QString &written, qint64 received) {
        events.insert(events.begin(), {added(0, 1), entered(0, 1, Phase::Receiving, 0, 1, 4)});
        QTest::newRow(name) << events << written << received;
    };
    row("are neighbours one?", {Received{10, 1, 1, 4, 0, 100}, Received{20, 1, 1, 4, 100, 150}}, u"0-150"_s, 150);
    row("is a gap kept?", {Received{10, 1, 1, 4, 0, 100}, Received{20, 1, 1, 4, 101, 150}}, u"0-100, 101-150"_s, 149);
    row("is another attempt another?", {Received{10, 1, 1, 4, 0, 100}, Received{20, 1, 2, 4, 100, 150}},
        u"0-100, 100-150"_s, 150);
    row("do connections that take turns have one each?",
        {Received{10, 1, 1, 4, 0, 100}, Received{20, 1, 1, 5, 500, 600}, Received{30, 1, 1, 4, 100, 200},
            Received{40, 1, 1, 5, 600, 700}},
        u"0-200, 500-700"_s, 400);
    row("do bytes that came again count?", {Received{10, 1, 1, 4, 0, 100}, Received{20, 1, 1, 4, 0, 100}},
        u"0-100, 0-100"_s, 200);
    row("are ranges that cannot be left out?",
        {Received{10, 1, 1, 4, 100, 100}, Received{10, 1, 1, 4, 100, 50}, Received{10, 1, 1, 4, -100, 50},
            Received{10, 1, 1, 4, std::numeric_limits<qint64>::min(), kMost}},
        QString(), 0);
    row("do huge ones not overflow?", {Received{10, 1, 1, 4, 0, kMost}, Received{20, 1, 2, 4, 0, kMost}},
        u"0-9223372036854775807, 0-9223372036854775807"_s, kMost);
}

void TestRecording::remembersWhatCame()
{
    QFETCH(Events, events);
    const Recording recording = recordingOf(events);
    const Track &track = recording.tracks()[0];
    QStringList texts;
    for (const Written &written : track.written)
        texts << u"%1-%2"_s.arg(written.begin).arg(written.end);
    QTEST(texts.join(u", "_s), "written");
    QTEST(track.received, "received");
    QVERIFY(track.received == recording.throughput().bytes() || track.received == kMost);
}

void TestRecording::spreadsBytesOverTheTimeTheyTook()
{
    constexpr Micros kSecond = 1'000'000;
    const Recording recording = recordingOf(
        {added(0, 1), entered(0, 1, Phase::Connect, 0, 1), entered(kSecond, 1, Phase::Receiving, 0, 1),
            Received{2 * kSecond, 1, 1, kNone, 0, 1000}, Received{4 * kSecond, 1, 1, kNone, 1000, 2000},
            entered(5 * kSecond, 1, Phase::Stalled, 0, 1), entered(8 * kSecond, 1, Phase::Receiving, 0, 1),
            Received{9 * kSecond, 1, 1, kNone, 2000, 3000}},
        10 * kSecond);
    std::vector<qint64> bytes;
    for (const Throughput::Bucket &bucket : recording.throughput().total(0, 10 * kSecond, 10))
        bytes.push_back(bucket.bytes);
    QCOMPARE(bytes, (std::vector<qint64>{0, 1000, 500, 500, 0, 0, 0, 0, 1000, 0}));
}

void TestRecording::marksWhatMatters()
{
    Recording recording = recordingOf({LimitsSet{0, 4, 0, 0}, added(0, 1), added(0, 2), added(0, 3),
        entered(0, 1, Phase::Connect, 0, 1), entered(0, 2, Phase::Connect, 1, 1), entered(0, 3, Phase::Connect, 1, 1),
        DeadlineSet{1, 1, 900'000}, DeadlineSet{2, 1, 20}, DeadlineSet{3, 1, 800'000}, DeadlineSet{3, 2, 700'000},
        LimitsSet{10, 2, 0, 0}, LimitsSet{11, 2, 3, 5}, attemptEnded(20, 2, 1, true),
        entered(20, 2, Phase::Failed, kNone, 1), entered(30, 1, Phase::Done)});
    using Kind = Marker::Kind;
    const std::span<const Marker> markers = recording.markers();
    QCOMPARE(markers.size(), 5U);
    QVERIFY(markers[0].kind == Kind::LimitChanged);
    QCOMPARE(markers[0].value, 2);
    QVERIFY(markers[1].kind == Kind::Deadline); // passed: it stays
    QCOMPARE(markers[1].track, 1U);
    QVERIFY(markers[2].kind == Kind::AttemptFailed);
    QVERIFY(markers[3].kind == Kind::Failed);
    QCOMPARE(markers[3].at, 20);
    QVERIFY(markers[4].kind == Kind::Deadline); // still ahead, the second of the two; that of who is done is gone
    QCOMPARE(markers[4].track, 2U);
    QCOMPARE(markers[4].at, 700'000);
    recording.apply({2000, 1, {Removed{1500, 3}}});
    QCOMPARE(recording.markers().size(), 4U);
}

void TestRecording::knowsLimits()
{
    const Recording recording
        = recordingOf({LimitsSet{0, 4, 2, 1000}, LimitsSet{10, 6, 2, 0}, LimitsSet{20, -3, -2, -1}});
    QCOMPARE(toText(recording.limit()), u"0:4 10:6 20:0"_s);
    QCOMPARE(toText(recording.hostLimit()), u"0:2 20:0"_s);
    QCOMPARE(toText(recording.rateLimit()), u"0:1000 10:0"_s);
}

void TestRecording::knowsTheWallClock()
{
    Recording recording;
    recording.apply({1'000'000, 5'000'000, {}});
    recording.apply({2'000'000, 5'001'001, {}}); // no jump
    QCOMPARE(recording.wallMs(1'000'000), 5'000'000);
    QCOMPARE(recording.wallMs(1'500'000), 5'000'500);
    QCOMPARE(recording.wallMs(2'000'000), 5'001'000);
    QCOMPARE(recording.wallMs(0), 4'999'000);
    recording.apply({3'000'000, 1'000, {}}); // the clock was set
    QCOMPARE(recording.wallMs(2'999'999), 5'001'999);
    QCOMPARE(recording.wallMs(3'000'000), 1'000);
    QCOMPARE(recording.wallMs(4'000'000), 2'000);
    recording.apply({4'000'000, kMost, {}});
    recording.apply({5'000'000, std::numeric_limits<qint64>::min(), {}});
    QVERIFY(recording.wallMs(4'500'000) > 0);
    QVERIFY(recording.wallMs(kLatest) < 0);
}

void TestRecording::describesDownloads()
{
    Entered wait = entered(0, 1, Phase::WaitRetryAfter);
    wait.untilMs = 77;
    Recording recording
        = recordingOf({added(0, 1), added(0, 2), added(0, 3, u"other"_s), wait, Described{1, u"new"_s, 500}});
    QCOMPARE(recording.hosts().size(), 2U);
    QCOMPARE(recording.tracks()[0].host, recording.tracks()[1].host);
    QCOMPARE(recording.hosts()[recording.tracks()[2].host], u"other"_s);
    QCOMPARE(recording.tracks()[0].name, u"new"_s);
    QCOMPARE(recording.tracks()[0].total, 500);
    QCOMPARE(recording.tracks()[0].untilMs, 77);
    recording.apply({1001, 1, {entered(1001, 1, Phase::Connect, 0, 1), Described{1, u"new"_s, -77}}});
    QCOMPARE(recording.tracks()[0].untilMs, 0);
    QCOMPARE(recording.tracks()[0].total, -1);
}

void TestRecording::survivesHugeNumbers()
{
    Recording recording;
    recording.apply({kMost, kMost,
        {LimitsSet{0, std::numeric_limits<int>::max(), std::numeric_limits<int>::max(), kMost}, added(0, kMost),
            added(0, std::numeric_limits<Id>::min()), added(0, 0, QString(1'000'000, u'h')),
            entered(kMost - 1, kMost, Phase::Receiving, 32'767, 65'535, std::numeric_limits<int>::max()),
            entered(kMost, std::numeric_limits<Id>::min(), Phase::Receiving, 32'768, 65'536,
                std::numeric_limits<int>::min()),
            Received{kMost, kMost, 1, 1, 0, kMost}, DeadlineSet{0, 0, kMost},
            DeadlineSet{kMost, 0, std::numeric_limits<Micros>::min()}}});
    QCOMPARE(recording.now(), kLatest);
    QCOMPARE(recording.tracks().size(), 3U);
    QVERIFY(recording.find(kMost));
    QVERIFY(recording.find(std::numeric_limits<Id>::min()));
    QVERIFY(recording.find(0));
    QVERIFY(!recording.find(1));
    QCOMPARE(recording.inFlight().peak(), 1);
    QVERIFY(recording.memory() < 10'000'000);
    QCOMPARE(inconsistencies(recording), std::vector<QString>());
    std::vector<Block> blocks;
    recording.lanes(LaneKind::Slot)[0].summarise(0, kMost, 1, kMost, blocks);
    QCOMPARE(blocks.size(), 1U);
}

void TestRecording::takesManyDownloads()
{
    Recording recording;
    Batch batch{10, 1, {}};
    for (Id id = 100'000; id > 0; --id) { // the other way round
        batch.events.emplace_back(added(1, id * 4096));
        batch.events.emplace_back(entered(1, id * 4096, Phase::WaitSlot));
    }
    recording.apply(batch);
    QCOMPARE(recording.tracks().size(), 100'000U);
    QCOMPARE(recording.waiting().at(1), 100'000);
    for (Id id = 1; id <= 100'000; ++id)
        QCOMPARE(recording.tracks()[recording.find(id * 4096).value()].id, id * 4096);
    QVERIFY(!recording.find(4097));
}

void TestRecording::countsRevisions()
{
    Recording recording;
    recording.apply({1, 1, {added(0, 1), entered(0, 1, Phase::WaitSlot)}});
    QCOMPARE(recording.revision(), 1U);
    recording.apply({2, 1, {}});
    recording.apply({3, 1, {entered(3, 1, Phase::WaitSlot)}}); // what it is in already
    recording.apply({4, 1, {entered(4, 9, Phase::WaitSlot)}}); // unknown
    QCOMPARE(recording.revision(), 1U);
    recording.apply({5, 1, {entered(5, 1, Phase::Connect, 0, 1)}});
    QCOMPARE(recording.revision(), 2U);
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
