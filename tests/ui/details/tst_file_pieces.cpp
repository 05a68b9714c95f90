// SPDX-License-Identifier: MIT
#include "ui/details/file_bar.h"
#include "ui/details/file_pieces.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <random>

using namespace sluice;
using namespace sluice::ui;
using download::ByteRange;
using Origin = FilePiece::Origin;
using trace::kNone;
using trace::Track;
using trace::Written;

namespace {

Track trackOf(std::vector<Written> written, qint64 total = -1)
{
    Track track;
    track.total = total;
    track.written = std::move(written);
    return track;
}

void addAttempt(Track &track, int number, qint64 fromByte)
{
    trace::AttemptBrief brief;
    brief.number = static_cast<quint16>(number);
    brief.fromByte = fromByte;
    track.attempts.push_back(brief);
}

/// Sorted, from 0 to the extent, without gap or overlap.
bool tiles(const FileMap &map)
{
    qint64 at = 0;
    for (const FilePiece &piece : map.pieces) {
        if (piece.begin != at || piece.end <= piece.begin)
            return false;
        at = piece.end;
    }
    return at == map.extent;
}

} // namespace

class TestFilePieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachByteHasOneOrigin();
    void theNewestWriterCounts();
    void aFileBegunAgainForgetsWhatWasBefore();
    void aFailedLookUpIsNoNewBeginning();
    void whatIsHeldAndWasNotSeenIsFromBefore();
    void aFinishedFileMissesNothing();
    void anUnknownTotalEndsWhereTheBytesEnd();
    void senselessRangesAreLeftOut();
    void resumesAreMarked();
    void randomLayersMatchABytewiseModel();
    void theBarTilesItsPixels_data();
    void theBarTilesItsPixels();
    void aHoleBelowAPixelIsNotLost();
    void hugeFilesDoNotOverflow();
    void bytesAreFoundUnderTheirPixel();
};

void TestFilePieces::eachByteHasOneOrigin()
{
    const FileMap map = fileMap(trackOf({{0, 10, 0, 1}, {10, 20, 0, 1}, {30, 40, 1, 2}}, 100), {});
    const std::vector<FilePiece> expected{{0, 20, Origin::Written, 1, 0}, {20, 30, Origin::Missing, 0, kNone},
        {30, 40, Origin::Written, 2, 1}, {40, 100, Origin::Missing, 0, kNone}};
    QCOMPARE(map.pieces, expected);
    QVERIFY(map.totalKnown);
    QCOMPARE(map.givenUp, 0);
}

void TestFilePieces::theNewestWriterCounts()
{
    const FileMap map = fileMap(trackOf({{10, 40, 0, 1}, {20, 30, 1, 2}, {0, 12, 2, 2}}, 40), {});
    const std::vector<FilePiece> expected{{0, 12, Origin::Written, 2, 2}, {12, 20, Origin::Written, 1, 0},
        {20, 30, Origin::Written, 2, 1}, {30, 40, Origin::Written, 1, 0}};
    QCOMPARE(map.pieces, expected);
}

void TestFilePieces::aFileBegunAgainForgetsWhatWasBefore()
{
    const FileMap map = fileMap(trackOf({{0, 50, 0, 1}, {0, 10, 1, 2}}, 100), {});
    const std::vector<FilePiece> expected{{0, 10, Origin::Written, 2, 1}, {10, 100, Origin::Missing, 0, kNone}};
    QCOMPARE(map.pieces, expected);
    QCOMPARE(map.givenUp, 50);
    QCOMPARE(map.startedOver, 2);
}

void TestFilePieces::aFailedLookUpIsNoNewBeginning()
{
    Track track = trackOf({{0, 50, 0, 1}, {50, 60, 0, 3}}, 100);
    addAttempt(track, 1, 0);
    addAttempt(track, 2, 0); // never got as far as to ask for a byte
    addAttempt(track, 3, 50);
    const FileMap map = fileMap(track, {});
    QCOMPARE(map.startedOver, 0);
    QCOMPARE(map.pieces.front(), (FilePiece{0, 50, Origin::Written, 1, 0}));
}

