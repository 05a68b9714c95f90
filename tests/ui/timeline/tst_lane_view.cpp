// SPDX-License-Identifier: MIT
#include "tests/core/trace/synthetic.h"
#include "tests/ui/timeline/lane_scene.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace sluice::trace;
using namespace Qt::StringLiterals;

namespace {

/// How many colours there are on a line across a bar.
qsizetype coloursAcross(const QImage &image, QPoint from, int width)
{
    QSet<QRgb> colours;
    for (int x = 0; x < width; ++x) {
        for (int y = -4; y <= 4; ++y)
            colours.insert(image.pixel(from + QPoint(x, y)));
    }
    return colours.size();
}

/// More than smoothed lines differ that are clipped at other places.
bool differ(QRgb one, QRgb other)
{
    constexpr int kSmoothing = 3;
    return std::abs(qRed(one) - qRed(other)) > kSmoothing || std::abs(qGreen(one) - qGreen(other)) > kSmoothing
        || std::abs(qBlue(one) - qBlue(other)) > kSmoothing;
}

} // namespace

class TestLaneView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paintsPhasesInTheirColours_data();
    void paintsPhasesInTheirColours();
    void paintsPatterns();
    void paintsAFailureWithItsSign();
    void paintsNothingBeforeABegin();
    void outlinesTheChosenDownload();
    void keepsItsTiles();
    void paintsTheEdgeAsIfAtOnce();
    void paintsARenamedSpanAnew();
    void measuresItsFrames();
    void standsAwkwardRecordings_data();
    void standsAwkwardRecordings();
};

void TestLaneView::paintsPhasesInTheirColours_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("on light?") << false;
    QTest::newRow("on dark?") << true;
}

void TestLaneView::paintsPhasesInTheirColours()
{
    QFETCH(bool, dark);
    Scene scene(shortRecording(), LaneKind::Download, dark);
    const Ground ground = dark ? Ground::Dark : Ground::Light;
    QCOMPARE(scene.colour(0, 8), swatch(Mark::Receiving, ground).fill);
    QCOMPARE(scene.colour(1, 6), swatch(Mark::Receiving, ground).fill);
    scene.state.setKind(LaneKind::Slot);
    QCOMPARE(scene.colour(1, 6), swatch(Mark::Receiving, ground).fill);
    QCOMPARE(scene.colour(1, 12.3), paletteOf(dark).color(QPalette::Base));
}

void TestLaneView::paintsPatterns()
{
    Scene scene(shortRecording());
    const QImage image = scene.image();
    QVERIFY(coloursAcross(image, scene.at(0, 7), 30) == 1); // receiving is plain
    QVERIFY(coloursAcross(image, scene.at(2, 7), 30) > 1);  // waiting for a slot is dotted
    QVERIFY(coloursAcross(image, scene.at(1, 13), 30) > 1); // a pause before the next try is hatched
}

void TestLaneView::paintsAFailureWithItsSign()
{
    Scene scene(shortRecording());
    const Swatch &failed = swatch(Mark::Failed, Ground::Light);
    const QImage image = scene.image();
    QSet<QRgb> seen;
    const QPoint begin = scene.at(1, 15);
    for (int x = 0; x < static_cast<int>(kEndWidth); ++x) {
        for (int y = -6; y <= 6; ++y)
            seen.insert(image.pixel(begin + QPoint(x, y)));
    }
    QVERIFY(seen.contains(failed.fill.rgb()));
    QVERIFY(std::ranges::any_of(seen, [&failed](QRgb one) { return contrast(QColor(one), failed.fill) > 3; }));
    // It lasts, but it is a point.
    QCOMPARE(scene.colour(1, 16.3), QColor(Qt::white));
}

void TestLaneView::paintsNothingBeforeABegin()
{
    Story story;
    story.add(0, 1, u"first"_s).enter(0, 1, Phase::Receiving, 0);
    story.add(5, 2, u"second"_s).enter(5, 2, Phase::Receiving, 1);
    Recording recording;
    recording.apply(story.until(10));
    Scene scene(std::move(recording));
    QCOMPARE(scene.colour(1, 3.9), QColor(Qt::white));
    QCOMPARE(scene.colour(1, 9.5), swatch(Mark::Receiving, Ground::Light).fill);
}

