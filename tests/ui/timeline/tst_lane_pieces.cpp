// SPDX-License-Identifier: MIT
#include "tests/core/trace/synthetic.h"
#include "tests/ui/timeline/story.h"
#include "ui/timeline/lane_pieces.h"

#include <QTest>

#include <cmath>

using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace sluice::trace;

namespace {

constexpr TimeScale kTenASecond{100'000, 0}; ///< ten pixels a second

std::vector<Piece> piecesOf(const Recording &recording, LaneKind kind, int lane, const TimeScale &scale = kTenASecond,
    Micros from = -kSecond, Micros to = 100 * kSecond)
{
    LaneList lanes;
    lanes.update(recording, kind);
    std::vector<Piece> pieces;
    appendPieces(recording, lanes, lane, scale, from, to, recording.now(), pieces);
    return pieces;
}

} // namespace

class TestLanePieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDownloadShowsItsWaits();
    void aSlotShowsWhoHeldIt();
    void whatIsOpenEndsNow();
    void anEndIsAPoint();
    void aStayThatFailedSaysSo();
    void looksOnlyIntoTheWindow();
    void mergesWhatIsNarrow();
    void takesTimeOfThePixels_data();
    void takesTimeOfThePixels();
    void summarisesDenseLanes();
    void givesNothingForWhatIsNot_data();
    void givesNothingForWhatIsNot();
    void ordersAndLabelsLanes();
    void findsLanesOfADownload();
};

void TestLanePieces::aDownloadShowsItsWaits()
{
    const auto pieces = piecesOf(shortRecording(), LaneKind::Download, 1);
    QCOMPARE(pieces.size(), 5);
    QCOMPARE(pieces[0].phase, Phase::WaitSlot);
    QCOMPARE(pieces[1].phase, Phase::Connect);
    QCOMPARE(pieces[2].phase, Phase::Receiving);
    QCOMPARE(pieces[2].left, 20.0);
    QCOMPARE(pieces[2].right, 80.0);
    QCOMPARE(pieces[3].phase, Phase::Backoff);
    QCOMPARE(pieces[4].phase, Phase::Failed);
    for (std::size_t i = 1; i < pieces.size(); ++i)
        QCOMPARE(pieces[i].left, pieces[i - 1].right);
}

void TestLanePieces::aSlotShowsWhoHeldIt()
{
    const auto pieces = piecesOf(shortRecording(), LaneKind::Slot, 0);
    QCOMPARE(pieces.size(), 2);
    QCOMPARE(pieces[0].track, 0U);
    QCOMPARE(pieces[1].track, 2U);
    QVERIFY(pieces[0].begins && pieces[1].begins);
    QCOMPARE(pieces[1].left, 100.0);
}

void TestLanePieces::whatIsOpenEndsNow()
{
    const auto pieces = piecesOf(shortRecording(), LaneKind::Slot, 0);
    QCOMPARE(pieces.back().right, 200.0);
}

void TestLanePieces::anEndIsAPoint()
{
    const auto pieces = piecesOf(shortRecording(), LaneKind::Download, 0);
    QCOMPARE(pieces.back().phase, Phase::Done);
    QCOMPARE(pieces.back().right - pieces.back().left, kEndWidth);
}

void TestLanePieces::aStayThatFailedSaysSo()
{
    const auto pieces = piecesOf(shortRecording(), LaneKind::Slot, 1);
    QCOMPARE(pieces.size(), 2);
    QVERIFY(!pieces[0].fails);
    QVERIFY(pieces[1].fails);
    QVERIFY(!piecesOf(shortRecording(), LaneKind::Slot, 0).front().fails);
}

void TestLanePieces::looksOnlyIntoTheWindow()
{
    const Recording recording = shortRecording();
    const auto pieces = piecesOf(recording, LaneKind::Download, 1, kTenASecond, 3 * kSecond, 4 * kSecond);
    QCOMPARE(pieces.size(), 1);
    QCOMPARE(pieces[0].phase, Phase::Receiving);
    QVERIFY(piecesOf(recording, LaneKind::Download, 1, kTenASecond, 30 * kSecond, 40 * kSecond).empty());
    QVERIFY(piecesOf(recording, LaneKind::Download, 1, kTenASecond, 4 * kSecond, 3 * kSecond).empty());
}

