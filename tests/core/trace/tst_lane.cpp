// SPDX-License-Identifier: MIT
#include "core/trace/lane.h"

#include <QTest>

#include <array>
#include <limits>
#include <random>

using namespace sluice::trace;

namespace {

/// A lane of `count` stays with gaps, all ended but the last where `open`.
Lane someLane(int count, bool open, quint32 seed)
{
    std::mt19937 random(seed);
    Lane lane;
    Micros at = 100;
    for (int i = 0; i < count; ++i) {
        at += static_cast<Micros>(random() % 20);
        lane.open(at, static_cast<TrackIndex>(i), 0, Phase::Connect);
        at += 1 + static_cast<Micros>(random() % 30);
        lane.enter(at, Phase::Receiving);
        at += static_cast<Micros>(random() % 60);
        if (i + 1 < count || !open)
            lane.close(at);
    }
    return lane;
}

/// Blocks of [from, to) as they must be: the stays in them, one after the other and none twice.
void verifyBlocks(const Lane &lane, Micros from, Micros to, Micros resolution, Micros now)
{
    std::vector<Block> blocks;
    lane.summarise(from, to, resolution, now, blocks);
    const std::span<const Stay> stays = lane.stays();
    std::size_t next = blocks.empty()
        ? 0
        : static_cast<std::size_t>(std::ranges::lower_bound(stays, blocks[0].begin, {}, &Stay::begin) - stays.begin());
    QVERIFY(blocks.empty() == lane.between(from, to).empty());
    if (blocks.empty())
        return;
    // All that touch the range are there; a block at its edge may bring some more.
    QVERIFY(stays[next].begin <= lane.between(from, to).front().begin);
    for (const Block &block : blocks) {
        QVERIFY(block.stays > 0);
        QCOMPARE(block.begin, stays[next].begin);
        Micros busy = 0;
        for (quint32 i = 0; i < block.stays; ++i)
            busy += std::min(stays[next + i].end, now) - stays[next + i].begin;
        next += block.stays;
        QCOMPARE(block.end, std::min(stays[next - 1].end, now));
        if (block.stays > 1)
            QVERIFY(block.end - block.begin <= resolution);
        if (block.end > block.begin)
            QVERIFY(qAbs(block.busy - float(double(busy) / double(block.end - block.begin))) < 1e-3F);
    }
    QVERIFY(stays[next - 1].begin >= lane.between(from, to).back().begin);
}

} // namespace

class TestLane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAndCloses();
    void forgetsWhatTookNoTime();
    void findsStays_data();
    void findsStays();
    void tellsThePhaseThatTookLongest();
    void tellsTheLongestOfMany();
    void summarises_data();
    void summarises();
    void looksAtAsManyAsThereArePixels_data();
    void looksAtAsManyAsThereArePixels();
    void movesTheFirstSpan();
};

void TestLane::opensAndCloses()
{
    Lane lane;
    QVERIFY(!lane.isOpen());
    QCOMPARE(lane.free(), 0);
    lane.close(5); // nothing to close
    lane.enter(5, Phase::Tls);
    QVERIFY(lane.stays().empty());
    lane.open(10, 3, 7, Phase::Connect);
    QVERIFY(lane.isOpen());
    QCOMPARE(lane.stays()[0].end, kOpen);
    lane.close(20);
    QVERIFY(!lane.isOpen());
    QCOMPARE(lane.free(), 20);
    QCOMPARE(lane.stays()[0].begin, 10);
    QCOMPARE(lane.stays()[0].end, 20);
    QCOMPARE(lane.stays()[0].track, 3U);
    QCOMPARE(lane.stays()[0].firstSpan, 7U);
}

void TestLane::forgetsWhatTookNoTime()
{
    Lane lane = someLane(31, false, 1);
    const Micros at = lane.free();
    lane.open(at, 99, 0, Phase::Connect);
    lane.close(at);
    QCOMPARE(lane.stays().size(), 31U);
    lane.open(at, 100, 0, Phase::Connect);
    lane.close(at + 1);
    QCOMPARE(lane.stays().size(), 32U);
    QCOMPARE(lane.stays()[31].track, 100U);
    verifyBlocks(lane, 0, at + 10, 1'000'000, at + 10);
}

void TestLane::findsStays_data()
{
    QTest::addColumn<Micros>("from");
    QTest::addColumn<Micros>("to");
    QTest::addColumn<std::vector<TrackIndex>>("found");
    using Tracks = std::vector<TrackIndex>;
    // Stays: 0 [10, 20) · 1 [20, 30) · 2 [40, …)
    QTest::newRow("is there nothing before?") << Micros(0) << Micros(10) << Tracks{};
    QTest::newRow("does the end belong to the next?") << Micros(20) << Micros(21) << Tracks{1};
    QTest::newRow("is there nothing in a gap?") << Micros(30) << Micros(40) << Tracks{};
    QTest::newRow("does one that reaches in count?") << Micros(15) << Micros(35) << Tracks{0, 1};
    QTest::newRow("does an open one never end?") << Micros(1) << 40 + kLatest << Tracks{0, 1, 2};
    QTest::newRow("is it there for ever?") << kLatest << kOpen << Tracks{2};
    QTest::newRow("is a range that runs backwards empty?") << Micros(25) << Micros(5) << Tracks{};
}