void TestLaneView::outlinesTheChosenDownload()
{
    Scene scene(shortRecording(), LaneKind::Slot);
    const QImage before = scene.image();
    const quint64 painted = scene.view.tilesPainted();
    scene.state.setCurrent(3);
    const QImage after = scene.image();
    const QRect lane = scene.view.rows().row(0, 0, 1'200);
    QVERIFY(before.copy(QRect(scene.at(0, 10.2), scene.at(0, 19)).adjusted(0, -9, 0, 9))
        != after.copy(QRect(scene.at(0, 10.2), scene.at(0, 19)).adjusted(0, -9, 0, 9)));
    // Another download's stay in the same lane is not.
    const QRect other(0, lane.top(), scene.at(0, 9).x(), lane.height());
    QCOMPARE(before.copy(other), after.copy(other));
    QCOMPARE(scene.view.tilesPainted(), painted);
}

void TestLaneView::keepsItsTiles()
{
    Scene scene(sluice::trace::testing::recorded({.downloads = 200, .slots = 40}), LaneKind::Download);
    scene.state.zoom(0, 3);
    scene.image();
    const quint64 first = scene.view.tilesPainted();
    QVERIFY(first > 0);
    scene.image();
    QCOMPARE(scene.view.tilesPainted(), first);
    // To the side by a tile, and back: only what was not seen is painted.
    scene.state.pan(TileGrid::kWidth);
    scene.image();
    const quint64 second = scene.view.tilesPainted();
    QVERIFY(second > first && second - first <= first / 2);
    scene.state.pan(-TileGrid::kWidth);
    scene.view.setScroll(3);
    scene.image();
    QVERIFY(scene.view.tilesPainted() - second <= first / 2);
    // Another scale is another picture.
    const quint64 third = scene.view.tilesPainted();
    scene.state.zoom(100, 1.5);
    scene.image();
    QVERIFY(scene.view.tilesPainted() > third);
}

void TestLaneView::paintsTheEdgeAsIfAtOnce()
{
    RecordingSource source;
    TimelineState state(&source);
    state.setKind(LaneKind::Slot);
    LaneView view(&state);
    view.resize(900, 160);
    state.setWidth(900);
    view.show();
    sluice::trace::testing::Session session({.downloads = 60, .slots = 5, .failures = 100, .phase = 400'000});
    for (int i = 0; i < 200; ++i) {
        const auto batch = session.next();
        QVERIFY(batch.has_value());
        source.take(*batch);
        state.advance();
        view.grab();
    }
    // A view that has seen none of it paints all at once.
    const QImage grown = view.grab().toImage();
    LaneView fresh(&state);
    fresh.resize(900, 160);
    fresh.show();
    const QImage whole = fresh.grab().toImage();
    QCOMPARE(grown.size(), whole.size());
    int different = 0;
    for (int y = 0; y < whole.height(); ++y) {
        for (int x = 0; x < whole.width(); ++x)
            different += differ(grown.pixel(x, y), whole.pixel(x, y)) ? 1 : 0;
    }
    QVERIFY2(different == 0, qPrintable(QString::number(different)));
}

void TestLaneView::paintsARenamedSpanAnew()
{
    RecordingSource source;
    TimelineState state(&source);
    LaneView view(&state);
    view.setPalette(paletteOf(false));
    view.resize(900, 100);
    state.setWidth(900);
    view.show();
    source.take(Story().limit(0, 1).add(0, 1, u"a"_s).enter(0, 1, Phase::Connect, 0).until(20));
    state.advance();
    view.grab();
    source.take(Story().rename(21, 1, Phase::FirstByte, 0).until(22));
    state.advance();
    const QPoint middle(static_cast<int>(state.scale(1).x(10 * kSecond)), view.rows().row(0, 0, 1).center().y() + 6);
    QTRY_COMPARE(view.grab().toImage().pixelColor(middle), swatch(Mark::FirstByte, Ground::Light).fill);
}

void TestLaneView::measuresItsFrames()
{
    Scene scene(shortRecording());
    scene.image();
    const QList<qint64> times = scene.view.takeFrameTimes();
    QVERIFY(!times.isEmpty());
    QVERIFY(times.last() >= 0);
    QVERIFY(scene.view.takeFrameTimes().isEmpty());
}

void TestLaneView::standsAwkwardRecordings_data()
{
    QTest::addColumn<LaneKind>("kind");
    QTest::newRow("by slot?") << LaneKind::Slot;
    QTest::newRow("by download?") << LaneKind::Download;
    QTest::newRow("by host?") << LaneKind::Host;
    QTest::newRow("by connection?") << LaneKind::Connection;
}

void TestLaneView::standsAwkwardRecordings()
{
    QFETCH(LaneKind, kind);
    Scene empty(Recording(), kind);
    QVERIFY(!empty.image().isNull());
    Story story;
    story.add(0, 1, QString(4'000, u'\u05D0')).enter(0, 1, Phase::Receiving, 0, 0);
    story.add(0, 2, u""_s, u""_s); // a download that enters no phase
    Recording recording;
    recording.apply(story.until(4'000'000)); // for more than a month
    Scene scene(std::move(recording), kind);
    QVERIFY(!scene.image().isNull());
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Right, Qt::Key_Left, Qt::Key_Up, Qt::Key_PageDown,
             Qt::Key_PageUp, Qt::Key_Return}) {
        QTest::keyClick(&scene.view, key);
        QVERIFY(!scene.image().isNull());
    }
    for (int i = 0; i < 50; ++i)
        scene.state.zoom(50, 2);
    QVERIFY(!scene.image().isNull());
    scene.view.resize(1, 1);
    QVERIFY(!scene.image().isNull());
}

QTEST_MAIN(TestLaneView)
#include "tst_lane_view.moc"
