// SPDX-License-Identifier: MIT
#include "ui/details/waterfall_layout.h"
#include "ui/details/waterfall_pieces.h"

#include <QTest>

#include <limits>

using namespace sluice;
using namespace sluice::ui;
using trace::Phase;
using trace::Track;

namespace {

/// A download whose phases follow each other: how long each takes, in µs.
Track trackOf(const std::vector<std::pair<Phase, trace::Micros>> &phases, trace::Micros added = 0)
{
    Track track;
    track.added = added;
    trace::Micros at = added;
    for (const auto &[phase, length] : phases) {
        trace::Span span;
        span.begin = at;
        span.phase = phase;
        at += length;
        span.end = at;
        track.spans.push_back(span);
    }
    return track;
}

WaterfallRow allOf(const Track &track)
{
    WaterfallRow row;
    row.endSpan = track.spans.size();
    return row;
}

} // namespace

class TestWaterfallPieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spansAreWholePixels();
    void narrowSpansAreMerged();
    void piecesNeverOverlap_data();
    void piecesNeverOverlap();
    void aMillionSpansAreNoMoreThanThePixels();
    void thePointerFindsTheLongestSpanOfAPixel();
    void spansOutsideOfTheAxisAreLeftOut();
    void theAxisHasRoomToGrow();
    void columnsAreMirroredButTimeIsNot();
    void rowsAreFoundWhereTheyArePainted();
};

