// SPDX-License-Identifier: MIT
#include "core/download/settings.h"
#include "tests/ui/timeline/story.h"
#include "ui/timeline/limit_shape.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;

class TestLimitShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mapsNumbersToHeights();
    void leavesRoomToRaiseIt_data();
    void leavesRoomToRaiseIt();
    void staysInBounds_data();
    void staysInBounds();
    void joinsEqualColumns();
    void showsWhatHappensWithinAPixel();
    void stopsAtThePresent();
    void takesTimeOfThePixels();
};

void TestLimitShape::mapsNumbersToHeights()
{
    const LimitScale scale{.top = 10, .height = 100};
    QCOMPARE(scale.y(0), 100.0);
    QCOMPARE(scale.y(10), 0.0);
    for (int limit = 1; limit <= 10; ++limit)
        QCOMPARE(scale.limitAt(scale.y(limit)), limit);
    QCOMPARE(scale.limitAt(-50), 15); // dragged above the strip
}

void TestLimitShape::leavesRoomToRaiseIt_data()
{
    QTest::addColumn<qint64>("most");
    QTest::newRow("none?") << qint64(0);
    QTest::newRow("one?") << qint64(1);
    QTest::newRow("five?") << qint64(5);
    QTest::newRow("a thousand?") << qint64(1'000);
    QTest::newRow("nonsense?") << std::numeric_limits<qint64>::max();
    QTest::newRow("less than nothing?") << std::numeric_limits<qint64>::min();
}

void TestLimitShape::leavesRoomToRaiseIt()
{
    QFETCH(qint64, most);
    const LimitScale scale = LimitScale::of(most, 40);
    QVERIFY(scale.top >= 4);
    QVERIFY(scale.top > most || most > 1'000'000);
    QVERIFY(std::isfinite(scale.y(most)));
}

void TestLimitShape::staysInBounds_data()
{
    QTest::addColumn<double>("y");
    QTest::addColumn<int>("limit");
    QTest::newRow("below the strip?") << 500.0 << download::kMinLimit;
    QTest::newRow("at zero?") << 100.0 << download::kMinLimit;
    QTest::newRow("far above?") << -1e9 << download::kMaxLimit;
}

void TestLimitShape::staysInBounds()
{
    QFETCH(double, y);
    QTEST((LimitScale{.top = 10, .height = 100}.limitAt(y)), "limit");
}

void TestLimitShape::joinsEqualColumns()
{
    trace::StepSeries series;
    series.append(0, 2);
    series.append(12 * kSecond, 3);
    const auto runs = stepRuns(series, {100'000, 0}, 300, 20 * kSecond);
    QCOMPARE(runs.size(), 2);
    QCOMPARE(runs[0], (StepRun{0, 120, 2, 2}));
    QCOMPARE(runs[1], (StepRun{120, 200, 3, 3}));
}

void TestLimitShape::showsWhatHappensWithinAPixel()
{
    trace::StepSeries series;
    series.append(0, 1);
    series.append(500'000, 9);
    series.append(500'100, 1);
    const auto runs = stepRuns(series, {100'000, 0}, 10, kSecond);
    QCOMPARE(runs.size(), 3);
    QCOMPARE(runs[1], (StepRun{5, 6, 1, 9}));
}

void TestLimitShape::stopsAtThePresent()
{
    trace::StepSeries series;
    series.append(0, 1);
    QVERIFY(stepRuns(series, {100'000, 500}, 100, kSecond).empty());
    QCOMPARE(stepRuns(series, {100'000, -50}, 100, kSecond).front().left, 50);
    QVERIFY(stepRuns(series, {100'000, 0}, 0, kSecond).empty());
    QVERIFY(stepRuns(series, {100'000, 0}, -5, kSecond).empty());
}

void TestLimitShape::takesTimeOfThePixels()
{
    trace::StepSeries series;
    for (int i = 0; i < 200'000; ++i)
        series.append(i * 1'000, i % 7);
    QVERIFY(stepRuns(series, {200'000, 0}, 1'000, 200 * kSecond).size() <= 1'000);
}

QTEST_APPLESS_MAIN(TestLimitShape)
#include "tst_limit_shape.moc"
