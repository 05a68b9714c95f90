// SPDX-License-Identifier: MIT
#include "core/trace/step_series.h"

#include <QTest>

#include <limits>
#include <random>

using namespace sluice::trace;

namespace {

using Steps = std::vector<std::pair<Micros, qint64>>;

Steps stepsOf(const StepSeries &series)
{
    Steps steps;
    for (const StepSeries::Step &step : series.steps())
        steps.emplace_back(step.at, step.value);
    return steps;
}

/// As StepSeries::between(), step by step.
StepSeries::Range slowBetween(const StepSeries &series, Micros from, Micros to)
{
    const qint64 first = series.at(from);
    StepSeries::Range range{first, first};
    for (const StepSeries::Step &step : series.steps()) {
        if (step.at > from && step.at < to) {
            range.least = std::min(range.least, step.value);
            range.most = std::max(range.most, step.value);
        }
    }
    return range;
}

} // namespace

class TestStepSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appends_data();
    void appends();
    void answersForAnyMoment();
    void agreesWithASlowOne_data();
    void agreesWithASlowOne();
    void looksAtFewValues();
};

void TestStepSeries::appends_data()
{
    QTest::addColumn<Steps>("appended");
    QTest::addColumn<Steps>("kept");
    QTest::addColumn<qint64>("peak");
    QTest::newRow("is nothing nothing?") << Steps{} << Steps{} << qint64(0);
    QTest::newRow("does another value count?") << Steps{{0, 1}, {5, 2}} << Steps{{0, 1}, {5, 2}} << qint64(2);
    QTest::newRow("does the same value add nothing?") << Steps{{0, 1}, {5, 1}} << Steps{{0, 1}} << qint64(1);
    QTest::newRow("does the last of a moment count?")
        << Steps{{0, 1}, {5, 9}, {5, 2}} << Steps{{0, 1}, {5, 2}} << qint64(2);
    QTest::newRow("is a value that came and went at once forgotten?")
        << Steps{{0, 1}, {5, 9}, {5, 1}} << Steps{{0, 1}} << qint64(1);
    QTest::newRow("does a time that runs backwards wait?") << Steps{{10, 1}, {3, 4}} << Steps{{10, 4}} << qint64(4);
    QTest::newRow("may values be negative and huge?")
        << Steps{{0, -5}, {1, std::numeric_limits<qint64>::max()}}
        << Steps{{0, -5}, {1, std::numeric_limits<qint64>::max()}} << std::numeric_limits<qint64>::max();
    QTest::newRow("is the peak of negative ones negative?")
        << Steps{{0, -5}, {1, -7}} << Steps{{0, -5}, {1, -7}} << qint64(-5);
}

void TestStepSeries::appends()
{
    QFETCH(Steps, appended);
    StepSeries series;
    for (const auto &[at, value] : appended)
        series.append(at, value);
    QTEST(stepsOf(series), "kept");
    QTEST(series.peak(), "peak");
}

void TestStepSeries::answersForAnyMoment()
{
    StepSeries series;
    QCOMPARE(series.at(7), 0);
    series.append(10, 3);
    series.append(20, 5);
    QCOMPARE(series.at(9), 0);
    QCOMPARE(series.at(10), 3);
    QCOMPARE(series.at(19), 3);
    QCOMPARE(series.at(20), 5);
    QCOMPARE(series.at(std::numeric_limits<Micros>::max()), 5);
    QCOMPARE(series.at(std::numeric_limits<Micros>::min()), 0);
    // Before the first step it is 0.
    QCOMPARE(series.between(0, 15).least, 0);
    QCOMPARE(series.between(0, 15).most, 3);
    // An empty range holds the value at its begin.
    QCOMPARE(series.between(20, 20).least, 5);
    QCOMPARE(series.between(20, 10).most, 5);
}

void TestStepSeries::agreesWithASlowOne_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 15, 16, 17, 255, 256, 257, 5000})
        QTest::addRow("with %d steps?", count) << count;
}

void TestStepSeries::agreesWithASlowOne()
{
    QFETCH(int, count);
    std::mt19937 random(static_cast<quint32>(count) + 1);
    StepSeries series;
    Micros at = 0;
    for (int i = 0; i < count; ++i) {
        at += static_cast<Micros>(random() % 4); // often the same moment
        series.append(at, static_cast<qint64>(random() % 50) - 10);
    }
    const StepSeries all = series; // a copy is as good
    for (int i = 0; i < 300; ++i) {
        const Micros from = static_cast<Micros>(random() % static_cast<quint32>(at + 20)) - 10;
        const Micros to = from + static_cast<Micros>(random() % static_cast<quint32>(at + 20));
        const StepSeries::Range slow = slowBetween(series, from, to);
        const StepSeries::Range fast = all.between(from, to);
        QCOMPARE(fast.least, slow.least);
        QCOMPARE(fast.most, slow.most);
    }
}

void TestStepSeries::looksAtFewValues()
{
    StepSeries series;
    for (int i = 0; i < 1'000'000; ++i)
        series.append(i, i % 1000);
    std::size_t visited = 0;
    const StepSeries::Range range = series.between(12'345, 987'654, &visited);
    QCOMPARE(range.least, 0);
    QCOMPARE(range.most, 999);
    QVERIFY2(visited <= 2 * 15 * 6, qPrintable(QString::number(visited)));
    QVERIFY(series.heapBytes() < 1'000'000 * sizeof(StepSeries::Step) * 5 / 4);
}

QTEST_APPLESS_MAIN(TestStepSeries)
#include "tst_step_series.moc"
