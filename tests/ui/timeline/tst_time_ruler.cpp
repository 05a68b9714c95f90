// SPDX-License-Identifier: MIT
#include "tests/core/trace/sample_recording.h"
#include "tests/ui/timeline/story.h"
#include "ui/timeline/time_ruler.h"

#include <QSet>
#include <QTest>

using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace sluice::trace;
using namespace Qt::StringLiterals;

class TestTimeRuler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void placesMarkers();
    void keepsOneOfAKindForAPixel();
    void saysWhatAMarkerMeans();
    void paintsKindsInShapesOfTheirOwn();
    void standsEmptyRecordings();
};

void TestTimeRuler::placesMarkers()
{
    const Recording recording = shortRecording();
    const auto placed = placedMarkers(recording, {100'000, 0}, 300);
    QVERIFY(!placed.empty());
    bool limit = false;
    for (const PlacedMarker &one : placed) {
        QCOMPARE(one.x, static_cast<int>(one.marker.at / 100'000));
        limit = limit || (one.marker.kind == Marker::Kind::LimitChanged && one.marker.value == 3 && one.x == 120);
    }
    QVERIFY(limit);
    QVERIFY(placedMarkers(recording, {100'000, 5'000}, 300).empty());
}

void TestTimeRuler::keepsOneOfAKindForAPixel()
{
    Story story;
    for (int i = 0; i < 50'000; ++i)
        story.limit(i * 0.001, 1 + i % 9);
    Recording recording;
    recording.apply(story.until(60));
    const auto placed = placedMarkers(recording, {100'000, 0}, 600);
    QVERIFY(placed.size() > 400 && placed.size() <= 610);
    for (std::size_t i = 1; i < placed.size(); ++i)
        QVERIFY(placed[i].x > placed[i - 1].x);
}

void TestTimeRuler::saysWhatAMarkerMeans()
{
    const Recording recording = shortRecording();
    QCOMPARE(markerText(recording, {12 * kSecond, Marker::Kind::LimitChanged, 0, 3}),
        u"Limit changed to 3 · 22:13:32.000"_s);
    QVERIFY(markerText(recording, {kSecond, Marker::Kind::Failed, 1, 0}).contains(u"two.bin"_s));
    QVERIFY(!markerText(recording, {kSecond, Marker::Kind::Deadline, 99, 0}).isEmpty());
}

void TestTimeRuler::paintsKindsInShapesOfTheirOwn()
{
    RecordingSource source(sluice::trace::testing::sampleRecording());
    TimelineState state(&source);
    TimeRuler ruler(&state);
    ruler.resize(1'200, ruler.sizeHint().height());
    state.setWidth(1'200);
    ruler.show();
    const QImage image = ruler.grab().toImage();
    const auto placed = placedMarkers(state.recording(), state.scale(1), 1'200);
    QSet<int> kinds;
    QList<QImage> shapes;
    for (const PlacedMarker &one : placed) {
        if (kinds.contains(static_cast<int>(one.marker.kind)))
            continue;
        kinds.insert(static_cast<int>(one.marker.kind));
        const QImage shape = image.copy(one.x - 5, ruler.height() - 12, 11, 10);
        QVERIFY(!shapes.contains(shape));
        shapes.append(shape);
    }
    QVERIFY(kinds.size() >= 3);
}

void TestTimeRuler::standsEmptyRecordings()
{
    RecordingSource source;
    TimelineState state(&source);
    TimeRuler ruler(&state);
    for (const QSize size : {QSize(1, 1), QSize(800, 30), QSize(0, 0)}) {
        ruler.resize(size);
        ruler.setInset(100);
        ruler.grab();
    }
    QVERIFY(placedMarkers(Recording(), {1, 0}, 100).empty());
}

QTEST_MAIN(TestTimeRuler)
#include "tst_time_ruler.moc"