void TestWaterfallPieces::spansAreWholePixels()
{
    const Track track = trackOf({{Phase::WaitSlot, 100}, {Phase::Connect, 50}, {Phase::Receiving, 850}}, 5'000);
    const std::vector<PhasePiece> pieces = phasePieces(track, allOf(track), TimeAxis(0, 1'000, 1'000), 6'000);
    const std::vector<PhasePiece> expected{
        {0, 100, Phase::WaitSlot, 1}, {100, 150, Phase::Connect, 1}, {150, 1'000, Phase::Receiving, 1}};
    QCOMPARE(pieces, expected);
}

void TestWaterfallPieces::narrowSpansAreMerged()
{
    // Pixels of 100 µs: the first holds three spans, of which connecting takes longest.
    const Track track
        = trackOf({{Phase::NameLookup, 10}, {Phase::Connect, 60}, {Phase::Tls, 30}, {Phase::Receiving, 900}});
    const std::vector<PhasePiece> pieces = phasePieces(track, allOf(track), TimeAxis(0, 1'000, 10), 1'000);
    QCOMPARE(pieces.size(), 2U);
    QCOMPARE(pieces[0], (PhasePiece{0, 1, Phase::Connect, 3}));
    QCOMPARE(pieces[1], (PhasePiece{1, 10, Phase::Receiving, 1}));
}

void TestWaterfallPieces::piecesNeverOverlap_data()
{
    QTest::addColumn<qint64>("length");
    QTest::addColumn<double>("width");
    QTest::newRow("are they apart at a µs a pixel?") << qint64(300) << 300.0;
    QTest::newRow("are they apart at an odd scale?") << qint64(1'000) << 333.3;
    QTest::newRow("are they apart when a day is a hand's breadth?") << qint64(86'400'000'000) << 200.0;
    QTest::newRow("are they apart on a single pixel?") << qint64(1'000) << 1.0;
}

void TestWaterfallPieces::piecesNeverOverlap()
{
    QFETCH(const qint64, length);
    QFETCH(const double, width);
    std::vector<std::pair<Phase, trace::Micros>> phases;
    trace::Micros sum = 0;
    for (int i = 0; sum < length; ++i) {
        const trace::Micros part = 1 + (i * 7'919LL % 97) * length / 5'000;
        phases.emplace_back(static_cast<Phase>(i % trace::kPhaseCount), part);
        sum += part;
    }
    const Track track = trackOf(phases);
    const std::vector<PhasePiece> pieces = phasePieces(track, allOf(track), TimeAxis(0, length, width), sum);
    QVERIFY(!pieces.empty());
    int right = 0;
    for (const PhasePiece &piece : pieces) {
        QVERIFY(piece.left >= right);
        QVERIFY(piece.right > piece.left);
        right = piece.right;
    }
    QVERIFY(right <= static_cast<int>(width));
}

void TestWaterfallPieces::aMillionSpansAreNoMoreThanThePixels()
{
    Track track;
    for (int i = 0; i < 1'000'000; ++i) {
        trace::Span span;
        span.begin = i * 10LL;
        span.phase = i % 2 == 0 ? Phase::Receiving : Phase::WaitRate;
        track.spans.push_back(span);
    }
    const std::vector<PhasePiece> pieces = phasePieces(track, allOf(track), TimeAxis(0, 10'000'000, 800), 10'000'000);
    QVERIFY(pieces.size() <= 800);
    quint64 spans = 0;
    for (const PhasePiece &piece : pieces)
        spans += piece.spans;
    QCOMPARE(spans, 1'000'000U);
}

void TestWaterfallPieces::thePointerFindsTheLongestSpanOfAPixel()
{
    const Track track
        = trackOf({{Phase::NameLookup, 10}, {Phase::Connect, 60}, {Phase::Tls, 30}, {Phase::Receiving, 900}});
    const TimeAxis axis(0, 1'000, 10);
    QCOMPARE(spanAt(track, allOf(track), axis, 1'000, 0.9), 1);
    QCOMPARE(spanAt(track, allOf(track), axis, 1'000, 5), 3);
    QCOMPARE(spanAt(track, allOf(track), axis, 500, 8), -1);
}

void TestWaterfallPieces::spansOutsideOfTheAxisAreLeftOut()
{
    const Track track = trackOf({{Phase::WaitSlot, 1'000}, {Phase::Connect, 1'000}, {Phase::Receiving, 1'000}});
    const std::vector<PhasePiece> pieces = phasePieces(track, allOf(track), TimeAxis(1'200, 1'700, 500), 3'000);
    QCOMPARE(pieces.size(), 1U);
    QCOMPARE(pieces[0], (PhasePiece{0, 500, Phase::Connect, 1}));
}

void TestWaterfallPieces::theAxisHasRoomToGrow()
{
    trace::Micros last = 0;
    int changes = 0;
    for (trace::Micros elapsed = 0; elapsed < 100'000'000; elapsed += 100'000) {
        const trace::Micros end = roomyEnd(elapsed);
        QVERIFY(end > elapsed);
        QVERIFY(end >= last);
        changes += end != last ? 1 : 0;
        last = end;
    }
    QVERIFY2(changes < 70, "the scale must rest between its changes");
    QVERIFY(roomyEnd(std::numeric_limits<trace::Micros>::max()) > 0);
    QVERIFY(roomyEnd(-1) > 0);
}

void TestWaterfallPieces::columnsAreMirroredButTimeIsNot()
{
    const WaterfallLayout left(QSize(1'000, 200), 16, 8, Qt::LeftToRight);
    const WaterfallLayout right(QSize(1'000, 200), 16, 8, Qt::RightToLeft);
    QVERIFY(left.labels().right() < left.bars().left());
    QVERIFY(left.results().left() > left.bars().right());
    QVERIFY(right.labels().left() > right.bars().right());
    QVERIFY(right.results().right() < right.bars().left());
    QCOMPARE(left.bars().width(), right.bars().width());
    const WaterfallLayout tiny(QSize(0, 0), 16, 8, Qt::LeftToRight);
    QVERIFY(tiny.bars().width() >= 1);
    QVERIFY(WaterfallLayout(QSize(300, 100), 16, 8, Qt::LeftToRight).results().isEmpty());
}

void TestWaterfallPieces::rowsAreFoundWhereTheyArePainted()
{
    const WaterfallLayout layout(QSize(500, 200), 16, 8, Qt::LeftToRight);
    QCOMPARE(layout.rowAt(layout.rulerHeight() - 1, 0), -1);
    for (const int scroll : {0, 7, 4'000}) {
        for (qsizetype row = layout.rowAt(layout.rulerHeight(), scroll); row < 200; ++row) {
            const QRect line = layout.row(row, scroll);
            if (line.bottom() >= layout.rulerHeight())
                QCOMPARE(layout.rowAt(line.bottom(), scroll), row);
        }
    }
    QVERIFY(layout.contentHeight(std::numeric_limits<qsizetype>::max()) > 0);
}

QTEST_APPLESS_MAIN(TestWaterfallPieces)
#include "tst_waterfall_pieces.moc"
