// SPDX-License-Identifier: MIT
#include "ui/chart/time_axis.h"

#include "core/trace/span.h"

#include <QTest>

#include <array>
#include <cmath>
#include <limits>

using namespace sluice::ui;
using namespace sluice::trace;

namespace {

constexpr Micros kSecond = 1'000'000;
constexpr Micros kLeast = std::numeric_limits<Micros>::min();
constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

bool isSound(const TimeAxis &axis)
{
    return std::isfinite(axis.width()) && axis.width() >= 1 && axis.perPixel() >= 1
        && axis.perPixel() * axis.width() <= TimeAxis::kLongest * 1.001 && std::isfinite(axis.x(axis.from()))
        && std::abs(static_cast<double>(axis.from())) <= TimeAxis::kFarthest && axis.from() < axis.to();
}

} // namespace

class TestTimeAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void maps();
    void mapsBackAndForth_data();
    void mapsBackAndForth();
    void cutsWhatIsFarAway();
    void keepsThePointerWhileZooming_data();
    void keepsThePointerWhileZooming();
    void neverShowsLessThanAMicrosecondAPixel();
    void neverShowsMoreThanAHundredDays();
    void pans();
    void fits_data();
    void fits();
    void follows();
    void reveals_data();
    void reveals();
    void knowsWhatItShows();
    void keepsItsScaleAtAnotherWidth();
    void staysSound_data();
    void staysSound();
};

