// SPDX-License-Identifier: MIT
#include "tests/core/trace/gate_record.h"
#include "ui/throughput/stack_geometry.h"
#include "ui/throughput/throughput_picture.h"
#include "ui/throughput/throughput_texts.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;

using sluice::trace::testing::GateRecord;
using trace::Phase;

namespace {

/// `count` downloads, the first the fastest, from two hosts by turns, for 20 s.
GateRecord story(int count)
{
    GateRecord record;
    record.limits(0, count, 0, 9'000);
    for (int id = 1; id <= count; ++id) {
        record.add(0, id, id % 2 == 1 ? u"a.test"_s : u"b.test"_s);
        record.enter(0, id, Phase::Receiving, id - 1);
        const qint64 each = 100 * (count - id + 1);
        for (int tenth = 1; tenth <= 200; ++tenth)
            record.receive(tenth / 10.0, id, (tenth - 1) * each, tenth * each);
    }
    return record;
}

ThroughputPicture pictureOf(const trace::Recording &recording, GroupBy group, trace::Id pinned = 0)
{
    PictureBuilder builder;
    return builder.build(recording, bucketGrid(TimeRange::Minute, recording.now()), group, pinned);
}

QStringList namesIn(const ThroughputPicture &picture)
{
    QStringList names;
    for (const Series &series : picture.series)
        names.append(series.name);
    return names;
}

qint64 sumOf(const std::vector<qint64> &bytes)
{
    qint64 sum = 0;
    for (const qint64 each : bytes)
        sum += each;
    return sum;
}

QString plain(QString text)
{
    return text.replace(u'\u00A0', u' ');
}

} // namespace

class TestThroughputPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void layersAddUpToTheTotal_data();
    void layersAddUpToTheTotal();
    void hostsAreSums();
    void thePinnedDownloadStandsByItself();
    void aBuilderSeesWhatAFreshOneSees();
    void anEmptyRecordingHasNoLayers();
    void scale_data();
    void scale();
    void positionsAndBucketsAgree_data();
    void positionsAndBucketsAgree();
    void layersAreFoundWhereTheyArePainted();
    void layoutStaysInside_data();
    void layoutStaysInside();
    void theReadoutHoldsTheValues();
    void theReadoutOfWhatIsNotThere();
};

void TestThroughputPicture::layersAddUpToTheTotal_data()
{
    QTest::addColumn<int>("downloads");
    QTest::addColumn<GroupBy>("group");
    QTest::addColumn<int>("layers");
    QTest::newRow("are three downloads three?") << 3 << GroupBy::Download << 3;
    QTest::newRow("are eight eight?") << 8 << GroupBy::Download << 8;
    QTest::newRow("are twenty eight and others?") << 20 << GroupBy::Download << 9;
    QTest::newRow("are two hosts two?") << 20 << GroupBy::Host << 2;
}

void TestThroughputPicture::layersAddUpToTheTotal()
{
    QFETCH(int, downloads);
    QFETCH(GroupBy, group);
    QFETCH(int, layers);
    const trace::Recording recording = story(downloads).recording(20);
    const ThroughputPicture picture = pictureOf(recording, group);
    QCOMPARE(static_cast<int>(picture.series.size()), layers);
    for (int i = 0; i < picture.grid.count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        qint64 sum = 0;
        for (const Series &series : picture.series)
            sum += series.bytes[at];
        QCOMPARE(sum, picture.total[at]);
    }
    const qint64 all = recording.throughput().bytes();
    QVERIFY(std::abs(sumOf(picture.total) - all) <= all / 100);
    for (const Series &series : picture.series)
        QCOMPARE(sumOf(series.bytes), series.sum);
}

