// SPDX-License-Identifier: MIT
#include "core/trace/event_codec.h"
#include "core/trace/recording_file.h"
#include "core/trace/replay.h"
#include "tests/core/trace/same_recording.h"
#include "tests/core/trace/sample_recording.h"
#include "tests/core/trace/synthetic.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <zlib.h>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::trace;
using namespace sluice::trace::testing;

namespace {

QByteArray fileOf(const Recording &recording)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeRecording(recording, buffer);
    return buffer.data();
}

std::expected<Recording, FileProblem> opened(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return readRecording(buffer);
}

void append32(QByteArray &bytes, quint32 value)
{
    for (int shift = 0; shift < 32; shift += 8)
        bytes.append(char((value >> shift) & 0xff));
}

/// A file of one part, packed and summed as it must be, whatever the part holds.
QByteArray fileWith(const QByteArray &part)
{
    const QByteArray compressed = qCompress(part).sliced(4); // without Qt's own length
    QByteArray bytes("\x89SLT\r\n\x1a\n", 8);
    append32(bytes, kFileVersion);
    append32(bytes, quint32(compressed.size()));
    append32(bytes, quint32(part.size()));
    append32(
        bytes, quint32(::crc32(0, reinterpret_cast<const Bytef *>(compressed.constData()), uInt(compressed.size()))));
    bytes += compressed;
    append32(bytes, 0);
    append32(bytes, 0);
    append32(bytes, 1);
    return bytes;
}

/// A device that has room for some bytes only.
class SmallDevice : public QIODevice
{
public:
    explicit SmallDevice(qint64 room)
        : m_room(room)
    {
        open(QIODevice::WriteOnly);
    }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        if (size > m_room)
            return -1;
        m_room -= size;
        return size;
    }

private:
    qint64 m_room;
};

} // namespace

class TestRecordingFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordingComesBackAsItWas_data();
    void aRecordingComesBackAsItWas();
    void anOldFileStillOpens();
    void whatWasThinnedSaysSo();
    void savingTwiceGivesTheSameBytes();
    void secretsStayOut();
    void damage_data();
    void damage();
    void everyTruncationIsFoundOut();
    void randomFlipsAreFoundOut();
    void randomEventsDoNoHarm();
    void absurdCountsTakeNoMemory_data();
    void absurdCountsTakeNoMemory();
    void filesAreReplacedWholeOrNotAtAll();
    void aDeviceThatRefusesDoesNoHarm();
    void aMillionSpans();
};