void TestFilePieces::whatIsHeldAndWasNotSeenIsFromBefore()
{
    const std::vector<ByteRange> have{{0, 30}, {35, 50}, {70, 80}};
    const FileMap map = fileMap(trackOf({{30, 40, 0, 3}}), {have, false, 90});
    const std::vector<FilePiece> expected{{0, 30, Origin::Before, 0, kNone}, {30, 40, Origin::Written, 3, 0},
        {40, 50, Origin::Before, 0, kNone}, {50, 70, Origin::Missing, 0, kNone}, {70, 80, Origin::Before, 0, kNone},
        {80, 90, Origin::Missing, 0, kNone}};
    QCOMPARE(map.pieces, expected);
}

void TestFilePieces::aFinishedFileMissesNothing()
{
    const FileMap map = fileMap(trackOf({{30, 40, 0, 3}}), {{}, true, 40});
    const std::vector<FilePiece> expected{{0, 30, Origin::Before, 0, kNone}, {30, 40, Origin::Written, 3, 0}};
    QCOMPARE(map.pieces, expected);
}

void TestFilePieces::anUnknownTotalEndsWhereTheBytesEnd()
{
    const FileMap map = fileMap(trackOf({{0, 40, 0, 1}}), {});
    QVERIFY(!map.totalKnown);
    QCOMPARE(map.extent, 40);
    QCOMPARE(map.pieces.size(), 1U);
    const FileMap nothing = fileMap(Track(), {});
    QCOMPARE(nothing.extent, 0);
    QVERIFY(nothing.pieces.empty());
    // The server announced less than it sent.
    const FileMap more = fileMap(trackOf({{0, 40, 0, 1}}, 30), {});
    QCOMPARE(more.extent, 40);
    QVERIFY(tiles(more));
}

void TestFilePieces::senselessRangesAreLeftOut()
{
    const FileMap map = fileMap(trackOf({{-5, 10, 0, 1}, {8, 8, 0, 1}, {9, 2, 0, 1}, {4, 6, 0, 1}}, 10), {});
    QVERIFY(tiles(map));
    QCOMPARE(map.pieces.size(), 3U);
}

void TestFilePieces::resumesAreMarked()
{
    Track track = trackOf({{0, 50, 0, 1}, {50, 60, 0, 2}, {60, 100, 1, 4}}, 100);
    addAttempt(track, 1, 0);
    addAttempt(track, 2, 50);
    addAttempt(track, 3, 60); // brought nothing
    addAttempt(track, 4, 60);
    const std::vector<ResumeMark> expected{{50, 2}, {60, 4}};
    QCOMPARE(fileMap(track, {}).resumes, expected);
}

void TestFilePieces::randomLayersMatchABytewiseModel()
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<Written> written;
        std::vector<int> model(64, -1);
        for (int i = 0; i < 20; ++i) {
            // Never the first byte: that would begin the file again.
            const int begin = 1 + static_cast<int>(random() % 60);
            const int end = begin + 1 + static_cast<int>(random() % 15);
            const int attempt = 1 + static_cast<int>(random() % 4);
            written.push_back({begin, std::min(end, 64), kNone, static_cast<quint16>(attempt)});
            for (int byte = begin; byte < std::min(end, 64); ++byte)
                model[static_cast<std::size_t>(byte)] = attempt;
        }
        const FileMap map = fileMap(trackOf(written, 64), {});
        QVERIFY(tiles(map));
        for (const FilePiece &piece : map.pieces) {
            for (qint64 byte = piece.begin; byte < piece.end; ++byte)
                QCOMPARE(piece.origin == Origin::Missing ? -1 : piece.attempt, model[static_cast<std::size_t>(byte)]);
        }
    }
}

