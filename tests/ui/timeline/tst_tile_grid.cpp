// SPDX-License-Identifier: MIT
#include "ui/timeline/tile_cache.h"
#include "ui/timeline/tile_grid.h"

#include "core/trace/span.h"

#include <QGuiApplication>
#include <QTest>

#include <cmath>

using namespace sluice::ui;
using namespace sluice::trace;

class TestTileGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void covers_data();
    void covers();
    void staysWithTimeWhileItScrolls();
    void agreesWithTheWindowToThePixel_data();
    void agreesWithTheWindowToThePixel();
    void standsOnDevicePixels();
    void cutsWhatIsFarAway();
    void forgetsTilesOfAnotherStyle();
    void keepsWhatIsShownAndForgetsWhatIsNot();
};

void TestTileGrid::covers_data()
{
    QTest::addColumn<double>("origin");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<qint64>("scroll");
    QTest::addColumn<qint64>("lanes");
    QTest::newRow("the beginning?") << 0.0 << QSize(1'000, 300) << qint64(0) << qint64(100);
    QTest::newRow("before the beginning?") << -333.5 << QSize(1'000, 300) << qint64(0) << qint64(100);
    QTest::newRow("far on?") << 1e12 + 0.5 << QSize(1'000, 300) << qint64(77) << qint64(100);
    QTest::newRow("exactly one tile?") << 252.0 << QSize(252, 160) << qint64(160) << qint64(100);
    QTest::newRow("few lanes?") << 10.0 << QSize(1'000, 300) << qint64(0) << qint64(3);
}

void TestTileGrid::covers()
{
    QFETCH(double, origin);
    QFETCH(QSize, size);
    QFETCH(qint64, scroll);
    QFETCH(qint64, lanes);
    const TileGrid grid{.rowHeight = 20};
    const auto places = grid.visible({1'000, origin}, size, scroll, lanes);
    const double down = std::min<double>(size.height(), lanes * 20.0 - static_cast<double>(scroll));
    for (double x = 0; x < size.width(); x += 10.5) {
        for (double y = 0; y < down; y += 9.5) {
            int covering = 0;
            for (const TilePlace &place : places)
                covering
                    += QRectF(QPointF(place.x, place.y), QSizeF(grid.tileSize())).contains(QPointF(x + 0.25, y + 0.25));
            QCOMPARE(covering, 1);
        }
    }
    QVERIFY(places.size() <= (1'000 / 252 + 2) * (300 / 160 + 2));
    QVERIFY(grid.visible({1'000, origin}, QSize(), scroll, lanes).empty());
    QVERIFY(grid.visible({1'000, origin}, size, scroll, 0).empty());
}

void TestTileGrid::staysWithTimeWhileItScrolls()
{
    const TileGrid grid{.rowHeight = 20};
    const auto before = grid.visible({1'000, 520}, {600, 100}, 0, 5);
    const auto after = grid.visible({1'000, 530}, {600, 100}, 0, 5);
    QCOMPARE(after.front().key, before.front().key);
    QCOMPARE(after.front().x, before.front().x - 10);
}

void TestTileGrid::agreesWithTheWindowToThePixel_data()
{
    QTest::addColumn<double>("ratio");
    QTest::newRow("once the size?") << 1.0;
    QTest::newRow("one and a half?") << 1.5;
    QTest::newRow("twice the size?") << 2.0;
}

void TestTileGrid::agreesWithTheWindowToThePixel()
{
    QFETCH(double, ratio);
    const TimeAxis axis(123'456, 60'123'456, 999);
    const TimeScale window = TimeScale::of(axis, ratio);
    for (const TilePlace &place : TileGrid{}.visible(window, {999, 20}, 0, 1)) {
        const TimeScale tile = TileGrid::scaleOf(place.key.column, window.perPixel);
        for (const Micros at : {Micros(200'000), Micros(30'000'001), Micros(59'999'999)})
            QVERIFY(std::abs(place.x + tile.x(at) - window.x(at)) < 1e-6);
    }
    QVERIFY(std::abs(window.x(axis.from())) <= 0.5 / ratio + 1e-6);
}

void TestTileGrid::standsOnDevicePixels()
{
    for (const double ratio : {1.0, 1.25, 2.0}) {
        const TimeScale window = TimeScale::of(TimeAxis(1'234'567, 9'876'543, 777), ratio);
        QVERIFY(std::abs(window.origin * ratio - std::round(window.origin * ratio)) < 1e-6);
    }
    QVERIFY(std::isfinite(TimeScale::of(TimeAxis(), 0).origin));
}

void TestTileGrid::cutsWhatIsFarAway()
{
    const TimeScale scale{1, 0};
    QCOMPARE(scale.x(kOpen), TimeAxis::kOutside);
    QCOMPARE(scale.x(-kOpen), -TimeAxis::kOutside);
    QVERIFY(scale.at(1e300) > 0);
    QVERIFY(scale.at(-1e300) < 0);
}

void TestTileGrid::forgetsTilesOfAnotherStyle()
{
    TileCache cache;
    cache.begin({.perPixel = 5});
    cache.tile({1, 2}).known = 77;
    cache.begin({.perPixel = 5});
    QCOMPARE(cache.tile({1, 2}).known, 77);
    cache.begin({.perPixel = 6});
    QCOMPARE(cache.tile({1, 2}).known, -1);
}

void TestTileGrid::keepsWhatIsShownAndForgetsWhatIsNot()
{
    TileCache cache;
    for (qint64 frame = 0; frame < 1'000; ++frame) {
        cache.begin({});
        for (qint64 column = frame; column < frame + 10; ++column)
            cache.tile({column, 0}).known = column;
        cache.trim();
        for (qint64 column = frame; column < frame + 10; ++column)
            QCOMPARE(cache.tile({column, 0}).known, column);
    }
    QVERIFY(cache.size() <= 40);
}

QTEST_MAIN(TestTileGrid)
#include "tst_tile_grid.moc"