void TestTimeAxis::maps()
{
    const TimeAxis axis(10 * kSecond, 20 * kSecond, 1'000);
    QCOMPARE(axis.perPixel(), 10'000.0);
    QCOMPARE(axis.x(10 * kSecond), 0.0);
    QCOMPARE(axis.x(15 * kSecond), 500.0);
    QCOMPARE(axis.x(9 * kSecond), -100.0);
    QCOMPARE(axis.at(500), 15 * kSecond);
    QCOMPARE(axis.pixels(2 * kSecond), 200.0);
    QCOMPARE(axis.length(), 10 * kSecond);
}

void TestTimeAxis::mapsBackAndForth_data()
{
    QTest::addColumn<Micros>("from");
    QTest::addColumn<Micros>("to");
    QTest::newRow("a minute?") << Micros(0) << 60 * kSecond;
    QTest::newRow("a microsecond a pixel?") << Micros(5) << Micros(805);
    QTest::newRow("ten days after a year?") << 31'536'000 * kSecond << 32'400'000 * kSecond;
    QTest::newRow("before the beginning?") << -5 * kSecond << 5 * kSecond;
}

void TestTimeAxis::mapsBackAndForth()
{
    QFETCH(Micros, from);
    QFETCH(Micros, to);
    const TimeAxis axis(from, to, 800);
    for (int x = 0; x <= 800; x += 50)
        QVERIFY2(std::abs(axis.x(axis.at(x)) - x) <= 0.5 / axis.perPixel() + 1e-3, qPrintable(QString::number(x)));
}

void TestTimeAxis::cutsWhatIsFarAway()
{
    const TimeAxis axis(0, 800, 800);
    QCOMPARE(axis.x(kOpen), 800 + TimeAxis::kOutside);
    QCOMPARE(axis.x(kLeast), -TimeAxis::kOutside);
    QCOMPARE(axis.pixels(kOpen), 800 + TimeAxis::kOutside);
    QCOMPARE(axis.pixels(-5), 0.0);
}

void TestTimeAxis::keepsThePointerWhileZooming_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("factor");
    QTest::newRow("in, at the left edge?") << 0.0 << 2.0;
    QTest::newRow("in, in the middle?") << 400.0 << 1.25;
    QTest::newRow("out, at the right edge?") << 800.0 << 0.5;
    QTest::newRow("out a lot?") << 123.0 << 0.01;
}

void TestTimeAxis::keepsThePointerWhileZooming()
{
    QFETCH(double, x);
    QFETCH(double, factor);
    TimeAxis axis(kSecond, 61 * kSecond, 800);
    const Micros before = axis.at(x);
    const double scale = axis.perPixel();
    axis.zoomAbout(x, factor);
    QVERIFY(std::abs(static_cast<double>(axis.at(x) - before)) <= 1);
    QVERIFY(std::abs(axis.perPixel() - scale / factor) < 1e-6 * axis.perPixel());
}

void TestTimeAxis::neverShowsLessThanAMicrosecondAPixel()
{
    TimeAxis axis(0, kSecond, 800);
    for (int i = 0; i < 100; ++i)
        axis.zoomAbout(200, 2);
    QCOMPARE(axis.perPixel(), 1.0);
    QCOMPARE(axis.length(), 800);
    QVERIFY(std::abs(axis.x(kSecond / 4) - 200) <= 1);
}

void TestTimeAxis::neverShowsMoreThanAHundredDays()
{
    TimeAxis axis(0, kSecond, 800);
    for (int i = 0; i < 100; ++i)
        axis.zoomAbout(200, 0.5);
    QVERIFY(std::abs(static_cast<double>(axis.length()) - TimeAxis::kLongest) < 10);
    axis.setWidth(1'600);
    QVERIFY(std::abs(static_cast<double>(axis.length()) - TimeAxis::kLongest) < 10);
}

void TestTimeAxis::pans()
{
    TimeAxis axis(0, 800 * kSecond, 800);
    axis.panBy(-20);
    QCOMPARE(axis.from(), -20 * kSecond);
    axis.panBy(120.5);
    QCOMPARE(axis.from(), 100 * kSecond + kSecond / 2);
    QCOMPARE(axis.length(), 800 * kSecond);
}

void TestTimeAxis::fits_data()
{
    QTest::addColumn<Micros>("from");
    QTest::addColumn<Micros>("to");
    QTest::addColumn<Micros>("left");
    QTest::addColumn<Micros>("length");
    QTest::newRow("a stretch?") << kSecond << 9 * kSecond << kSecond << 8 * kSecond;
    QTest::newRow("the other way round?") << 9 * kSecond << kSecond << kSecond << 8 * kSecond;
    QTest::newRow("nothing?") << kSecond << kSecond << kSecond << Micros(800);
    QTest::newRow("what has no end?") << kSecond << kOpen << kSecond << static_cast<Micros>(TimeAxis::kLongest);
}

void TestTimeAxis::fits()
{
    QFETCH(Micros, from);
    QFETCH(Micros, to);
    TimeAxis axis(0, kSecond, 800);
    axis.fit(from, to);
    QTEST(axis.from(), "left");
    QTEST(axis.length(), "length");
}

void TestTimeAxis::follows()
{
    TimeAxis axis(0, 60 * kSecond, 1'000);
    axis.follow(500 * kSecond);
    QCOMPARE(axis.length(), 60 * kSecond);
    QVERIFY(std::abs(axis.x(500 * kSecond) - (1'000 - axis.liveMargin())) < 0.01);
    QVERIFY(axis.liveMargin() > 0);
    QVERIFY(TimeAxis(0, 60 * kSecond, 40).liveMargin() <= 2);
}

void TestTimeAxis::reveals_data()
{
    QTest::addColumn<Micros>("from");
    QTest::addColumn<Micros>("to");
    QTest::addColumn<Micros>("left");
    QTest::newRow("in sight already?") << 110 * kSecond << 120 * kSecond << 100 * kSecond;
    QTest::newRow("to the left?") << 50 * kSecond << 60 * kSecond << 50 * kSecond;
    QTest::newRow("to the right?") << 250 * kSecond << 260 * kSecond << 160 * kSecond;
    QTest::newRow("too long?") << 150 * kSecond << 900 * kSecond << 150 * kSecond;
}

void TestTimeAxis::reveals()
{
    QFETCH(Micros, from);
    QFETCH(Micros, to);
    TimeAxis axis(100 * kSecond, 200 * kSecond, 1'000);
    axis.reveal(from, to);
    QTEST(axis.from(), "left");
    QCOMPARE(axis.length(), 100 * kSecond);
}

void TestTimeAxis::knowsWhatItShows()
{
    const TimeAxis axis(100, 900, 800);
    QVERIFY(axis.shows(0, 101));
    QVERIFY(axis.shows(899, kOpen));
    QVERIFY(!axis.shows(0, 100));
    QVERIFY(!axis.shows(900, 1'000));
}

void TestTimeAxis::keepsItsScaleAtAnotherWidth()
{
    TimeAxis axis(kSecond, 9 * kSecond, 800);
    axis.setWidth(1'600);
    QCOMPARE(axis.from(), kSecond);
    QCOMPARE(axis.to(), 17 * kSecond);
}

void TestTimeAxis::staysSound_data()
{
    QTest::addColumn<double>("value");
    QTest::newRow("not a number?") << kNan;
    QTest::newRow("infinite?") << kInfinite;
    QTest::newRow("negative and infinite?") << -kInfinite;
    QTest::newRow("the greatest?") << std::numeric_limits<double>::max();
    QTest::newRow("the least?") << -std::numeric_limits<double>::max();
    QTest::newRow("next to nothing?") << std::numeric_limits<double>::min();
    QTest::newRow("zero?") << 0.0;
    QTest::newRow("negative?") << -3.0;
}

void TestTimeAxis::staysSound()
{
    QFETCH(double, value);
    constexpr std::array<Micros, 4> kTimes{kLeast, -1, 0, kOpen};
    for (const Micros from : kTimes) {
        for (const Micros to : kTimes) {
            TimeAxis axis(from, to, value);
            QVERIFY(isSound(axis));
            axis.zoomAbout(value, 2);
            QVERIFY(isSound(axis));
            axis.zoomAbout(5, value);
            QVERIFY(isSound(axis));
            axis.panBy(value);
            QVERIFY(isSound(axis));
            axis.setWidth(value);
            QVERIFY(isSound(axis));
            axis.follow(to);
            QVERIFY(isSound(axis));
            axis.reveal(from, to);
            QVERIFY(isSound(axis));
            QVERIFY(std::isfinite(axis.x(axis.at(value))));
        }
    }
}

QTEST_APPLESS_MAIN(TestTimeAxis)
#include "tst_time_axis.moc"
