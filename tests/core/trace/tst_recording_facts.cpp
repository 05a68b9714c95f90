// SPDX-License-Identifier: MIT
// What a recording knows besides: attempts, bytes, markers, limits, clocks.
#include "core/trace/consistency.h"
#include "tests/core/trace/short_events.h"

#include <QTest>

using namespace sluice::trace;
using namespace sluice::trace::testing;
using namespace Qt::StringLiterals;

class TestRecordingFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

void TestRecordingFacts::remembersAttempts_data()
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

void TestRecordingFacts::remembersAttempts()
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

void TestRecordingFacts::remembersWhatCame_data()
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

void TestRecordingFacts::remembersWhatCame()
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

void TestRecordingFacts::spreadsBytesOverTheTimeTheyTook()
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

void TestRecordingFacts::marksWhatMatters()
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

void TestRecordingFacts::knowsLimits()
{
    const Recording recording
        = recordingOf({LimitsSet{0, 4, 2, 1000}, LimitsSet{10, 6, 2, 0}, LimitsSet{20, -3, -2, -1}});
    QCOMPARE(toText(recording.limit()), u"0:4 10:6 20:0"_s);
    QCOMPARE(toText(recording.hostLimit()), u"0:2 20:0"_s);
    QCOMPARE(toText(recording.rateLimit()), u"0:1000 10:0"_s);
}

void TestRecordingFacts::knowsTheWallClock()
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

void TestRecordingFacts::describesDownloads()
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

void TestRecordingFacts::survivesHugeNumbers()
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

void TestRecordingFacts::takesManyDownloads()
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

void TestRecordingFacts::countsRevisions()
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

QTEST_APPLESS_MAIN(TestRecordingFacts)
#include "tst_recording_facts.moc"
