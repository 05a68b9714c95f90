// SPDX-License-Identifier: MIT
#include "ui/chart/time_ticks.h"

#include "core/trace/span.h"

#include <QLocale>
#include <QTest>

#include <array>
#include <limits>

using namespace sluice::ui;
using namespace sluice::trace;
using namespace Qt::StringLiterals;

namespace {

constexpr Micros kMs = 1'000;
constexpr Micros kSecond = 1'000 * kMs;
constexpr Micros kMinute = 60 * kSecond;
constexpr Micros kHour = 60 * kMinute;
constexpr Micros kDay = 24 * kHour;
constexpr qint64 kWall = 1'700'000'000'000; ///< 2023-11-14 22:13:20 UTC

QStringList labelsOf(const Ticks &ticks, int most = 4)
{
    QStringList labels;
    for (const Tick &tick : ticks.ticks) {
        if (labels.size() < most)
            labels.append(QString(tick.label).replace(QChar(0xA0), QChar(u' ')));
    }
    return labels;
}

} // namespace

class TestTimeTicks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        QLocale::setDefault(QLocale::c());
    }
    void steps_data();
    void steps();
    void wall_data();
    void wall();
    void elapsed_data();
    void elapsed();
    void marksFullSecondsAndDays();
    void standsAtFullUnitsOfTheLocalClock();
    void neverDrawsTooMany_data();
    void neverDrawsTooMany();
};

void TestTimeTicks::steps_data()
{
    QTest::addColumn<double>("perPixel");
    QTest::addColumn<Micros>("step");
    QTest::newRow("a microsecond a pixel?") << 1.0 << Micros(100);
    QTest::newRow("exactly a step?") << 2.0 << Micros(200);
    QTest::newRow("a millisecond a pixel?") << 1e3 << 100 * kMs;
    QTest::newRow("half seconds?") << 4e3 << 500 * kMs;
    QTest::newRow("seconds?") << 6e3 << kSecond;
    QTest::newRow("fifteen seconds?") << 1.2e5 << 15 * kSecond;
    QTest::newRow("minutes?") << 5e5 << kMinute;
    QTest::newRow("hours?") << 2e7 << kHour;
    QTest::newRow("half days?") << 4e8 << 12 * kHour;
    QTest::newRow("days?") << 8e8 << kDay;
    QTest::newRow("five days?") << 4e9 << 5 * kDay;
    QTest::newRow("twenty days?") << 1.6e10 << 20 * kDay;
}

void TestTimeTicks::steps()
{
    QFETCH(double, perPixel);
    QTEST(tickStep(perPixel, 100), "step");
}

void TestTimeTicks::wall_data()
{
    QTest::addColumn<Micros>("from");
    QTest::addColumn<Micros>("to");
    QTest::addColumn<QStringList>("labels");
    QTest::addColumn<QString>("base");
    QTest::newRow("two minutes?") << Micros(0) << 120 * kSecond
                                  << QStringList{u"22:13:15"_s, u"22:13:30"_s, u"22:13:45"_s, u"22:14"_s}.mid(0, 3)
                                  << u"14 Nov 2023"_s;
    QTest::newRow("a second?") << 900 * kMs << 2'100 * kMs << QStringList{u"+800 ms"_s, u"22:13:21"_s, u"+200 ms"_s}
                               << u"22:13:20"_s;
    QTest::newRow("a millisecond?") << 250 * kMs << 251 * kMs
                                    << QStringList{u"+250.0 ms"_s, u"+250.2 ms"_s, u"+250.4 ms"_s} << u"22:13:20"_s;
    QTest::newRow("the first microseconds?")
        << Micros(0) << Micros(800) << QStringList{u"22:13:20"_s, u"+100 µs"_s, u"+200 µs"_s} << u"22:13:20"_s;
    QTest::newRow("a day?") << Micros(0) << kDay << QStringList{u"21:00"_s, u"15 Nov"_s, u"03:00"_s}
                            << u"14 Nov 2023"_s;
    QTest::newRow("weeks?") << Micros(0) << 40 * kDay << QStringList{u"14 Nov"_s, u"19 Nov"_s, u"24 Nov"_s}
                            << u"14 Nov 2023"_s;
}