void TestLanePieces::mergesWhatIsNarrow()
{
    // Eight of ten milliseconds are received, two stalled; a pixel is 100 ms.
    Story story;
    story.add(0, 1, QStringLiteral("a"));
    for (int i = 0; i < 1'000; ++i)
        story.enter(i * 0.01, 1, Phase::Receiving, 0).enter(i * 0.01 + 0.008, 1, Phase::Stalled, 0);
    Recording recording;
    recording.apply(story.until(10));
    const auto pieces = piecesOf(recording, LaneKind::Download, 0);
    QVERIFY(pieces.size() <= 101);
    for (const Piece &piece : pieces) {
        QVERIFY(piece.merged);
        QCOMPARE(piece.phase, Phase::Receiving);
    }
    QCOMPARE(pieces.front().left, 0.0);
    QCOMPARE(pieces.back().right, 100.0);
}

void TestLanePieces::takesTimeOfThePixels_data()
{
    QTest::addColumn<LaneKind>("kind");
    QTest::newRow("by slot?") << LaneKind::Slot;
    QTest::newRow("by download?") << LaneKind::Download;
    QTest::newRow("by host?") << LaneKind::Host;
    QTest::newRow("by connection?") << LaneKind::Connection;
}

void TestLanePieces::takesTimeOfThePixels()
{
    QFETCH(LaneKind, kind);
    const Recording recording
        = sluice::trace::testing::recorded({.downloads = 3'000, .slots = 2, .hosts = 1, .phase = 10'000});
    LaneList lanes;
    lanes.update(recording, kind);
    QVERIFY(lanes.count() > 0);
    const TimeScale scale{static_cast<double>(recording.now()) / 500, 0};
    for (int lane = 0; lane < std::min(lanes.count(), 20); ++lane) {
        std::vector<Piece> pieces;
        appendPieces(recording, lanes, lane, scale, 0, recording.now(), recording.now(), pieces);
        QVERIFY2(pieces.size() <= 700, qPrintable(QString::number(pieces.size())));
        double right = -1;
        for (const Piece &piece : pieces) {
            QVERIFY(std::isfinite(piece.left) && piece.right >= piece.left);
            QVERIFY(piece.left >= right - kEndWidth - 1e-6);
            right = piece.right;
        }
    }
}

void TestLanePieces::summarisesDenseLanes()
{
    const Recording recording
        = sluice::trace::testing::recorded({.downloads = 2'000, .slots = 1, .hosts = 1, .phase = 10'000});
    const TimeScale scale{static_cast<double>(recording.now()) / 300, 0};
    const auto pieces = piecesOf(recording, LaneKind::Slot, 0, scale, 0, recording.now());
    QVERIFY(pieces.size() > 10 && pieces.size() <= 310);
    for (const Piece &piece : pieces)
        QVERIFY(piece.busy > 0 && piece.busy <= 1.001F);
}

void TestLanePieces::givesNothingForWhatIsNot_data()
{
    QTest::addColumn<LaneKind>("kind");
    QTest::addColumn<int>("lane");
    QTest::newRow("a slot before the first?") << LaneKind::Slot << -1;
    QTest::newRow("a slot beyond the last?") << LaneKind::Slot << 2;
    QTest::newRow("a download beyond the last?") << LaneKind::Download << 3;
}

void TestLanePieces::givesNothingForWhatIsNot()
{
    QFETCH(LaneKind, kind);
    QFETCH(int, lane);
    QVERIFY(piecesOf(shortRecording(), kind, lane).empty());
    QVERIFY(piecesOf(Recording(), kind, 0).empty());
}

void TestLanePieces::ordersAndLabelsLanes()
{
    const Recording recording = shortRecording();
    LaneList lanes;
    lanes.update(recording, LaneKind::Slot);
    QCOMPARE(lanes.count(), 2);
    QCOMPARE(lanes.label(recording, 1), QStringLiteral("Slot 2"));
    QVERIFY(lanes.update(recording, LaneKind::Host));
    QVERIFY(!lanes.update(recording, LaneKind::Host));
    QCOMPARE(lanes.label(recording, 0), QStringLiteral("example.org"));
    QVERIFY(!lanes.isRepeated(recording, 0) && !lanes.isRepeated(recording, lanes.count() - 1));
    const Recording crowded = sluice::trace::testing::recorded({.downloads = 20, .slots = 4, .hosts = 1});
    LaneList places;
    places.update(crowded, LaneKind::Host);
    QCOMPARE(places.count(), 4);
    QVERIFY(!places.isRepeated(crowded, 0) && places.isRepeated(crowded, 1));
    lanes.update(recording, LaneKind::Connection);
    QCOMPARE(lanes.label(recording, 1), QStringLiteral("2 · 127.0.0.2:80"));
    lanes.update(recording, LaneKind::Download);
    QCOMPARE(lanes.count(), 3);
    QCOMPARE(lanes.label(recording, 2), QStringLiteral("three.bin"));
}

void TestLanePieces::findsLanesOfADownload()
{
    const Recording recording = shortRecording();
    LaneList lanes;
    lanes.update(recording, LaneKind::Slot);
    QCOMPARE(lanes.laneOf(recording, 0, 5 * kSecond), 0);
    QCOMPARE(lanes.laneOf(recording, 2, 15 * kSecond), 0);
    QCOMPARE(lanes.laneOf(recording, 1, 5 * kSecond), 1);
    QCOMPARE(lanes.laneOf(recording, 2, 5 * kSecond), -1);
    QCOMPARE(lanes.laneOf(recording, 2, -5), -1);
    lanes.update(recording, LaneKind::Download);
    QCOMPARE(lanes.laneOf(recording, 2, 5 * kSecond), 2);
}

QTEST_APPLESS_MAIN(TestLanePieces)
#include "tst_lane_pieces.moc"
