// SPDX-License-Identifier: MIT
#include "tests/ui/details/story.h"
#include "ui/details/waterfall_pieces.h"
#include "ui/details/waterfall_rows.h"

#include <QTest>

#include <algorithm>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using trace::Phase;
using trace::Track;
using Kind = WaterfallRow::Kind;

namespace {

Track trackOf(Story story, int nowMs)
{
    return story.recorded(nowMs).tracks().front();
}

trace::Span spanOf(trace::Micros begin, Phase phase, int connection = trace::kNone)
{
    trace::Span span;
    span.begin = begin;
    span.phase = phase;
    span.connection = connection;
    return span;
}

trace::AttemptBrief briefOf(int number, trace::Micros begin, trace::Micros end)
{
    trace::AttemptBrief brief;
    brief.number = static_cast<quint16>(number);
    brief.begin = begin;
    brief.end = end;
    return brief;
}

} // namespace

class TestWaterfallRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachAttemptHasTheWaitsThatLedToIt();
    void everySpanIsInOneLine();
    void aWaitWithoutAnAttemptHasItsOwnLine();
    void oneConnectionIsNoLine();
    void eachOfSeveralConnectionsIsALine();
    void thinnedDetailIsOneLineAndItsAttempts();
    void theLifeEndsWhereItEnds_data();
    void theLifeEndsWhereItEnds();
    void nothingIsNothing();
};