void TestLane::findsStays()
{
    QFETCH(Micros, from);
    QFETCH(Micros, to);
    Lane lane;
    lane.open(10, 0, 0, Phase::Connect);
    lane.close(20);
    lane.open(20, 1, 0, Phase::Connect);
    lane.close(30);
    lane.open(40, 2, 0, Phase::Connect);
    std::vector<TrackIndex> found;
    for (const Stay &stay : lane.between(from, to))
        found.push_back(stay.track);
    QTEST(found, "found");
}

void TestLane::tellsThePhaseThatTookLongest()
{
    const auto phaseAt = [](const Lane &lane, Micros now) {
        std::vector<Block> blocks;
        lane.summarise(0, now + 1, 0, now, blocks);
        return blocks.at(0).phase;
    };
    Lane lane;
    lane.open(0, 0, 0, Phase::Connect);
    QVERIFY(phaseAt(lane, 0) == Phase::Connect);
    lane.enter(10, Phase::Receiving);
    QVERIFY(phaseAt(lane, 15) == Phase::Connect);
    QVERIFY(phaseAt(lane, 25) == Phase::Receiving); // while it is open, too
    lane.enter(30, Phase::Stalled);
    lane.rename(Phase::WaitRate); // was that all along
    lane.enter(55, Phase::Receiving);
    QVERIFY(phaseAt(lane, 56) == Phase::WaitRate);
    lane.close(62); // 10 connecting, 20 + 7 receiving, 25 waiting
    QVERIFY(phaseAt(lane, 1000) == Phase::Receiving);
}

void TestLane::tellsTheLongestOfMany()
{
    Lane lane;
    for (int i = 0; i < 1000; ++i) {
        // Every tenth is a long one.
        const Micros at = i * 100;
        lane.open(at, 0, 0, i % 10 == 0 ? Phase::Stalled : Phase::Receiving);
        lane.close(at + (i % 10 == 0 ? 99 : 5));
    }
    std::vector<Block> blocks;
    lane.summarise(0, 100'000, 1'000'000, 100'000, blocks);
    QCOMPARE(blocks.size(), 1U);
    QCOMPARE(blocks[0].stays, 1000U);
    QVERIFY(blocks[0].phase == Phase::Stalled);
    QVERIFY(qAbs(blocks[0].busy - 0.144F) < 0.002F);
}

void TestLane::summarises_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("open");
    for (const int count : {0, 1, 31, 32, 33, 1024, 1025, 3000}) {
        QTest::addRow("does it for %d that ended?", count) << count << false;
        if (count > 0)
            QTest::addRow("does it for %d with an open one?", count) << count << true;
    }
}

void TestLane::summarises()
{
    QFETCH(int, count);
    QFETCH(bool, open);
    const Lane lane = someLane(count, open, static_cast<quint32>(count) + 7);
    const Micros now = (lane.stays().empty() ? 0 : lane.stays().back().begin) + 100;
    std::mt19937 random(3);
    for (const Micros resolution : {Micros(0), Micros(1), Micros(50), Micros(500), Micros(20'000), now}) {
        verifyBlocks(lane, 0, now, resolution, now);
        for (int i = 0; i < 20; ++i) {
            const Micros from = static_cast<Micros>(random() % static_cast<quint32>(now));
            verifyBlocks(lane, from, from + static_cast<Micros>(random() % static_cast<quint32>(now)), resolution, now);
        }
    }
}

void TestLane::looksAtAsManyAsThereArePixels_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("pixels");
    QTest::newRow("all of few stays?") << 1000 << 1600;
    QTest::newRow("of many stays?") << 100'000 << 1600;
    QTest::newRow("of very many?") << 1'000'000 << 1600;
    QTest::newRow("in one pixel?") << 1'000'000 << 1;
}

void TestLane::looksAtAsManyAsThereArePixels()
{
    QFETCH(int, count);
    QFETCH(int, pixels);
    const Lane lane = someLane(count, true, 5);
    const Micros now = lane.stays().back().begin + 50;
    // From all of it down to where each stay has some pixels.
    for (Micros width = now; width > 100 * pixels; width /= 7) {
        std::vector<Block> blocks;
        const std::size_t visited
            = lane.summarise(now / 2 - width / 2, now / 2 + width / 2, width / pixels, now, blocks);
        const auto most = static_cast<std::size_t>(pixels) * 36 + 200;
        QVERIFY2(visited <= most, qPrintable(QString::number(visited)));
        QVERIFY(blocks.size() <= 2 * static_cast<std::size_t>(pixels) + 2);
    }
}

void TestLane::movesTheFirstSpan()
{
    Lane lane;
    lane.open(10, 4, 9, Phase::Connect);
    lane.close(20);
    QVERIFY(!lane.moveFirstSpan(11, 20, 4, 9, 2)); // none began there
    QVERIFY(!lane.moveFirstSpan(5, 10, 4, 9, 2));
    QVERIFY(!lane.moveFirstSpan(10, 20, 5, 9, 2)); // that is another one
    QVERIFY(!lane.moveFirstSpan(10, 20, 4, 8, 2)); // it did not begin with that
    QCOMPARE(lane.stays()[0].firstSpan, 9U);
    QVERIFY(lane.moveFirstSpan(10, 20, 4, 9, 2));
    QCOMPARE(lane.stays()[0].firstSpan, 2U);
}

QTEST_APPLESS_MAIN(TestLane)
#include "tst_lane.moc"
