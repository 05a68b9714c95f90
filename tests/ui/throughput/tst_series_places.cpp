// SPDX-License-Identifier: MIT
#include "ui/style/series_colours.h"
#include "ui/throughput/series_places.h"

#include <QTest>

using namespace sluice::ui;

namespace {

std::vector<SeriesSum> sums(int count, qint64 bytes)
{
    std::vector<SeriesSum> made;
    for (int i = 0; i < count; ++i)
        made.push_back({static_cast<SeriesKey>(i), bytes + count - i});
    return made;
}

} // namespace

class TestSeriesPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGreatestHavePlaces();
    void aPlaceIsKept();
    void aLittleMoreDoesNotTakeAPlace();
    void thePinnedOneAlwaysHasOne();
    void hugeSumsDoNotOverflow();
    void coloursCanBeToldFromTheGroundAndTheirLetters_data();
    void coloursCanBeToldFromTheGroundAndTheirLetters();
};

void TestSeriesPlaces::theGreatestHavePlaces()
{
    SeriesPlaces places;
    places.update(sums(1'000, 10), {});
    for (int i = 0; i < 1'000; ++i)
        QCOMPARE(places.of(static_cast<SeriesKey>(i)), i < kSeriesColours ? i : -1);
    places.update({{7, 0}, {8, -5}}, {});
    QCOMPARE(places.of(7), -1); // nothing brought, nothing shown
    QCOMPARE(places.of(8), -1);
}

void TestSeriesPlaces::aPlaceIsKept()
{
    SeriesPlaces places;
    places.update({{10, 100}, {11, 90}, {12, 80}}, {});
    places.update({{12, 500}, {10, 1}, {13, 400}}, {}); // 11 is gone, another comes to its place
    QCOMPARE(places.of(10), 0);
    QCOMPARE(places.of(13), 1);
    QCOMPARE(places.of(12), 2);
    QCOMPARE(places.of(11), -1);
    places.clear();
    QCOMPARE(places.of(10), -1);
}

void TestSeriesPlaces::aLittleMoreDoesNotTakeAPlace()
{
    SeriesPlaces places;
    places.update(sums(kSeriesColours, 1'000), {});
    std::vector<SeriesSum> next = sums(kSeriesColours, 1'000);
    next.push_back({99, 1'200});
    places.update(next, {});
    QCOMPARE(places.of(99), -1);
    next.back().bytes = 1'300;
    places.update(next, {});
    QCOMPARE(places.of(99), kSeriesColours - 1); // the place of the least
}

void TestSeriesPlaces::thePinnedOneAlwaysHasOne()
{
    SeriesPlaces places;
    std::vector<SeriesSum> many = sums(100, 1'000);
    many.push_back({500, 1});
    places.update(many, SeriesKey(500));
    QVERIFY(places.of(500) >= 0);
    places.update(many, {});
    QCOMPARE(places.of(500), -1);
    places.update(sums(3, 10), SeriesKey(500)); // it brought nothing
    QCOMPARE(places.of(500), -1);
}

void TestSeriesPlaces::hugeSumsDoNotOverflow()
{
    SeriesPlaces places;
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    places.update({{1, most}, {2, most - 1}}, {});
    places.update({{1, most}, {2, most - 1}, {3, 1}}, {});
    QCOMPARE(places.of(1), 0);
    QCOMPARE(places.of(2), 1);
    QCOMPARE(places.of(3), 2);
}

void TestSeriesPlaces::coloursCanBeToldFromTheGroundAndTheirLetters_data()
{
    QTest::addColumn<int>("place");
    for (int place = -1; place < kSeriesColours; ++place)
        QTest::addRow("is colour %d?", place) << place;
}

void TestSeriesPlaces::coloursCanBeToldFromTheGroundAndTheirLetters()
{
    QFETCH(int, place);
    const SeriesColour &light = seriesColour(place, Ground::Light);
    const SeriesColour &dark = seriesColour(place, Ground::Dark);
    QVERIFY2(contrast(light.edge, Qt::white) >= 3, qPrintable(QString::number(contrast(light.edge, Qt::white))));
    QVERIFY(contrast(dark.edge, QColor(0x1E, 0x1E, 0x1E)) >= 3);
    QVERIFY(contrast(light.fill, light.ink) >= 4.5);
    QCOMPARE(light.fill, dark.fill);
    QCOMPARE(light.letter, place < 0 ? char16_t(0) : static_cast<char16_t>(u'A' + place));
    for (int other = place + 1; other < kSeriesColours; ++other)
        QVERIFY(seriesColour(other, Ground::Light).fill != light.fill);
}

QTEST_GUILESS_MAIN(TestSeriesPlaces)
#include "tst_series_places.moc"
