// SPDX-License-Identifier: MIT
#include "ui/health/health_report.h"
#include "ui/health/loop_figures.h"

#include <QTest>

#include <limits>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

engine::LoopHealth health(qint64 samples, qint64 worstUs)
{
    engine::LoopHealth loop;
    loop.p50Us = 80;
    loop.p99Us = 1'250;
    loop.worstUs = worstUs;
    loop.samples = samples;
    return loop;
}

} // namespace

class TestLoopFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lagsAreReadable_data();
    void lagsAreReadable();
    void neverResetShowsAll();
    void aResetCountsFromThen();
    void aGrownWorstIsExact();
    void aLoopThatBeganAnewIsShownAsItIs();
    void theMonitorsCallbacksGetAWallTime();
    void theReportHoldsEverything();
    void aLoopThatIsNotMeasuredSaysSo();
};

void TestLoopFigures::lagsAreReadable_data()
{
    QTest::addColumn<qint64>("us");
    QTest::addColumn<QString>("text");
    QTest::newRow("is nothing a number?") << qint64(0) << u"0.00\u00A0ms"_s;
    QTest::newRow("do parts of a ms show?") << qint64(84) << u"0.08\u00A0ms"_s;
    QTest::newRow("do ten ms need one digit?") << qint64(12'340) << u"12.3\u00A0ms"_s;
    QTest::newRow("is a second in ms?") << qint64(1'250'400) << u"1,250\u00A0ms"_s;
    QTest::newRow("is less than nothing nothing?") << qint64(-5) << u"0.00\u00A0ms"_s;
}

void TestLoopFigures::lagsAreReadable()
{
    QFETCH(const qint64, us);
    QTEST(lagText(us), "text");
    QVERIFY(!lagText(std::numeric_limits<qint64>::max()).isEmpty());
}

void TestLoopFigures::neverResetShowsAll()
{
    const LoopFigures figures = since(health(500, 9'000), {}, 0);
    QCOMPARE(figures.health.samples, 500);
    QVERIFY(!figures.worstIsBound);
    QVERIFY(!since({}, {}, 0).isMeasured());
}

void TestLoopFigures::aResetCountsFromThen()
{
    engine::LoopHealth now = health(500, 9'000);
    now.slow = {{u"old"_s, 20'000, kNow - 5}, {u"new"_s, 21'000, kNow + 5}};
    const LoopFigures figures = since(now, health(400, 9'000), kNow);
    QCOMPARE(figures.health.samples, 100);
    QVERIFY2(figures.worstIsBound, "it may have been before");
    QCOMPARE(figures.health.slow.size(), 1U);
    QCOMPARE(figures.health.slow.front().name, u"new"_s);
}

void TestLoopFigures::aGrownWorstIsExact()
{
    QVERIFY(!since(health(500, 9'001), health(400, 9'000), kNow).worstIsBound);
}

void TestLoopFigures::aLoopThatBeganAnewIsShownAsItIs()
{
    const LoopFigures figures = since(health(3, 100), health(400, 9'000), kNow);
    QCOMPARE(figures.health.samples, 3);
    QVERIFY(!figures.worstIsBound);
}

void TestLoopFigures::theMonitorsCallbacksGetAWallTime()
{
    async::LoopMonitor monitor(std::chrono::hours(1), std::chrono::milliseconds(0));
    {
        const async::LoopMonitor::Guard guard(&monitor, "paint the table");
    }
    QCOMPARE(monitor.slow().size(), 1U);
    const async::Clock::time_point later = monitor.slow().front().at + std::chrono::seconds(2);
    const engine::LoopHealth loop = healthOf(monitor, later, kNow);
    QCOMPARE(loop.slow.size(), 1U);
    QCOMPARE(loop.slow.front().name, u"paint the table"_s);
    QCOMPARE(loop.slow.front().atMs, kNow - 2'000);
    QCOMPARE(loop.samples, 0);
}

void TestLoopFigures::theReportHoldsEverything()
{
    engine::LoopHealth window = health(500, 9'000);
    window.slow = {{u"paint\nthe table"_s, 20'000, kNow + 10}};
    engine::LoopHealth engine = health(700, 31'000);
    engine.slow = {{u"drain"_s, 31'000, kNow}};
    const QString text = healthReport({u"1.2.3"_s, u"6.4.2"_s, u"Debian"_s, u"xcb"_s}, window, engine, kNow);
    QVERIFY(text.startsWith(u"Sluice 1.2.3\nQt 6.4.2, xcb\nDebian\n"_s));
    QVERIFY(text.contains(u"window: p50 0.080 ms, p99 1.250 ms, worst 9.000 ms, 500 ticks"_s));
    QVERIFY(text.contains(u"engine: p50 0.080 ms, p99 1.250 ms, worst 31.000 ms, 700 ticks"_s));
    const qsizetype drain = text.indexOf(u"2023-11-14T22:13:20.000Z  engine  31.000 ms  drain\n"_s);
    const qsizetype paint = text.indexOf(u"2023-11-14T22:13:20.010Z  window  20.000 ms  paint the table\n"_s);
    QVERIFY2(drain > 0 && paint > drain, qPrintable(text));
}

void TestLoopFigures::aLoopThatIsNotMeasuredSaysSo()
{
    const QString text = healthReport({}, {}, {}, kNow);
    QVERIFY(text.contains(u"window: not measured"_s));
    QVERIFY(text.contains(u"No callback was over its budget."_s));
}

QTEST_GUILESS_MAIN(TestLoopFigures)
#include "tst_loop_figures.moc"
