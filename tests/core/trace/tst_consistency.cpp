// SPDX-License-Identifier: MIT
#include "core/trace/consistency.h"
#include "tests/core/trace/synthetic.h"

#include <QTest>

using namespace sluice::trace;
using namespace sluice::trace::testing;
using namespace Qt::StringLiterals;

namespace {

Span span(Micros begin, Micros end, int slot = kNone, Phase phase = Phase::Receiving)
{
    return {begin, end, kNone, static_cast<qint16>(slot), 1, phase, false};
}

Track track(Id id, SpanList spans)
{
    Track made;
    made.id = id;
    made.added = spans.empty() ? 0 : spans.front().begin;
    made.spans = std::move(spans);
    return made;
}

using Steps = std::vector<std::pair<Micros, qint64>>;

StepSeries series(const Steps &steps)
{
    StepSeries made;
    for (const auto &[at, value] : steps)
        made.append(at, value);
    return made;
}

Entered entered(Micros at, Id id, Phase phase, int slot)
{
    return {at, id, phase, slot, 1, kNone, 0, false};
}

} // namespace

class TestConsistency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksLives_data();
    void checksLives();
    void checksSlots_data();
    void checksSlots();
    void checksTheCount();
    void checksTheLimit_data();
    void checksTheLimit();
    void checksLanes();
    void findsNothingInAGoodOne();
    void findsWhatIsWrongWithARecording();
    void saysNotTooMuch();
};

void TestConsistency::checksLives_data()
{
    QTest::addColumn<SpanList>("spans");
    QTest::addColumn<Micros>("added");
    QTest::addColumn<Micros>("removed");
    QTest::addColumn<int>("findings");
    QTest::newRow("may a life be empty?") << SpanList{} << Micros(4) << kOpen << 0;
    QTest::newRow("may it go on?") << SpanList{span(0, 5), span(5, kOpen)} << Micros(0) << kOpen << 0;
    QTest::newRow("may it end by removal?") << SpanList{span(0, 5), span(5, 9)} << Micros(0) << Micros(9) << 0;
    QTest::newRow("may the last take no time?") << SpanList{span(0, 5), span(5, 5)} << Micros(0) << Micros(5) << 0;
    QTest::newRow("may it begin late?") << SpanList{span(3, kOpen)} << Micros(0) << kOpen << 1;
    QTest::newRow("may another take no time?")
        << SpanList{span(0, 5), span(5, 5), span(5, kOpen)} << Micros(0) << kOpen << 1;
    QTest::newRow("may it run backwards?") << SpanList{span(10, 20), span(5, kOpen)} << Micros(10) << kOpen << 1;
    QTest::newRow("may it stop without removal?") << SpanList{span(0, 7)} << Micros(0) << kOpen << 1;
    QTest::newRow("may it go on after removal?") << SpanList{span(0, kOpen)} << Micros(0) << Micros(9) << 1;
    QTest::newRow("may it go beyond the end?") << SpanList{span(0, 2000)} << Micros(0) << Micros(2000) << 1;
}

void TestConsistency::checksLives()
{
    QFETCH(SpanList, spans);
    QFETCH(Micros, added);
    QFETCH(Micros, removed);
    Track of = track(1, spans);
    of.added = added;
    of.removed = removed;
    QTEST(int(lifeFindings(of, 1000).size()), "findings");
}

void TestConsistency::checksSlots_data()
{
    QTest::addColumn<SpanList>("first");
    QTest::addColumn<SpanList>("second");
    QTest::addColumn<int>("findings");
    QTest::newRow("may two be in two?") << SpanList{span(0, 10, 0)} << SpanList{span(0, 10, 1)} << 0;
    QTest::newRow("may one follow another?") << SpanList{span(0, 10, 0)} << SpanList{span(10, 20, 0)} << 0;
    QTest::newRow("may two be without?") << SpanList{span(0, 10)} << SpanList{span(0, 10)} << 0;
    QTest::newRow("may two share one?") << SpanList{span(0, 10, 3)} << SpanList{span(9, 20, 3)} << 1;
    QTest::newRow("may one be within another?")
        << SpanList{span(0, kOpen, 3)} << SpanList{span(5, 6, 3), span(6, 7, 1), span(7, 8, 3)} << 2;
    QTest::newRow("do several phases count once?")
        << SpanList{span(0, 5, 3), span(5, 10, 3)} << SpanList{span(2, 20, 3)} << 1;
}

void TestConsistency::checksSlots()
{
    QFETCH(SpanList, first);
    QFETCH(SpanList, second);
    const std::vector<Track> tracks = {track(1, first), track(2, second)};
    QTEST(int(slotFindings(tracks, 1000).size()), "findings");
}

void TestConsistency::checksTheCount()
{
    const std::vector<Track> tracks = {track(1, {span(0, 10), span(10, 20, 0), span(20, kOpen)}),
        track(2, {span(0, 15, 1), span(15, 30, 1), span(30, kOpen)})};
    QVERIFY(countFindings(tracks, series({{0, 1}, {10, 2}, {20, 1}, {30, 0}})).empty());
    QCOMPARE(countFindings(tracks, series({{0, 1}, {10, 2}, {20, 1}})).size(), 1U);
    QCOMPARE(countFindings(tracks, series({{0, 1}, {11, 2}, {20, 1}, {30, 0}})).size(), 1U);
    QCOMPARE(countFindings(tracks, series({})).size(), 1U);
    QVERIFY(countFindings({}, series({})).empty());
    QVERIFY(countFindings({}, series({{3, 0}})).empty());
}