void TestWaterfallRows::eachAttemptHasTheWaitsThatLedToIt()
{
    const Track track = trackOf(threeAttempts(), 7'000);
    const std::vector<WaterfallRow> rows = waterfallRows(track);
    QCOMPARE(rows.size(), 3U);
    QCOMPARE(rows[0].number, 1);
    QCOMPARE(rows[0].begin, 0);
    QCOMPARE(rows[0].end, Story::micros(1'100));
    // The pause after the first failure belongs to the second attempt.
    QCOMPARE(track.spans[rows[1].firstSpan].phase, Phase::Backoff);
    QCOMPARE(rows[1].begin, Story::micros(1'100));
    QCOMPARE(rows[1].bytes, 1'500'000);
    // What follows from the last one belongs to it.
    QCOMPARE(rows[2].endSpan, track.spans.size());
    QCOMPARE(track.spans[rows[2].endSpan - 1].phase, Phase::Done);
}

void TestWaterfallRows::everySpanIsInOneLine()
{
    const Track track = trackOf(threeAttempts(), 7'000);
    std::vector<int> seen(track.spans.size());
    for (const WaterfallRow &row : waterfallRows(track)) {
        for (std::size_t i = row.firstSpan; i < row.endSpan; ++i)
            ++seen[i];
    }
    QVERIFY(std::ranges::all_of(seen, [](int count) { return count == 1; }));
}

void TestWaterfallRows::aWaitWithoutAnAttemptHasItsOwnLine()
{
    const Track queued = trackOf(Story().enter(0, Phase::WaitSlot), 100);
    QCOMPARE(waterfallRows(queued).size(), 1U);
    QCOMPARE(waterfallRows(queued).front().kind, Kind::Waiting);
    QCOMPARE(waterfallRows(queued).front().end, trace::kOpen);

    const Track again = trackOf(
        Story().enter(0, Phase::Connect, 1).fail(50, 1).enter(50, Phase::Backoff, 1).enter(80, Phase::WaitSlot, 1),
        100);
    const std::vector<WaterfallRow> rows = waterfallRows(again);
    QCOMPARE(rows.size(), 2U);
    QCOMPARE(rows[1].kind, Kind::Waiting);
    QCOMPARE(rows[1].begin, Story::micros(50));
}

void TestWaterfallRows::oneConnectionIsNoLine()
{
    const Track track = trackOf(threeAttempts(), 7'000);
    const std::vector<WaterfallRow> rows = waterfallRows(track);
    QCOMPARE(std::ranges::count(rows, Kind::Connection, &WaterfallRow::kind), 0);
    QCOMPARE(rows[2].connection, 1);
}

void TestWaterfallRows::eachOfSeveralConnectionsIsALine()
{
    Track track;
    track.spans.push_back(spanOf(0, Phase::WaitSlot));
    track.spans.push_back(spanOf(100, Phase::Connect, 7));
    track.spans.push_back(spanOf(200, Phase::Receiving, 3));
    track.spans.push_back(spanOf(300, Phase::Receiving, 7));
    track.attempts.push_back(briefOf(1, 100, trace::kOpen));
    // The third brought bytes while another one was what the download was doing.
    track.written = {{0, 10, 7, 1}, {10, 40, 3, 1}, {40, 41, 9, 1}, {0, 500, 7, 2}};
    const std::vector<WaterfallRow> rows = waterfallRows(track);
    QCOMPARE(rows.size(), 4U);
    QCOMPARE(rows[0].kind, Kind::Attempt);
    QCOMPARE(rows[1].connection, 7);
    QCOMPARE(rows[1].bytes, 10);
    QCOMPARE(rows[1].begin, 100);
    QCOMPARE(rows[2].connection, 3);
    QCOMPARE(rows[2].begin, 200);
    QCOMPARE(rows[2].end, 300);
    QCOMPARE(rows[2].bytes, 30);
    QCOMPARE(rows[3].connection, 9);
    QCOMPARE(rows[3].bytes, 1);
    const TimeAxis axis(0, 400, 400);
    const std::vector<PhasePiece> pieces = phasePieces(track, rows[1], axis, 400);
    QCOMPARE(pieces.size(), 2U);
    QCOMPARE(pieces[0].phase, Phase::Connect);
    QCOMPARE(pieces[1].left, 300);
    // From one of its spans to its next, past those of the others.
    QCOMPARE(nextSpan(track, rows[1], 1, 1), 3);
    QCOMPARE(nextSpan(track, rows[1], 3, 1), -1);
    QCOMPARE(nextSpan(track, rows[1], -1, -1), 3);
}

void TestWaterfallRows::thinnedDetailIsOneLineAndItsAttempts()
{
    Track track;
    trace::Span wait = spanOf(0, Phase::WaitSlot);
    wait.thinned = true;
    trace::Span work = spanOf(500, Phase::Receiving);
    work.thinned = true;
    track.spans.push_back(wait);
    track.spans.push_back(work);
    track.spans.push_back(spanOf(900, Phase::Failed));
    track.attempts = {briefOf(1, 500, 600), briefOf(2, 800, 900)};
    track.attempts[1].failed = true;
    const std::vector<WaterfallRow> rows = waterfallRows(track);
    QCOMPARE(rows.size(), 3U);
    QCOMPARE(rows[0].kind, Kind::Summary);
    QCOMPARE(rows[0].endSpan, 3U);
    QCOMPARE(rows[2].begin, 800);
    QCOMPARE(rows[2].end, 900);
    const std::vector<PhasePiece> pieces = phasePieces(track, rows[2], TimeAxis(0, 1'000, 1'000), 900);
    QCOMPARE(pieces.size(), 1U);
    QCOMPARE(pieces[0], (PhasePiece{800, 900, Phase::Failed, 1}));
}

void TestWaterfallRows::theLifeEndsWhereItEnds_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<qint64>("end");
    QTest::newRow("does a finished download end when it was done?") << int(Phase::Done) << Story::micros(50);
    QTest::newRow("does a failed one end when it failed?") << int(Phase::Failed) << Story::micros(50);
    QTest::newRow("does a cancelled one end when it was cancelled?") << int(Phase::Cancelled) << Story::micros(50);
    QTest::newRow("does a running one reach to now?") << int(Phase::Receiving) << Story::micros(900);
    QTest::newRow("does a paused one reach to now?") << int(Phase::Paused) << Story::micros(900);
}

void TestWaterfallRows::theLifeEndsWhereItEnds()
{
    QFETCH(const int, phase);
    const Track track = trackOf(Story().enter(0, Phase::Connect, 1).enter(50, static_cast<Phase>(phase), 1), 900);
    QTEST(lifeEnd(track, Story::micros(900)), "end");
}

void TestWaterfallRows::nothingIsNothing()
{
    const Track track;
    QVERIFY(waterfallRows(track).empty());
    QCOMPARE(lifeEnd(track, 500), 500);
    QCOMPARE(lifeEnd(track, -5), 0);
    const WaterfallRow row;
    QVERIFY(phasePieces(track, row, TimeAxis(0, 100, 100), 100).empty());
    QCOMPARE(spanAt(track, row, TimeAxis(0, 100, 100), 100, 5), -1);
    QCOMPARE(nextSpan(track, row, -1, 1), -1);
    QCOMPARE(nextSpan(track, row, -1, -1), -1);
}

QTEST_APPLESS_MAIN(TestWaterfallRows)
#include "tst_waterfall_rows.moc"
