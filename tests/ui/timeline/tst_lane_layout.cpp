// SPDX-License-Identifier: MIT
#include "ui/timeline/lane_layout.h"

#include <QTest>

using namespace sluice::ui;

class TestLaneLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsLanes_data();
    void findsLanes();
    void seesARange_data();
    void seesARange();
    void scrollsAsLittleAsNeeded_data();
    void scrollsAsLittleAsNeeded();
    void standsAHundredMillionLanes();
};

void TestLaneLayout::findsLanes_data()
{
    QTest::addColumn<qint64>("scroll");
    QTest::addColumn<int>("y");
    QTest::addColumn<int>("lane");
    QTest::newRow("the first pixel?") << qint64(0) << 0 << 0;
    QTest::newRow("the last pixel of a lane?") << qint64(0) << 19 << 0;
    QTest::newRow("the next lane?") << qint64(0) << 20 << 1;
    QTest::newRow("scrolled by half a lane?") << qint64(10) << 10 << 1;
    QTest::newRow("above the window?") << qint64(40) << -1 << -1;
    QTest::newRow("below the window?") << qint64(0) << 100 << -1;
    QTest::newRow("below the last lane?") << qint64(950) << 55 << -1;
}

void TestLaneLayout::findsLanes()
{
    QFETCH(qint64, scroll);
    QFETCH(int, y);
    QFETCH(int, lane);
    const LaneLayout rows{.count = 50, .rowHeight = 20, .height = 100, .scroll = scroll};
    QCOMPARE(rows.laneAt(y), lane);
    if (lane >= 0)
        QVERIFY(rows.row(lane, 5, 10).contains(5, y));
}

void TestLaneLayout::seesARange_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("height");
    QTest::addColumn<qint64>("scroll");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::newRow("all of few?") << 3 << 100 << qint64(0) << 0 << 2;
    QTest::newRow("a whole number?") << 50 << 100 << qint64(0) << 0 << 4;
    QTest::newRow("parts at both ends?") << 50 << 100 << qint64(10) << 0 << 5;
    QTest::newRow("the end?") << 50 << 100 << qint64(900) << 45 << 49;
    QTest::newRow("none?") << 0 << 100 << qint64(0) << 0 << -1;
    QTest::newRow("no room?") << 50 << 0 << qint64(0) << 0 << -1;
}

void TestLaneLayout::seesARange()
{
    QFETCH(int, count);
    QFETCH(int, height);
    QFETCH(qint64, scroll);
    const LaneLayout rows{.count = count, .rowHeight = 20, .height = height, .scroll = scroll};
    QTEST(rows.first(), "first");
    QTEST(rows.last(), "last");
}

void TestLaneLayout::scrollsAsLittleAsNeeded_data()
{
    QTest::addColumn<int>("lane");
    QTest::addColumn<qint64>("scroll");
    QTest::newRow("seen already?") << 12 << qint64(200);
    QTest::newRow("above?") << 4 << qint64(80);
    QTest::newRow("half seen at the bottom?") << 15 << qint64(220);
    QTest::newRow("far below?") << 49 << qint64(900);
    QTest::newRow("beyond the last?") << 80 << qint64(900);
    QTest::newRow("before the first?") << -3 << qint64(0);
}

void TestLaneLayout::scrollsAsLittleAsNeeded()
{
    QFETCH(int, lane);
    const LaneLayout rows{.count = 50, .rowHeight = 20, .height = 100, .scroll = 200};
    QTEST(rows.scrollTo(lane), "scroll");
}

void TestLaneLayout::standsAHundredMillionLanes()
{
    LaneLayout rows{.count = 100'000'000, .rowHeight = 40, .height = 1'000};
    rows.scroll = rows.farthest();
    QCOMPARE(rows.contentHeight(), 4'000'000'000);
    QCOMPARE(rows.last(), 99'999'999);
    QCOMPARE(rows.laneAt(999), 99'999'999);
    QCOMPARE(rows.row(99'999'999, 0, 10).bottom(), 999);
    QVERIFY(rows.row(0, 0, 10).bottom() < 0);
}

QTEST_APPLESS_MAIN(TestLaneLayout)
#include "tst_lane_layout.moc"