void TestRecordingFile::aRecordingComesBackAsItWas_data()
{
    QTest::addColumn<Recording>("recording");
    QTest::newRow("an empty one?") << Recording();
    Recording silent;
    silent.apply({.now = 5'000'000, .wallMs = 1'700'000'000'000, .events = {}});
    QTest::newRow("one in which nothing happened?") << silent;
    QTest::newRow("one with something of everything?") << sampleRecording();
    QTest::newRow("one with many downloads?") << longRecording(3'000);
    Recording late;
    for (Batch batch : sampleBatches()) {
        batch.now += kLatest - 20'000'000;
        for (Event &event : batch.events) {
            std::visit(
                [](auto &of) {
                    if constexpr (requires { of.at; })
                        of.at += kLatest - 20'000'000;
                },
                event);
        }
        late.apply(batch);
    }
    QTest::newRow("one at the end of time?") << late;
}

void TestRecordingFile::aRecordingComesBackAsItWas()
{
    QFETCH(Recording, recording);
    const auto back = opened(fileOf(recording));
    QVERIFY2(back.has_value(), qPrintable(back ? QString() : back.error().detail));
    if (recording.now() > 1'000'000'000) { // bytes by the second would be a table of years
        QCOMPARE(back->throughput().bytes(), recording.throughput().bytes());
        QCOMPARE(back->spanCount(), recording.spanCount());
        return;
    }
    QCOMPARE(difference(recording, *back), QString());
}

void TestRecordingFile::anOldFileStillOpens()
{
    // Written by the first Sluice that could.
    const auto old = openRecording(QStringLiteral(SLUICE_TEST_DATA "/trace/version-1.sluice-trace"));
    QVERIFY2(old.has_value(), qPrintable(old ? QString() : old.error().detail));
    QCOMPARE(difference(sampleRecording(), *old), QString());
    const auto again = opened(fileOf(*old));
    QVERIFY(again.has_value());
    QCOMPARE(difference(*old, *again), QString());
}

void TestRecordingFile::whatWasThinnedSaysSo()
{
    Plan plan;
    plan.downloads = 300;
    const Recording thinned = recorded(plan, {.spans = 1'000});
    const auto marks = [](const Recording &recording) {
        std::vector<bool> all;
        for (const Track &track : recording.tracks()) {
            for (const Span span : track.spans)
                all.push_back(span.thinned);
        }
        return all;
    };
    const std::vector<bool> before = marks(thinned);
    QVERIFY(std::ranges::count(before, true) > 100);
    QVERIFY(std::ranges::count(before, false) > 100);
    const auto back = opened(fileOf(thinned));
    QVERIFY(back.has_value());
    QCOMPARE(marks(*back), before);
    for (std::size_t i = 0; i < thinned.tracks().size(); ++i)
        QVERIFY(back->tracks()[i].spans == thinned.tracks()[i].spans);
}

void TestRecordingFile::savingTwiceGivesTheSameBytes()
{
    const QByteArray once = fileOf(sampleRecording());
    const auto back = opened(once);
    QVERIFY(back.has_value());
    QCOMPARE(fileOf(*back), once);
}

void TestRecordingFile::secretsStayOut()
{
    // Packed bytes hide them from a plain search: look at what comes out.
    const auto back = opened(fileOf(sampleRecording()));
    QVERIFY(back.has_value());
    QString all;
    for (const Track &track : back->tracks()) {
        all += track.url + u' ';
        for (const AttemptBrief &attempt : track.attempts) {
            if (!attempt.report)
                continue;
            all += attempt.report->url + u' ';
            for (const auto *lines : {&attempt.report->request, &attempt.report->response}) {
                for (const HeaderLine &line : *lines)
                    all += QString::fromUtf8(line.value) + u' ';
            }
            if (attempt.report->error)
                all += attempt.report->error->url + u' ' + attempt.report->error->detail + u' ';
        }
    }
    QVERIFY(all.contains("Basic •••"_L1) || all.contains(u"Basic •••"));
    for (const QString &secret : plantedSecrets())
        QVERIFY2(!all.contains(secret), qPrintable(all));
}

void TestRecordingFile::damage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<FileProblem::Kind>("kind");
    QTest::addColumn<QString>("detail");

    using Kind = FileProblem::Kind;
    const QByteArray good = fileOf(sampleRecording());
    const auto changed = [&good](qsizetype at, char byte) {
        QByteArray bytes = good;
        bytes[at] = byte;
        return bytes;
    };
    const auto row = [](const char *question, const QByteArray &bytes, Kind kind, const char16_t *detail) {
        QTest::newRow(question) << bytes << kind << QString::fromUtf16(detail);
    };
    row("an empty file?", {}, Kind::NotARecording, u"empty");
    row("a text?", "GET / HTTP/1.1\r\n", Kind::NotARecording, u"something else");
    row("a picture?", "\x89PNG\r\n\x1a\n1234", Kind::NotARecording, u"something else");
    row("one mangled as text?", QByteArray(good).replace("\r\n", "\n"), Kind::NotARecording, u"something else");
    row("one of a newer Sluice?", changed(8, char(kFileVersion + 1)), Kind::Newer, u"format 3");
    row("one of a much newer one?", changed(11, char(0xff)), Kind::Newer, u"knows 2");
    row("one of format 0?", changed(8, 0), Kind::Damaged, u"format 0");
    row("its signature alone?", good.first(8), Kind::Damaged, u"first bytes");
    row("its head alone?", good.first(12), Kind::Damaged, u"before part 1");
    row("half of it?", good.first(good.size() / 2), Kind::Damaged, u"ends within part");
    row("all but its end?", good.first(good.size() - 12), Kind::Damaged, u"ends before part");
    row("one with something after it?", good + "x", Kind::Damaged, u"follow");
    row("one with a changed byte?", changed(40, char(good[40] ^ 1)), Kind::Damaged, u"checksum");
    row("one that lacks a part?", good.first(12) + good.last(12), Kind::Damaged, u"does not fit");
    row("one whose part is no events?", fileWith("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"), Kind::Damaged,
        u"beginning makes no sense");
    row("one with an unknown event?", fileWith(QByteArray("\0\0\1\x20", 4)), Kind::Damaged, u"event 1 of 1");
    row("one with an unknown phase?", fileWith(QByteArray("\0\0\1\2\0\2\x7f\0\0\0\0", 11)), Kind::Damaged,
        u"event 1 of 1");
    row("one with bytes behind its events?", fileWith(QByteArray("\0\0\0x", 4)), Kind::Damaged, u"last event");
}

void TestRecordingFile::damage()
{
    QFETCH(QByteArray, bytes);
    QFETCH(FileProblem::Kind, kind);
    QFETCH(QString, detail);
    const auto recording = opened(bytes);
    QVERIFY(!recording.has_value());
    QCOMPARE(recording.error().kind, kind);
    QVERIFY2(recording.error().detail.contains(detail), qPrintable(recording.error().detail));
}

void TestRecordingFile::everyTruncationIsFoundOut()
{
    const QByteArray good = fileOf(sampleRecording());
    for (qsizetype size = 0; size < good.size(); ++size)
        QVERIFY2(!opened(good.first(size)).has_value(), qPrintable(QString::number(size)));
}

void TestRecordingFile::randomFlipsAreFoundOut()
{
    const QByteArray good = fileOf(sampleRecording());
    QRandomGenerator random(20'251'120);
    for (int round = 0; round < 3'000; ++round) {
        QByteArray bytes = good;
        const int flips = random.bounded(1, 4);
        for (int i = 0; i < flips; ++i)
            bytes[random.bounded(bytes.size())] = char(random.bounded(256));
        if (bytes != good)
            QVERIFY2(!opened(bytes).has_value(), qPrintable(QString::number(round)));
    }
}

void TestRecordingFile::randomEventsDoNoHarm()
{
    // The checksum fits, so that whatever the events say reaches the recording.
    QByteArray part;
    {
        EventEncoder encoder;
        for (const Batch &batch : sampleBatches()) {
            for (const Event &event : batch.events)
                encoder.add(event);
        }
        part = encoder.take(12'000'000, 1'763'654'412'000);
    }
    QVERIFY(opened(fileWith(part)).has_value());
    QRandomGenerator random(42);
    int taken = 0;
    for (int round = 0; round < 3'000; ++round) {
        QByteArray bytes = part;
        const int flips = random.bounded(1, 6);
        for (int i = 0; i < flips; ++i)
            bytes[random.bounded(bytes.size())] = char(random.bounded(256));
        const auto recording = opened(fileWith(bytes));
        if (!recording) {
            QCOMPARE(recording.error().kind, FileProblem::Kind::Damaged);
            continue;
        }
        ++taken;
        for (const Track &track : recording->tracks()) {
            for (std::size_t i = 0; i < track.spans.size(); ++i)
                QVERIFY(track.spans[i].begin <= track.spans[i].end);
        }
        QVERIFY(recording->now() <= kLatest);
        QVERIFY(opened(fileOf(*recording)).has_value());
    }
    QVERIFY(taken > 0); // else nothing was tried
}

void TestRecordingFile::absurdCountsTakeNoMemory_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray head = QByteArray("\x89SLT\r\n\x1a\n", 8) + QByteArray("\1\0\0\0", 4);
    const auto sizes = [&head](quint32 packed, quint32 size) {
        QByteArray bytes = head;
        append32(bytes, packed);
        append32(bytes, size);
        append32(bytes, 0);
        return QByteArray(bytes + QByteArray(64, 'x'));
    };
    QTest::newRow("4 GiB packed?") << sizes(0xffff'ffff, 10);
    QTest::newRow("4 GiB unpacked?") << sizes(64, 0xffff'ffff);
    QTest::newRow("more than deflate can pack?") << sizes(64, 60'000'000);
    QTest::newRow("an end with a size?") << sizes(0, 10);
    // now, wall clock, number of events: 2^60 of them; then a text of 2^60 bytes.
    const QByteArray huge("\x80\x80\x80\x80\x80\x80\x80\x80\x10", 9);
    QTest::newRow("2^60 events?") << fileWith(QByteArray("\0\0", 2) + huge);
    QTest::newRow("a name of 2^60 bytes?") << fileWith(QByteArray("\0\0\1\0\0\2", 6) + huge);
    // An attempt's report that claims 2^60 headers.
    QTest::newRow("2^60 headers?") << fileWith(
        QByteArray("\0\0\1\5\0\2\1\1\2", 9) + QByteArray(13, '\0') + huge + QByteArray(20, '\0'));
    QTest::newRow("a text that was not there before?") << fileWith(QByteArray("\0\0\1\3\0\0\1", 7));
    QTest::newRow("a URL that goes on from none?") << fileWith(QByteArray("\0\0\1\0\0\2\0\1\0\0\0", 11));
    QTest::newRow("a URL that takes over too much?") << fileWith(QByteArray("\0\0\1\0\0\2\0\xff\x7f\0\0\0", 12));
    QTest::newRow("bytes within no time?") << fileWith(QByteArray("\0\0\1\xa\0\0\0\2", 8));
    QTest::newRow("a connection beyond all numbers?") << fileWith(QByteArray("\0\0\1\3\0", 5) + huge + '\0');
}

void TestRecordingFile::absurdCountsTakeNoMemory()
{
    QFETCH(QByteArray, bytes);
    const auto recording = opened(bytes);
    QVERIFY(!recording.has_value());
    QCOMPARE(recording.error().kind, FileProblem::Kind::Damaged);
}

void TestRecordingFile::filesAreReplacedWholeOrNotAtAll()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sluice-trace"_s);
    QVERIFY(saveRecording(sampleRecording(), path).has_value());
    const auto back = openRecording(path);
    QVERIFY(back.has_value());
    QCOMPARE(difference(sampleRecording(), *back), QString());

    const auto nowhere = saveRecording(sampleRecording(), folder.filePath(u"none/a.sluice-trace"_s));
    QVERIFY(!nowhere.has_value());
    QCOMPARE(nowhere.error().kind, FileProblem::Kind::CannotWrite);
    QVERIFY(nowhere.error().path.endsWith("none/a.sluice-trace"_L1));
    QVERIFY(!nowhere.error().detail.isEmpty());

    const auto missing = openRecording(folder.filePath(u"missing"_s));
    QVERIFY(!missing.has_value());
    QCOMPARE(missing.error().kind, FileProblem::Kind::CannotRead);
    const auto notAFile = openRecording(folder.path());
    QVERIFY(!notAFile.has_value());
    QCOMPARE(notAFile.error().kind, FileProblem::Kind::CannotRead);

    QFile broken(folder.filePath(u"broken.sluice-trace"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("nonsense") > 0);
    broken.close();
    const auto nonsense = openRecording(broken.fileName());
    QVERIFY(!nonsense.has_value());
    QCOMPARE(nonsense.error().path, broken.fileName());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2); // no temporary file is left
}

void TestRecordingFile::aDeviceThatRefusesDoesNoHarm()
{
    for (const qint64 room : {0, 10, 100}) {
        SmallDevice device(room);
        writeRecording(sampleRecording(), device);
        QVERIFY(device.isOpen());
    }
}

void TestRecordingFile::aMillionSpans()
{
    const Recording recording = longRecording(100'000);
    QVERIFY(recording.spanCount() >= 1'000'000);
    QElapsedTimer timer;
    timer.start();
    const QByteArray bytes = fileOf(recording);
    const qint64 saved = timer.restart();
    const auto back = opened(bytes);
    const qint64 read = timer.elapsed();
    QVERIFY(back.has_value());
    QCOMPARE(back->spanCount(), recording.spanCount());
    QCOMPARE(back->tracks().size(), recording.tracks().size());
    QCOMPARE(back->throughput().bytes(), recording.throughput().bytes());
    qInfo("1,000,000 spans, 100,000 attempts: saved in %lld ms, %lld bytes, opened in %lld ms", saved,
        qint64(bytes.size()), read);
}

QTEST_GUILESS_MAIN(TestRecordingFile)
#include "tst_recording_file.moc"
