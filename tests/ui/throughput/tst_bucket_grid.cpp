// SPDX-License-Identifier: MIT
#include "ui/throughput/bucket_grid.h"

#include <QTest>

#include <limits>

using namespace sluice;
using namespace sluice::ui;

using trace::Micros;

constexpr Micros kSecond = 1'000'000;

class TestBucketGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void grid_data();
    void grid();
    void anEndedSessionFillsTheChart_data();
    void anEndedSessionFillsTheChart();
    void holdsTheEndAndStaysBounded_data();
    void holdsTheEndAndStaysBounded();
};

void TestBucketGrid::grid_data()
{
    QTest::addColumn<TimeRange>("range");
    QTest::addColumn<Micros>("end");
    QTest::addColumn<BucketGrid>("grid");
    QTest::newRow("does a young minute stand at the left?")
        << TimeRange::Minute << 5 * kSecond << BucketGrid{kSecond, 0, 60};
    QTest::newRow("is a full minute still at its place?")
        << TimeRange::Minute << 60 * kSecond - 1 << BucketGrid{kSecond, 0, 60};
    QTest::newRow("does the next second move it by one?")
        << TimeRange::Minute << 60 * kSecond << BucketGrid{kSecond, 1, 60};
    QTest::newRow("do ten minutes move by five seconds?")
        << TimeRange::TenMinutes << 604 * kSecond << BucketGrid{5 * kSecond, 1, 120};
    QTest::newRow("is an hour made of twenties?")
        << TimeRange::Hour << 3'620 * kSecond << BucketGrid{20 * kSecond, 2, 180};
    QTest::newRow("is a young session a minute?") << TimeRange::Session << 5 * kSecond << BucketGrid{kSecond, 0, 60};
    QTest::newRow("does a session grow second by second?")
        << TimeRange::Session << 100 * kSecond << BucketGrid{kSecond, 0, 101};
    QTest::newRow("are four minutes a bucket a second?")
        << TimeRange::Session << 240 * kSecond - 1 << BucketGrid{kSecond, 0, 240};
    QTest::newRow("are more than that two?") << TimeRange::Session << 240 * kSecond << BucketGrid{2 * kSecond, 0, 121};
    QTest::newRow("is nothing a minute?") << TimeRange::Session << Micros(0) << BucketGrid{kSecond, 0, 60};
}

void TestBucketGrid::grid()
{
    QFETCH(TimeRange, range);
    QFETCH(Micros, end);
    QFETCH(BucketGrid, grid);
    QCOMPARE(bucketGrid(range, end), grid);
}

void TestBucketGrid::anEndedSessionFillsTheChart_data()
{
    QTest::addColumn<Micros>("end");
    QTest::addColumn<int>("count");
    QTest::newRow("is nothing still a chart?") << Micros(0) << 5;
    QTest::newRow("are eight seconds eight and the one that began?") << 8 * kSecond << 9;
    QTest::newRow("are four minutes as ever?") << 240 * kSecond - 1 << 240;
}

void TestBucketGrid::anEndedSessionFillsTheChart()
{
    QFETCH(Micros, end);
    QFETCH(int, count);
    QCOMPARE(bucketGrid(TimeRange::Session, end, true), (BucketGrid{kSecond, 0, count}));
}

void TestBucketGrid::holdsTheEndAndStaysBounded_data()
{
    QTest::addColumn<TimeRange>("range");
    QTest::newRow("a minute?") << TimeRange::Minute;
    QTest::newRow("ten minutes?") << TimeRange::TenMinutes;
    QTest::newRow("an hour?") << TimeRange::Hour;
    QTest::newRow("a session?") << TimeRange::Session;
}

void TestBucketGrid::holdsTheEndAndStaysBounded()
{
    QFETCH(TimeRange, range);
    for (Micros end = 1; end < Micros(20) * 366 * 86'400 * kSecond; end = end * 3 + 17) {
        const BucketGrid grid = bucketGrid(range, end);
        QVERIFY(grid.count > 0 && grid.count <= BucketGrid::kMostBuckets);
        QVERIFY(grid.from() >= 0);
        QVERIFY(grid.from() <= end && end < grid.to());
    }
    for (const Micros odd : {std::numeric_limits<Micros>::min(), Micros(-1), std::numeric_limits<Micros>::max()}) {
        const BucketGrid grid = bucketGrid(range, odd);
        QVERIFY(grid.count > 0 && grid.count <= BucketGrid::kMostBuckets);
        QVERIFY(grid.to() > grid.from());
    }
}

QTEST_GUILESS_MAIN(TestBucketGrid)
#include "tst_bucket_grid.moc"