void TestTimeTicks::wall()
{
    QFETCH(Micros, from);
    QFETCH(Micros, to);
    const Ticks ticks = timeTicks(TimeAxis(from, to, 800), TimeLabels::Wall, kWall);
    QTEST(labelsOf(ticks, 3), "labels");
    QTEST(ticks.base, "base");
}

void TestTimeTicks::elapsed_data()
{
    QTest::addColumn<Micros>("from");
    QTest::addColumn<Micros>("to");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("a second?") << Micros(0) << kSecond << QStringList{u"0 s"_s, u"200 ms"_s, u"400 ms"_s, u"600 ms"_s};
    QTest::newRow("parts of later seconds?")
        << 1'100 * kMs << 2'000 * kMs << QStringList{u"1.0 s"_s, u"1.2 s"_s, u"1.4 s"_s, u"1.6 s"_s};
    QTest::newRow("microseconds?") << Micros(0) << Micros(800)
                                   << QStringList{u"0 s"_s, u"100 µs"_s, u"200 µs"_s, u"300 µs"_s};
    QTest::newRow("minutes?") << 30 * kSecond << 230 * kSecond
                              << QStringList{u"30 s"_s, u"1:00"_s, u"1:30"_s, u"2:00"_s};
    QTest::newRow("before the beginning?")
        << -30 * kSecond << 90 * kSecond << QStringList{u"-30 s"_s, u"-15 s"_s, u"0 s"_s, u"15 s"_s};
}

void TestTimeTicks::elapsed()
{
    QFETCH(Micros, from);
    QFETCH(Micros, to);
    const Ticks ticks = timeTicks(TimeAxis(from, to, 800), TimeLabels::Elapsed, kWall);
    QTEST(labelsOf(ticks), "labels");
    QVERIFY(ticks.base.isEmpty());
}

void TestTimeTicks::marksFullSecondsAndDays()
{
    const auto majors = [](Micros from, Micros to) {
        QStringList labels;
        for (const Tick &tick : timeTicks(TimeAxis(from, to, 800), TimeLabels::Wall, kWall).ticks) {
            if (tick.major)
                labels.append(tick.label);
        }
        return labels;
    };
    QCOMPARE(majors(500 * kMs, 1'500 * kMs), QStringList{u"22:13:21"_s});
    QCOMPARE(majors(0, kDay), QStringList{u"15 Nov"_s});
    QCOMPARE(majors(0, kMinute), QStringList());
}

void TestTimeTicks::standsAtFullUnitsOfTheLocalClock()
{
    // The recording began at :20; the ticks stand at full half minutes all the same.
    for (const Tick &tick : timeTicks(TimeAxis(0, 4 * kMinute, 800), TimeLabels::Wall, kWall).ticks)
        QCOMPARE((kWall * kMs + tick.at) % (30 * kSecond), 0);
}

void TestTimeTicks::neverDrawsTooMany_data()
{
    QTest::addColumn<qint64>("wall");
    QTest::addColumn<double>("apart");
    QTest::newRow("an unknown wall clock?") << qint64(0) << 96.0;
    QTest::newRow("a wall clock before the epoch?") << qint64(-5'000'000) << 96.0;
    QTest::newRow("a wall clock beyond time?") << std::numeric_limits<qint64>::max() << 96.0;
    QTest::newRow("no distance?") << kWall << 0.0;
    QTest::newRow("a distance that is no number?") << kWall << std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("a great distance?") << kWall << 1e300;
}

void TestTimeTicks::neverDrawsTooMany()
{
    QFETCH(qint64, wall);
    QFETCH(double, apart);
    constexpr std::array<Micros, 5> kTimes{std::numeric_limits<Micros>::min(), -kSecond, 0, kDay, kOpen};
    for (const Micros from : kTimes) {
        for (const Micros to : kTimes) {
            for (const TimeLabels labels : {TimeLabels::Wall, TimeLabels::Elapsed}) {
                const Ticks ticks = timeTicks(TimeAxis(from, to, 1'600), labels, wall, apart);
                QVERIFY(ticks.step > 0);
                QVERIFY(ticks.ticks.size() <= 1'600 / 8 + 2);
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestTimeTicks)
#include "tst_time_ticks.moc"