void TestConsistency::checksTheLimit_data()
{
    QTest::addColumn<Steps>("inFlight");
    QTest::addColumn<Steps>("limit");
    QTest::addColumn<int>("findings");
    QTest::newRow("is up to the limit well?") << Steps{{1, 1}, {2, 2}} << Steps{{0, 2}} << 0;
    QTest::newRow("is one more wrong?") << Steps{{1, 1}, {2, 2}, {3, 3}} << Steps{{0, 2}} << 1;
    QTest::newRow("may it drain?") << Steps{{1, 3}, {5, 2}, {6, 1}} << Steps{{0, 3}, {4, 1}} << 0;
    QTest::newRow("may it grow while it drains?") << Steps{{1, 3}, {5, 2}, {6, 3}} << Steps{{0, 3}, {4, 1}} << 1;
    QTest::newRow("may it grow at the moment of the rise?") << Steps{{4, 3}} << Steps{{0, 1}, {4, 3}} << 0;
    QTest::newRow("and at the moment of the fall?") << Steps{{4, 3}} << Steps{{0, 3}, {4, 1}} << 0;
    QTest::newRow("and after it?") << Steps{{5, 3}} << Steps{{0, 3}, {4, 1}} << 1;
    QTest::newRow("may any begin before there is a limit?") << Steps{{1, 1}} << Steps{{2, 5}} << 1;
}

void TestConsistency::checksTheLimit()
{
    QFETCH(Steps, inFlight);
    QFETCH(Steps, limit);
    QTEST(int(limitFindings(series(inFlight), series(limit)).size()), "findings");
}

void TestConsistency::checksLanes()
{
    const std::vector<Track> tracks = {track(1, {span(0, 10), span(10, 20, 0), span(20, kOpen)})};
    const auto findings = [&](Micros begin, Micros end, TrackIndex of, quint32 firstSpan) {
        Lane lane;
        lane.open(begin, of, firstSpan, Phase::Receiving);
        lane.close(end);
        return laneFindings(lane, tracks).size();
    };
    QCOMPARE(findings(10, 20, 0, 1), 0U);
    QCOMPARE(findings(15, 20, 0, 1), 0U); // a connection that became known late
    QCOMPARE(findings(10, 20, 0, 0), 1U);
    QCOMPARE(findings(9, 20, 0, 1), 1U);
    QCOMPARE(findings(10, 20, 0, 3), 1U);
    QCOMPARE(findings(10, 20, 1, 1), 1U);
    Lane lane;
    lane.open(12, 0, 1, Phase::Receiving);
    lane.close(20);
    lane.open(11, 0, 1, Phase::Receiving);
    QCOMPARE(laneFindings(lane, tracks).size(), 1U);
}

void TestConsistency::findsNothingInAGoodOne()
{
    QCOMPARE(inconsistencies(Recording()), std::vector<QString>());
    Plan plan;
    plan.failures = 100;
    QCOMPARE(inconsistencies(recorded(plan)), std::vector<QString>());
}

void TestConsistency::findsWhatIsWrongWithARecording()
{
    Recording recording;
    Batch batch{100, 1, {LimitsSet{0, 1, 0, 0}}};
    for (Id id = 1; id <= 2; ++id) {
        batch.events.emplace_back(Added{0, id, u"a"_s, u"http://a/a"_s, u"a"_s});
        batch.events.emplace_back(entered(0, id, Phase::WaitSlot, kNone));
    }
    batch.events.emplace_back(entered(10, 1, Phase::Receiving, 0));
    batch.events.emplace_back(entered(20, 2, Phase::Receiving, 0));
    batch.events.emplace_back(entered(30, 1, Phase::Done, kNone));
    recording.apply(batch);
    const std::vector<QString> findings = inconsistencies(recording);
    QCOMPARE(findings.size(), 2U);
    QCOMPARE(findings[0], u"Slot 0 is held by the downloads 1 and 2 from 20 to 30 µs."_s);
    QCOMPARE(findings[1], u"At 20 µs a download began although 1 were in flight and the limit was 1."_s);
}

void TestConsistency::saysNotTooMuch()
{
    Recording recording;
    Batch batch{100, 1, {LimitsSet{0, 1, 0, 0}}};
    for (Id id = 1; id <= 1000; ++id) {
        batch.events.emplace_back(Added{0, id, u"a"_s, u"http://a/a"_s, u"a"_s});
        batch.events.emplace_back(entered(id, id, Phase::Receiving, 0));
    }
    batch.now = 2000;
    recording.apply(batch);
    QCOMPARE(inconsistencies(recording).size(), kMostFindings);
}

QTEST_APPLESS_MAIN(TestConsistency)
#include "tst_consistency.moc"
