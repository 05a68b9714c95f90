// SPDX-License-Identifier: MIT
#include "core/trace/throughput.h"

#include <QTest>

#include <limits>
#include <random>

using namespace sluice::trace;

namespace {

constexpr Micros kSecond = 1'000'000;

std::vector<qint64> bytesOf(const std::vector<Throughput::Bucket> &buckets)
{
    std::vector<qint64> bytes;
    for (const Throughput::Bucket &bucket : buckets)
        bytes.push_back(bucket.bytes);
    return bytes;
}

using Shares = std::vector<std::pair<TrackIndex, qint64>>;

Shares sharesOf(const std::vector<Throughput::Share> &shares)
{
    Shares pairs;
    for (const Throughput::Share &share : shares)
        pairs.emplace_back(share.track, share.bytes);
    return pairs;
}

struct Arrival {
    Micros from = 0;
    Micros to = 0;
    TrackIndex track = 0;
    qint64 bytes = 0;
};
using Arrivals = std::vector<Arrival>;

} // namespace

class TestThroughput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sums_data();
    void sums();
    void losesNothing();
    void saysWhoBroughtThem();
    void findsThePeak_data();
    void findsThePeak();
    void peakAgreesWithASlowOne();
    void survivesHugeNumbers();
    void staysSmall();
    void staysSmallForManyDownloads();
    void keepsSumsOfLongAgo();
};

void TestThroughput::sums_data()
{
    QTest::addColumn<Arrivals>("came");
    QTest::addColumn<Micros>("from");
    QTest::addColumn<Micros>("to");
    QTest::addColumn<int>("count");
    QTest::addColumn<std::vector<qint64>>("bytes");
    using Bytes = std::vector<qint64>;
    const Arrivals one = {{0, kSecond, 0, 1000}};
    QTest::newRow("is nothing nothing?") << Arrivals{} << Micros(0) << kSecond << 2 << Bytes{0, 0};
    QTest::newRow("are they spread evenly?") << one << Micros(0) << kSecond << 4 << Bytes{250, 250, 250, 250};
    QTest::newRow("is there nothing before and after?") << one << -kSecond << 2 * kSecond << 3 << Bytes{0, 1000, 0};
    QTest::newRow("within a tenth of a second, too?") << one << Micros(0) << Micros(100'000) << 2 << Bytes{50, 50};
    QTest::newRow("do those of a moment count?")
        << Arrivals{{kSecond, kSecond, 0, 7}} << Micros(0) << 2 * kSecond << 2 << Bytes{7, 0};
    QTest::newRow("and at the very begin?") << Arrivals{{0, 0, 0, 7}} << Micros(0) << kSecond << 1 << Bytes{7};
    QTest::newRow("is a span that runs backwards a moment?")
        << Arrivals{{2 * kSecond, kSecond / 2, 0, 9}} << Micros(0) << 2 * kSecond << 2 << Bytes{9, 0};
    QTest::newRow("do negative bytes count as none?")
        << Arrivals{{0, kSecond, 0, -9}} << Micros(0) << kSecond << 1 << Bytes{0};
    QTest::newRow("is a silence of hours not filled?")
        << Arrivals{{0, 3600 * kSecond, 0, 6000}} << Micros(0) << 3600 * kSecond << 60 << [] {
               Bytes bytes(60, 0);
               bytes.back() = 6000;
               return bytes;
           }();
    QTest::newRow("do no buckets make none?") << one << Micros(0) << kSecond << 0 << Bytes{};
    QTest::newRow("does an empty range make none?") << one << kSecond << kSecond << 3 << Bytes{};
}

void TestThroughput::sums()
{
    QFETCH(Arrivals, came);
    QFETCH(Micros, from);
    QFETCH(Micros, to);
    QFETCH(int, count);
    Throughput throughput;
    for (const Arrival &of : came)
        throughput.add(of.from, of.to, of.track, of.bytes);
    const std::vector<Throughput::Bucket> buckets = throughput.total(from, to, count);
    QTEST(bytesOf(buckets), "bytes");
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        QCOMPARE(buckets[i].begin, i == 0 ? from : buckets[i - 1].end);
        QVERIFY(buckets[i].end > buckets[i].begin);
    }
    if (!buckets.empty())
        QCOMPARE(buckets.back().end, to);
}