void TestThroughputPicture::hostsAreSums()
{
    const ThroughputPicture picture = pictureOf(story(4).recording(20), GroupBy::Host);
    QCOMPARE(namesIn(picture), (QStringList{u"a.test"_s, u"b.test"_s}));
    // 400 + 200 against 300 + 100 bytes each tenth of a second, for 20 s.
    QVERIFY(std::abs(picture.series[0].sum - 120'000) < 1'200);
    QVERIFY(std::abs(picture.series[1].sum - 80'000) < 800);
    QCOMPARE(picture.series[0].id, 0);
}

void TestThroughputPicture::thePinnedDownloadStandsByItself()
{
    const trace::Recording recording = story(20).recording(20);
    QVERIFY(!namesIn(pictureOf(recording, GroupBy::Download)).contains(u"file-20.bin"));
    const ThroughputPicture pinned = pictureOf(recording, GroupBy::Download, 20);
    QVERIFY(namesIn(pinned).contains(u"file-20.bin"));
    QCOMPARE(pinned.series.back().place, -1);
    QCOMPARE(pictureOf(recording, GroupBy::Download, 999).series.size(), 9U);
}

void TestThroughputPicture::aBuilderSeesWhatAFreshOneSees()
{
    GateRecord record = story(6);
    trace::Recording growing;
    PictureBuilder builder;
    for (double now = 0.3; now < 20; now += 0.7) {
        growing.apply(record.take(now));
        (void)builder.build(growing, bucketGrid(TimeRange::Minute, growing.now()), GroupBy::Download, 0);
    }
    growing.apply(record.take(20));
    const ThroughputPicture seen
        = builder.build(growing, bucketGrid(TimeRange::Minute, growing.now()), GroupBy::Download, 0);
    const ThroughputPicture expected = pictureOf(story(6).recording(20), GroupBy::Download);
    QCOMPARE(seen.total, expected.total);
    QCOMPARE(seen.series.size(), expected.series.size());
    for (const Series &series : seen.series) {
        const auto same = std::ranges::find(expected.series, series.name, &Series::name);
        QVERIFY(same != expected.series.end());
        QCOMPARE(series.bytes, same->bytes);
    }
}

void TestThroughputPicture::anEmptyRecordingHasNoLayers()
{
    const ThroughputPicture picture = pictureOf(trace::Recording(), GroupBy::Download);
    QVERIFY(picture.series.empty());
    QCOMPARE(picture.fastest(), 0.0);
    QVERIFY(peakText(trace::Recording()).isEmpty());
}

void TestThroughputPicture::scale_data()
{
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("before");
    QTest::addColumn<double>("top");
    QTest::newRow("is nothing a thousand?") << 0.0 << 0.0 << 1'000.0;
    QTest::newRow("is one and a half two?") << 1.5e6 << 0.0 << 2e6;
    QTest::newRow("is two two?") << 2e6 << 0.0 << 2e6;
    QTest::newRow("is more five?") << 2.1e6 << 0.0 << 5e6;
    QTest::newRow("is six ten?") << 6e6 << 0.0 << 1e7;
    QTest::newRow("does a scale stay while it is used by a third?") << 3.4e6 << 1e7 << 1e7;
    QTest::newRow("and not below that?") << 3.3e6 << 1e7 << 5e6;
    QTest::newRow("does it grow when it must?") << 1.1e7 << 1e7 << 2e7;
    QTest::newRow("is what is no number the greatest?") << std::nan("") << 0.0 << 1e18;
}

void TestThroughputPicture::scale()
{
    QFETCH(double, most);
    QFETCH(double, before);
    QFETCH(double, top);
    QVERIFY(std::abs(scaleTop(most, before) / top - 1) < 1e-9);
}

void TestThroughputPicture::positionsAndBucketsAgree_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("buckets");
    QTest::newRow("does every bucket have pixels?") << 960 << 240;
    QTest::newRow("do odd widths?") << 641 << 60;
    QTest::newRow("do more buckets than pixels?") << 100 << 240;
    QTest::newRow("does one bucket?") << 33 << 1;
}

void TestThroughputPicture::positionsAndBucketsAgree()
{
    QFETCH(int, width);
    QFETCH(int, buckets);
    const StackGeometry geometry(QRect(50, 10, width, 100), buckets, 1e6);
    QCOMPARE(geometry.left(0), 50);
    QCOMPARE(geometry.left(buckets), 50 + width);
    for (int x = 50; x < 50 + width; ++x) {
        const int bucket = geometry.bucketAt(x);
        QVERIFY(bucket >= 0 && bucket < buckets);
        QVERIFY(geometry.left(bucket) <= x && x < geometry.left(bucket + 1));
    }
    QCOMPARE(geometry.bucketAt(49), -1);
    QCOMPARE(geometry.bucketAt(50 + width), -1);
    QCOMPARE(geometry.height(1e300), 100);
    QCOMPARE(geometry.height(-1), 0);
    QCOMPARE(geometry.height(5e5), 50);
}

void TestThroughputPicture::layersAreFoundWhereTheyArePainted()
{
    const ThroughputPicture picture = pictureOf(story(3).recording(20), GroupBy::Download);
    // 300, 200 and 100 bytes each tenth of a second: 3, 5 and 6 kB/s on each other.
    const StackGeometry geometry(QRect(0, 0, 600, 100), picture.grid.count, 10'000);
    QCOMPARE(geometry.seriesAt(picture, 10, 99), 0);
    QCOMPARE(geometry.seriesAt(picture, 10, 99 - 35), 1);
    QCOMPARE(geometry.seriesAt(picture, 10, 99 - 55), 2);
    QCOMPARE(geometry.seriesAt(picture, 10, 99 - 70), -1);
    QCOMPARE(geometry.seriesAt(picture, 50, 99), -1); // not recorded yet
    QCOMPARE(geometry.seriesAt(picture, -1, 99), -1);
    QCOMPARE(geometry.seriesAt(picture, 1'000, 99), -1);
    QCOMPARE(geometry.seriesAt(picture, 10, 100), -1);
}

void TestThroughputPicture::layoutStaysInside_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("legend");
    QTest::newRow("does a wide chart have a legend?") << QSize(1'600, 300) << true;
    QTest::newRow("does one of 640?") << QSize(640, 200) << true;
    QTest::newRow("does a narrow one not?") << QSize(400, 200) << false;
    QTest::newRow("is one of few pixels left alone?") << QSize(20, 8) << false;
    QTest::newRow("is one of none?") << QSize(0, 0) << false;
}

void TestThroughputPicture::layoutStaysInside()
{
    QFETCH(QSize, size);
    QFETCH(bool, legend);
    const ThroughputLayout layout = layoutThroughput(size, 16, 60, 7);
    QCOMPARE(!layout.legend.isEmpty(), legend);
    for (const QRect &part : {layout.plot, layout.scale, layout.times, layout.legend})
        QVERIFY(part.isEmpty() || QRect(QPoint(), size).contains(part));
    QVERIFY(!layout.plot.intersects(layout.legend) && !layout.plot.intersects(layout.scale));
}

void TestThroughputPicture::theReadoutHoldsTheValues()
{
    const ThroughputPicture picture = pictureOf(story(2).recording(20), GroupBy::Download);
    const std::vector<Outage> outages{{GateRecord::micros(10.9), GateRecord::micros(13)}};
    const Readout values = readout(picture, outages, 10, GateRecord::kWallAtZero);
    QCOMPARE(values.lines.size(), 5U);
    const QString sentence = plain(values.sentence());
    QVERIFY2(sentence.contains(u"Total: 3.0 kB/s; file-2.bin: 1.0 kB/s; file-1.bin: 2.0 kB/s; Speed limit: 9.0 kB/s; "
                               u"Outage"),
        qPrintable(sentence));
    QVERIFY(!hasOutage(picture, outages, 9));
    QVERIFY(hasOutage(picture, outages, 12));
    QVERIFY(!hasOutage(picture, outages, 13));
}

void TestThroughputPicture::theReadoutOfWhatIsNotThere()
{
    const ThroughputPicture picture = pictureOf(story(2).recording(20), GroupBy::Download);
    QVERIFY(readout(picture, {}, -1, 0).lines.empty());
    QVERIFY(readout(picture, {}, 60, 0).lines.empty());
    const Readout later = readout(picture, {}, 40, GateRecord::kWallAtZero);
    QCOMPARE(later.lines.size(), 1U);
    QVERIFY(later.lines[0].speed.isEmpty());
}

QTEST_GUILESS_MAIN(TestThroughputPicture)
#include "tst_throughput_picture.moc"