void TestFilePieces::theBarTilesItsPixels_data()
{
    QTest::addColumn<int>("ranges");
    QTest::addColumn<int>("width");
    QTest::newRow("is one range one piece?") << 1 << 500;
    QTest::newRow("are a few ranges whole pixels?") << 7 << 501;
    QTest::newRow("are as many ranges as pixels held apart?") << 300 << 300;
    QTest::newRow("do 100,000 ranges fit into 800 pixels?") << 100'000 << 800;
    QTest::newRow("do they fit into one?") << 1'000 << 1;
    QTest::newRow("does no width give nothing?") << 10 << 0;
}

void TestFilePieces::theBarTilesItsPixels()
{
    QFETCH(const int, ranges);
    QFETCH(const int, width);
    std::vector<Written> written;
    for (int i = 0; i < ranges; ++i)
        written.push_back({i * 1'000LL, i * 1'000LL + 900, i % 16, static_cast<quint16>(1 + i % 5)});
    const FileMap map = fileMap(trackOf(written, ranges * 1'000LL), {});
    QCOMPARE(std::ssize(map.pieces), 2LL * ranges);
    const std::vector<BarPiece> bar = barPieces(map.pieces, FileScale(map.extent, width));
    int at = 0;
    quint32 most = 0;
    for (const BarPiece &piece : bar) {
        QCOMPARE(piece.left, at);
        QVERIFY(piece.right > piece.left);
        at = piece.right;
        most = std::max(most, piece.pieces);
    }
    QCOMPARE(at, width);
    QVERIFY(std::ssize(bar) <= width);
    if (width > 0 && ranges > 4 * width)
        QVERIFY2(most > 2, "some pixel stands for several");
}

void TestFilePieces::aHoleBelowAPixelIsNotLost()
{
    const FileMap map = fileMap(trackOf({{0, 500'000, 0, 1}, {500'001, 1'000'000, 0, 1}}, 1'000'000), {});
    const std::vector<BarPiece> bar = barPieces(map.pieces, FileScale(map.extent, 100));
    QCOMPARE(std::ranges::count_if(bar, &BarPiece::gaps), 1);
    const auto gap = std::ranges::find_if(bar, &BarPiece::gaps);
    QCOMPARE(gap->left, 50);
    QCOMPARE(map.pieces[gap->piece].origin, Origin::Written);
}

void TestFilePieces::hugeFilesDoNotOverflow()
{
    constexpr qint64 kHuge = std::numeric_limits<qint64>::max();
    const FileMap map = fileMap(trackOf({{0, kHuge / 2, 0, 1}, {kHuge / 2, kHuge - 1, 1, 1}}, kHuge), {});
    QVERIFY(tiles(map));
    const FileScale scale(kHuge, 1'000);
    const std::vector<BarPiece> bar = barPieces(map.pieces, scale);
    QCOMPARE(bar.back().right, 1'000);
    QVERIFY(scale.byteAt(999.9999999) < kHuge);
    QVERIFY(scale.byteAt(5'000) >= 0);
    QCOMPARE(scale.byteAt(-1), 0);
    QCOMPARE(scale.byteAt(std::numeric_limits<double>::quiet_NaN()), 0);
}

void TestFilePieces::bytesAreFoundUnderTheirPixel()
{
    const FileMap map = fileMap(trackOf({{0, 10, 0, 1}, {30, 40, 1, 2}}, 100), {});
    QCOMPARE(pieceAt(map.pieces, 0), 0);
    QCOMPARE(pieceAt(map.pieces, 9), 0);
    QCOMPARE(pieceAt(map.pieces, 10), 1);
    QCOMPARE(pieceAt(map.pieces, 99), 3);
    QCOMPARE(pieceAt(map.pieces, 100), -1);
    QCOMPARE(pieceAt(map.pieces, -1), -1);
    QCOMPARE(pieceAt({}, 0), -1);
}

QTEST_APPLESS_MAIN(TestFilePieces)
#include "tst_file_pieces.moc"