void TestThroughput::losesNothing()
{
    std::mt19937 random(1);
    Throughput throughput;
    qint64 sum = 0;
    Micros at = 0;
    for (int i = 0; i < 5'000; ++i) {
        at += static_cast<Micros>(random() % 400'000);
        const auto bytes = static_cast<qint64>(random() % 100'000);
        throughput.add(at - static_cast<Micros>(random() % 3'000'000), at, random() % 5, bytes);
        sum += bytes;
    }
    QCOMPARE(throughput.bytes(), sum);
    for (const int count : {1, 7, 1600, 100'000}) {
        qint64 all = 0;
        for (const Throughput::Bucket &bucket : throughput.total(0, at + kSecond, count)) {
            QVERIFY(bucket.bytes >= 0);
            all += bucket.bytes;
        }
        QCOMPARE(all, sum);
    }
    qint64 all = 0;
    for (const Throughput::Share &share : throughput.shares(0, at + kSecond))
        all += share.bytes;
    QCOMPARE(all, sum);
}

void TestThroughput::saysWhoBroughtThem()
{
    Throughput throughput;
    throughput.add(0, kSecond, 4, 1000);
    throughput.add(kSecond, 3 * kSecond, 2, 600);
    throughput.add(kSecond, 3 * kSecond, 9, 600);
    QCOMPARE(sharesOf(throughput.shares(0, 3 * kSecond)), (Shares{{4, 1000}, {2, 600}, {9, 600}}));
    QCOMPARE(sharesOf(throughput.shares(kSecond, 2 * kSecond)), (Shares{{2, 300}, {9, 300}}));
    QCOMPARE(sharesOf(throughput.shares(kSecond / 2, kSecond)), (Shares{{4, 500}}));
    QCOMPARE(sharesOf(throughput.shares(3 * kSecond, 9 * kSecond)), Shares());
    QCOMPARE(sharesOf(throughput.shares(std::numeric_limits<Micros>::min(), 0)), Shares());
    QCOMPARE(sharesOf(throughput.shares(kSecond, 0)), Shares());
}

void TestThroughput::findsThePeak_data()
{
    QTest::addColumn<Arrivals>("came");
    QTest::addColumn<qint64>("peak");
    QTest::addColumn<Micros>("at");
    QTest::newRow("is there none of nothing?") << Arrivals{} << qint64(0) << Micros(0);
    QTest::newRow("does a burst count over its second?")
        << Arrivals{{5'000'000, 5'100'000, 0, 900}} << qint64(900) << Micros(4'100'000);
    QTest::newRow("does it lie across two seconds?")
        << Arrivals{{500'000, 1'500'000, 0, 5000}, {8'000'000, 9'000'000, 0, 4999}} << qint64(5000) << Micros(500'000);
    QTest::newRow("are downloads added up?")
        << Arrivals{{0, kSecond, 0, 100}, {0, kSecond, 1, 50}} << qint64(150) << Micros(0);
    QTest::newRow("is a long one as fast as it is?")
        << Arrivals{{0, 10 * kSecond, 0, 1000}} << qint64(100) << Micros(0);
}

void TestThroughput::findsThePeak()
{
    QFETCH(Arrivals, came);
    Throughput throughput;
    for (const Arrival &of : came)
        throughput.add(of.from, of.to, of.track, of.bytes);
    QTEST(throughput.peak(), "peak");
    QTEST(throughput.peakAt(), "at");
}

void TestThroughput::peakAgreesWithASlowOne()
{
    std::mt19937 random(9);
    Throughput throughput;
    Micros at = 0;
    for (int i = 0; i < 300; ++i) {
        at += static_cast<Micros>(random() % 900'000);
        throughput.add(at - static_cast<Micros>(random() % 2'000'000), at, 0, static_cast<qint64>(random() % 10'000));
    }
    qint64 peak = 0;
    for (Micros begin = 0; begin < at; begin += 100'000)
        peak = std::max(peak, throughput.total(begin, begin + kSecond, 1).at(0).bytes);
    QCOMPARE(throughput.peak(), peak);
    QCOMPARE(throughput.total(throughput.peakAt(), throughput.peakAt() + kSecond, 1).at(0).bytes, peak);
}

void TestThroughput::survivesHugeNumbers()
{
    constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    Throughput throughput;
    throughput.add(0, kMost, 0, kMost);
    throughput.add(std::numeric_limits<Micros>::min(), 5, 1, kMost);
    throughput.add(kMost, kMost, std::numeric_limits<TrackIndex>::max(), kMost);
    QVERIFY(throughput.bytes() > 0);
    QVERIFY(throughput.peak() > 0);
    qint64 all = 0;
    for (const Throughput::Bucket &bucket : throughput.total(std::numeric_limits<Micros>::min(), kMost, 1000))
        all += bucket.bytes;
    QCOMPARE(all, throughput.bytes());
    QVERIFY(!throughput.shares(0, kMost).empty());
    QVERIFY(throughput.heapBytes() < 1'000'000);
}

void TestThroughput::staysSmall()
{
    // Six days of ten downloads at once, in steps of ten seconds.
    Throughput throughput;
    for (Micros at = 0; at < 6 * 86'400 * kSecond; at += 10 * kSecond)
        throughput.add(at, at + 10 * kSecond, static_cast<TrackIndex>(at / kSecond / 10 % 10), 1000);
    QCOMPARE(throughput.bytes(), 6 * 8'640 * 1000);
    QVERIFY2(throughput.heapBytes() < 20'000'000, qPrintable(QString::number(throughput.heapBytes())));
    const std::vector<Throughput::Share> all = throughput.shares(0, 7 * 86'400 * kSecond);
    QCOMPARE(all.size(), 10U);
    QCOMPARE(all[0].bytes, 6 * 864 * 1000);
    // The newest are told second by second, the oldest not far from it.
    const Micros end = 6 * 86'400 * kSecond;
    QCOMPARE(throughput.shares(end - 10 * kSecond, end).size(), 1U);
}

void TestThroughput::staysSmallForManyDownloads()
{
    Throughput throughput;
    for (int i = 0; i < 300'000; ++i)
        throughput.add(Micros(i) * 1000, Micros(i) * 1000 + 50'000, static_cast<TrackIndex>(i), 4096);
    QCOMPARE(throughput.shares(0, 400 * kSecond).size(), 300'000U);
    QVERIFY2(throughput.heapBytes() < 300'000 * 30, qPrintable(QString::number(throughput.heapBytes())));
}

void TestThroughput::keepsSumsOfLongAgo()
{
    ByteSeries series;
    series.setDetail(2);
    qint64 sum = 0;
    for (qint64 bucket = 0; bucket < 10 * ByteSeries::kChunk; ++bucket) {
        series.add(bucket, bucket);
        sum += bucket;
    }
    QCOMPARE(series.bytes(), sum);
    constexpr Micros kWidth = ByteSeries::kChunk * ByteSeries::kBucket;
    QCOMPARE(series.before(kWidth), ByteSeries::kChunk * (ByteSeries::kChunk - 1) / 2);
    QCOMPARE(series.before(kWidth / 2), ByteSeries::kChunk * (ByteSeries::kChunk - 1) / 4); // spread evenly by now
    QCOMPARE(series.at(9 * ByteSeries::kChunk + 3), 9 * ByteSeries::kChunk + 3);
    // And late ones find their place.
    series.add(5, 1000);
    QCOMPARE(series.bytes(), sum + 1000);
    QCOMPARE(series.before(kWidth), ByteSeries::kChunk * (ByteSeries::kChunk - 1) / 2 + 1000);
}

QTEST_APPLESS_MAIN(TestThroughput)
#include "tst_throughput.moc"
