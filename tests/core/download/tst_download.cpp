// SPDX-License-Identifier: MIT
// Whole downloads against a server that does as it is told: names, the disk, stops, deadlines, retries.
#include "app/demo/gzip.h"
#include "app/demo/pattern.h"
#include "core/async/stopped.h"
#include "tests/core/download/disk/disk_tricks.h"
#include "tests/core/download/fake_host.h"
#include "tests/support/files.h"

#include <QElapsedTimer>
#include <QTest>

#include <cerrno>

using namespace sluice;
using namespace sluice::download;
using namespace sluice::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using demo::Script;

class TestDownload : public QObject
{
    Q_OBJECT

    std::unique_ptr<DownloadBench> m_bench;

    demo::LoopbackServer &server() { return m_bench->server; }
    QStringList files() const { return namesIn(m_bench->folder.path()); }

    /// Every download ends like this, whatever happened to it.
    void verifyClean()
    {
        QVERIFY2(m_bench->host.allLegal(), "an event that the table of states does not allow");
        QCOMPARE(m_bench->host.slots.held(), 0);
        QCOMPARE(m_bench->client.running(), 0);
    }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<DownloadBench>(); }
    void cleanup()
    {
        verifyClean();
        m_bench.reset();
    }

    void takesBodiesOfEveryShape_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<int>("framing");
        for (const qint64 size : {0LL, 1LL, 262'144LL, 5'000'003LL}) {
            QTest::addRow("%lld bytes with a length?", size) << size << int(demo::Framing::Length);
            QTest::addRow("%lld bytes in chunks?", size) << size << int(demo::Framing::Chunked);
            QTest::addRow("%lld bytes until the end?", size) << size << int(demo::Framing::UntilClose);
        }
    }

    void takesBodiesOfEveryShape()
    {
        QFETCH(qint64, size);
        QFETCH(int, framing);
        server().setScript(u"/a.bin"_s, {.size = size, .framing = demo::Framing(framing)});
        Download download = m_bench->make(u"/a.bin"_s);
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        QCOMPARE(download.record.finalPath, m_bench->file(u"a.bin"_s));
        QVERIFY(!download.record.error);
        QCOMPARE(download.record.part.total, size);
        QCOMPARE(download.record.part.bytes(), size);
        QVERIFY(download.record.part.path.isEmpty());
        QCOMPARE(sha256OfFile(download.record.finalPath), demo::patternSha256(demo::patternSeed(u"/a.bin"), size));
        QCOMPARE(files(), QStringList{u"a.bin"_s});
        QCOMPARE(m_bench->host.count(Event::Finish), 1);
        QCOMPARE(download.record.attempts.size(), std::size_t(1));
        QCOMPARE(download.record.attempts[0].bytes, size);
        QCOMPARE(download.record.attempts[0].httpStatus, 200);
        QVERIFY(download.record.attempts[0].endedMs > 0);
    }

    void names_data()
    {
        QTest::addColumn<QByteArray>("disposition");
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QString>("name");
        QTest::newRow("does the link name it?") << QByteArray() << QString() << u"a.bin"_s;
        QTest::newRow("does the answer name it?")
            << QByteArray("attachment; filename=\"b.txt\"") << QString() << u"b.txt"_s;
        QTest::newRow("does the user name it?") << QByteArray("attachment; filename=b.txt") << u"mine"_s << u"mine"_s;
        QTest::newRow("does a path upwards stay inside?")
            << QByteArray("attachment; filename=\"../../etc/passwd\"") << QString() << QString();
        QTest::newRow("does an absolute path stay inside?")
            << QByteArray("attachment; filename=\"/etc/passwd\"") << QString() << QString();
        QTest::newRow("do encoded slashes stay inside?")
            << QByteArray("attachment; filename*=UTF-8''..%2F..%2Fevil") << QString() << QString();
        QTest::newRow("does a Windows path stay inside?")
            << QByteArray("attachment; filename=\"..\\\\..\\\\evil\"") << QString() << QString();
        QTest::newRow("does a lone dot-dot stay inside?")
            << QByteArray("attachment; filename=\"..\"") << QString() << QString();
        QTest::newRow("does a very long name stay inside?")
            << QByteArray("attachment; filename=" + QByteArray(4000, 'n') + ".bin") << QString() << QString();
    }

    void names()
    {
        QFETCH(QByteArray, disposition);
        QFETCH(QString, chosen);
        QFETCH(QString, name);
        server().setScript(u"/a.bin"_s, {.size = 10, .contentDisposition = disposition});
        QTemporaryDir outer;
        QVERIFY(QDir(outer.path()).mkpath(u"x/y"_s));
        Download download = m_bench->make(u"/a.bin"_s);
        download.record.request.folder = outer.filePath(u"x/y"_s);
        download.record.request.fileName = chosen;
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        QCOMPARE(namesIn(outer.path()), QStringList{u"x"_s});
        QCOMPARE(namesIn(outer.filePath(u"x"_s)), QStringList{u"y"_s});
        const QStringList there = namesIn(outer.filePath(u"x/y"_s));
        QCOMPARE(there.size(), 1);
        if (!name.isEmpty())
            QCOMPARE(there[0], name);
        QCOMPARE(download.record.finalPath, outer.filePath(u"x/y/"_s + there[0]));
    }

    void aChosenNameCannotLeaveTheFolder_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("upwards?") << u"../evil"_s;
        QTest::newRow("absolute?") << u"/tmp/evil"_s;
        QTest::newRow("into a folder?") << u"sub/evil"_s;
        QTest::newRow("the folder itself?") << u".."_s;
        QTest::newRow("with a line break?") << u"a\nb"_s;
    }

    void aChosenNameCannotLeaveTheFolder()
    {
        QFETCH(QString, name);
        server().setScript(u"/a.bin"_s, {.size = 10});
        Download download = m_bench->make(u"/a.bin"_s);
        download.record.request.fileName = name;
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Failed);
        QCOMPARE(download.record.error->kind, ErrorKind::Name);
        QVERIFY(server().requests().empty());
        QVERIFY(files().isEmpty());
    }

    void twoAtOnceGetTwoNames()
    {
        server().setScript(u"/one/a.bin"_s, {.size = 300'000, .bytesPerSecond = 1'000'000});
        server().setScript(u"/two/a.bin"_s, {.size = 300'000, .bytesPerSecond = 1'000'000});
        Download one = m_bench->make(u"/one/a.bin"_s);
        Download two = m_bench->make(u"/two/a.bin"_s);
        auto first = m_bench->start(&one);
        auto second = m_bench->start(&two);
        waitForTask(std::move(first));
        waitForTask(std::move(second));
        QCOMPARE(files(), QStringList({u"a (1).bin"_s, u"a.bin"_s}));
        QVERIFY(one.record.finalPath != two.record.finalPath);
        QCOMPARE(sha256OfFile(one.record.finalPath), demo::patternSha256(demo::patternSeed(u"/one/a.bin"), 300'000));
        QCOMPARE(sha256OfFile(two.record.finalPath), demo::patternSha256(demo::patternSeed(u"/two/a.bin"), 300'000));
    }

    void conflicts_data()
    {
        QTest::addColumn<int>("conflict");
        QTest::addColumn<bool>("named");
        QTest::addColumn<QString>("result");
        QTest::addColumn<int>("requests");
        QTest::newRow("does rename number it?") << int(Conflict::Rename) << false << u"a (1).bin"_s << 1;
        QTest::newRow("does overwrite replace it?") << int(Conflict::Overwrite) << false << u"a.bin"_s << 1;
        QTest::newRow("does skip leave it once the name is known?") << int(Conflict::Skip) << false << u"a.bin"_s << 1;
        QTest::newRow("does skip ask nobody when it knows the name?") << int(Conflict::Skip) << true << u"a.bin"_s << 0;
    }

    void conflicts()
    {
        QFETCH(int, conflict);
        QFETCH(bool, named);
        QFETCH(QString, result);
        QFETCH(int, requests);
        server().setScript(u"/a.bin"_s, {.size = 1000});
        writeFile(m_bench->file(u"a.bin"_s), "theirs");
        Download download = m_bench->make(u"/a.bin"_s);
        download.record.request.conflict = Conflict(conflict);
        if (named)
            download.record.request.fileName = u"a.bin"_s;
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        QCOMPARE(download.record.finalPath, m_bench->file(result));
        const bool skipped = Conflict(conflict) == Conflict::Skip;
        QCOMPARE(download.skipped, skipped);
        QCOMPARE(int(server().requests().size()), requests);
        if (Conflict(conflict) != Conflict::Overwrite)
            QCOMPARE(readFile(m_bench->file(u"a.bin"_s)), "theirs");
        if (!skipped)
            QCOMPARE(QFileInfo(download.record.finalPath).size(), 1000);
        QCOMPARE(files().size(), Conflict(conflict) == Conflict::Rename ? 2 : 1);
    }

    void aNameTakenMeanwhileIsNotReplaced()
    {
        server().setScript(u"/a.bin"_s, {.size = 500'000, .bytesPerSecond = 1'000'000});
        Download download = m_bench->make(u"/a.bin"_s);
        m_bench->host.onEvent = [this](Download &, Event event) {
            if (event == Event::Complete)
                writeFile(m_bench->file(u"a.bin"_s), "theirs");
        };
        m_bench->run(download);
        QCOMPARE(readFile(m_bench->file(u"a.bin"_s)), "theirs");
        QCOMPARE(download.record.finalPath, m_bench->file(u"a (1).bin"_s));
        QCOMPARE(download.record.part.finalName, u"a (1).bin"_s);
    }

    void theSlotAfterTheLastByte_data()
    {
        QTest::addColumn<bool>("leaves");
        QTest::newRow("is it given back when the host takes it?") << true;
        QTest::newRow("is it kept when the host does not?") << false;
    }

    void theSlotAfterTheLastByte()
    {
        QFETCH(bool, leaves);
        m_bench->host.finishesWithoutSlot = leaves;
        // The first answer cannot be unpacked, which shows only when the slot may be gone.
        Script broken{.size = 5'000};
        broken.headers = {"Content-Encoding: gzip"};
        m_bench->server.setScripts(u"/a.bin"_s, demo::failFirst(1, broken, {.size = 5'000}));
        auto download = m_bench->make(u"/a.bin"_s);
        int heldAtRetry = -1;
        int heldAtEnd = -1;
        m_bench->host.onEvent = [&](const Download &, Event event) {
            if (event == Event::BackOff)
                heldAtRetry = m_bench->host.slots.held();
            if (event == Event::Finish)
                heldAtEnd = m_bench->host.slots.held();
        };
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        QCOMPARE(m_bench->host.count(Event::BackOff), 1);
        QCOMPARE(heldAtRetry, leaves ? 0 : 1);
        QCOMPARE(heldAtEnd, leaves ? 0 : 1);
        QCOMPARE(m_bench->host.slots.held(), 0);
        QVERIFY(m_bench->host.allLegal());
    }

    void checksums_data()
    {
        QTest::addColumn<bool>("right");
        QTest::newRow("is the right one taken?") << true;
        QTest::newRow("is a wrong one refused?") << false;
    }

    void checksums()
    {
        QFETCH(bool, right);
        server().setScript(u"/a.bin"_s, {.size = 100'000, .etag = "\"v\""});
        Download download = m_bench->make(u"/a.bin"_s);
        Checksum checksum;
        checksum.digest = demo::patternSha256(demo::patternSeed(u"/a.bin"), right ? 100'000 : 99'999);
        download.record.request.checksum = checksum;
        m_bench->run(download);
        QCOMPARE(download.record.state, right ? State::Done : State::Failed);
        QCOMPARE(QFile::exists(m_bench->file(u"a.bin"_s)), right);
        if (right)
            return;
        QCOMPARE(download.record.error->kind, ErrorKind::Checksum);
        QCOMPARE(download.record.attempts.back().error->kind, ErrorKind::Checksum);
        QVERIFY(download.record.part.have.empty()); // not gone on with
        // Started again it asks for everything, and leaves no old part behind.
        download.record.request.checksum->digest = demo::patternSha256(demo::patternSeed(u"/a.bin"), 100'000);
        download.record.state = State::Queued;
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        QCOMPARE(server().requests().back().range, QByteArray());
        QCOMPARE(files(), QStringList{u"a.bin"_s});
    }

    void gzipSentUnasked_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("decoded");
        QTest::newRow("is a page decoded?") << u"/a.html"_s << true;
        QTest::newRow("is a .gz file kept?") << u"/a.tar.gz"_s << false;
    }

    void gzipSentUnasked()
    {
        QFETCH(QString, path);
        QFETCH(bool, decoded);
        const QByteArray plain = QByteArray("some text, ").repeated(20'000);
        server().setScript(path, {.body = plain, .gzip = true, .etag = "\"v\""});
        Download download = m_bench->make(path);
        const QByteArray expected = decoded ? plain : demo::gzip(plain);
        Checksum checksum;
        checksum.digest = QCryptographicHash::hash(expected, QCryptographicHash::Sha256);
        download.record.request.checksum = checksum; // of the file as it is stored
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        QCOMPARE(readFile(download.record.finalPath), expected);
        QCOMPARE(download.record.part.bytes(), expected.size());
        QCOMPARE(download.record.part.total, expected.size());
        QCOMPARE(server().requests()[0].header("Accept-Encoding"), "identity");
    }

    void decodedBytesAreNotDecodedAgain()
    {
        // Everything is there and decoded, and only then something fails: what is kept is what is on disk.
        const QByteArray plain = QByteArray("some text, ").repeated(20'000);
        server().setScript(u"/a.html"_s, {.body = plain, .gzip = true, .etag = "\"v\""});
        Download download = m_bench->make(u"/a.html"_s);
        download.record.request.conflict = Conflict::Overwrite;
        m_bench->host.onEvent = [this](Download &, Event event) {
            if (event == Event::Complete)
                QVERIFY(QDir(m_bench->folder.path()).mkdir(u"a.html"_s)); // cannot be replaced
        };
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Failed);
        QCOMPARE(download.record.part.bytes(), plain.size());
        m_bench->host.onEvent = {};
        QVERIFY(QDir(m_bench->folder.path()).rmdir(u"a.html"_s));
        download.record.state = State::Queued;
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        QCOMPARE(readFile(download.record.finalPath), plain);
        QCOMPARE(server().requests().size(), std::size_t(1)); // nothing was fetched twice
    }

    void aStopKeepsTheBytes()
    {
        server().setScript(u"/a.bin"_s, {.size = 2'000'000, .etag = "\"v\"", .bytesPerSecond = 1'000'000});
        Download download = m_bench->make(u"/a.bin"_s);
        std::stop_source stop;
        auto task = m_bench->start(&download, stop.get_token());
        QTRY_VERIFY(download.meter.received > 300'000);
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(async::Stopped, waitForTask(std::move(task)));
        const Part &part = download.record.part;
        QVERIFY(part.bytes() > 300'000);
        QCOMPARE(part.bytes(), download.meter.received);
        QVERIFY(QFileInfo(part.path).size() >= part.bytes());
        QCOMPARE(
            readFile(part.path).left(part.bytes()), demo::patternBytes(demo::patternSeed(u"/a.bin"), 0, part.bytes()));
        QCOMPARE(download.record.attempts.back().bytes, part.bytes());
        QVERIFY(!download.record.attempts.back().url.isEmpty());
        QVERIFY(m_bench->host.count(Event::Fail) == 0 && m_bench->host.count(Event::Finish) == 0);
        PartFile other;
        QVERIFY(other.reopen(part.path, part.bytes())); // closed: nobody holds the lock
    }

    void aStopBeforeTheAnswerKeepsWhatWasThere()
    {
        server().setScript(u"/a.bin"_s, {.opening = demo::Opening::Silent});
        Download download = m_bench->make(u"/a.bin"_s);
        download.record.part = {m_bench->file(u"a.bin.part"_s), 1000, {{0, 100}}, {"\"v\"", {}, {}, {}}, u"a.bin"_s};
        writeFile(download.record.part.path, demo::patternBytes(1, 0, 100));
        std::stop_source stop;
        auto task = m_bench->start(&download, stop.get_token());
        QTRY_COMPARE(server().runningRequests(), 1);
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(async::Stopped, waitForTask(std::move(task)));
        QCOMPARE(download.record.part.bytes(), 100);
        QCOMPARE(readFile(download.record.part.path), demo::patternBytes(1, 0, 100));
    }

    void aStopDuringBackoffEndsAtOnce()
    {
        server().setScript(u"/a.bin"_s, demo::failure(503, "3600"));
        Download download = m_bench->make(u"/a.bin"_s);
        std::stop_source stop;
        auto task = m_bench->start(&download, stop.get_token());
        QTRY_COMPARE(download.record.state, State::Backoff);
        QCOMPARE(m_bench->host.slots.held(), 0); // others run meanwhile
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(async::Stopped, waitForTask(std::move(task)));
    }

    void theDeadlineIsNotACancellation_data()
    {
        QTest::addColumn<int>("trouble");
        QTest::newRow("while the server is silent?") << 0;
        QTest::newRow("while bytes come?") << 1;
        QTest::newRow("during a backoff?") << 2;
    }

    void theDeadlineIsNotACancellation()
    {
        QFETCH(int, trouble);
        const std::array<Script, 3> scripts{Script{.opening = demo::Opening::Silent},
            Script{.size = 100'000'000, .etag = "\"v\"", .bytesPerSecond = 500'000}, demo::failure(503, "3600")};
        server().setScript(u"/a.bin"_s, scripts[std::size_t(trouble)]);
        Download download = m_bench->make(u"/a.bin"_s);
        download.record.request.overrides.deadlineMs = 500;
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Failed);
        QCOMPARE(download.record.error->kind, ErrorKind::TimeoutDeadline);
        QCOMPARE(download.record.error->attempt, 1);
        QCOMPARE(m_bench->host.count(Event::Cancel), 0);
        QCOMPARE(m_bench->host.count(Event::Fail), 1);
        QTRY_COMPARE(server().runningRequests(), 0);
        if (trouble == 1)
            QVERIFY(download.record.part.bytes() > 0); // to be gone on with
        if (trouble == 2)                              // what went wrong before stays readable
            QCOMPARE(download.record.attempts.back().error->httpStatus, 503);
    }

    void retriesAreExhausted()
    {
        server().setScript(u"/a.bin"_s, demo::failure(503));
        Download download = m_bench->make(u"/a.bin"_s);
        download.record.request.overrides.retries = 3;
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Failed);
        QCOMPARE(download.record.error->httpStatus, 503);
        QCOMPARE(download.record.error->attempt, 4);
        QCOMPARE(server().requests().size(), std::size_t(4));
        QCOMPARE(download.record.attempts.size(), std::size_t(4));
        for (const Attempt &attempt : download.record.attempts)
            QCOMPARE(attempt.error->httpStatus, 503);
        QCOMPARE(m_bench->host.count(Event::BackOff), 3);
        QVERIFY(files().isEmpty());
    }

    void whatCannotPassIsNotTriedAgain_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {400, 401, 403, 404, 410, 451, 501})
            QTest::addRow("is %d final?", status) << status;
    }

    void whatCannotPassIsNotTriedAgain()
    {
        QFETCH(int, status);
        server().setScript(u"/a.bin"_s, demo::failure(status));
        Download download = m_bench->make(u"/a.bin"_s);
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Failed);
        QCOMPARE(download.record.error->kind, ErrorKind::HttpStatus);
        QCOMPARE(download.record.error->httpStatus, status);
        QCOMPARE(server().requests().size(), std::size_t(1));
    }

    void retryAfterIsWaitedFor()
    {
        server().setScripts(u"/a.bin"_s, demo::failFirst(1, demo::failure(503, "1"), {.size = 10}));
        Download download = m_bench->make(u"/a.bin"_s);
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        const auto requests = server().requests();
        QVERIFY(requests[1].atNs - requests[0].endedNs >= 990'000'000);
        QCOMPARE(m_bench->host.readmissions, 1);
        const auto backoff = std::ranges::find(m_bench->host.happenings, Event::BackOff, &FakeHost::Happening::event);
        QCOMPARE(backoff->why, WaitReason::RetryAfter);
        QCOMPARE(backoff->untilMs, download.record.attempts[0].nextTryMs);
    }

    void anImmediateRetryKeepsItsSlot()
    {
        server().setScripts(u"/a.bin"_s, demo::failFirst(1, demo::failure(503), {.size = 10}));
        Download download = m_bench->make(u"/a.bin"_s);
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        QCOMPARE(m_bench->host.readmissions, 0);
        const auto backoff = std::ranges::find(m_bench->host.happenings, Event::BackOff, &FakeHost::Happening::event);
        QCOMPARE(backoff->untilMs, 0);
    }

    void aFullDiskIsSaidAndThePartIsKept()
    {
        server().setScript(u"/a.bin"_s, {.size = 3'000'000, .etag = "\"v\"", .framing = demo::Framing::Chunked});
        Download download = m_bench->make(u"/a.bin"_s);
        {
            const FullDisk full(1'000'000);
            m_bench->run(download);
        }
        QCOMPARE(download.record.state, State::Failed);
        QCOMPARE(download.record.error->kind, ErrorKind::DiskFull);
        QCOMPARE(m_bench->host.count(Event::BackOff), 0);
        const Part &part = download.record.part;
        QVERIFY(part.bytes() > 0 && part.bytes() <= 1'000'000);
        QVERIFY(QFileInfo(part.path).size() >= part.bytes());
        QCOMPARE(
            readFile(part.path).left(part.bytes()), demo::patternBytes(demo::patternSeed(u"/a.bin"), 0, part.bytes()));
    }

    void aFolderThatIsNotThereIsCreated()
    {
        server().setScript(u"/a.bin"_s, {.size = 1000});
        Download download = m_bench->make(u"/a.bin"_s);
        download.record.request.folder = m_bench->file(u"missing/below"_s);
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        QCOMPARE(QFileInfo(m_bench->file(u"missing/below/a.bin"_s)).size(), 1000);
    }

    void aFolderThatCannotBeThereIsSaid()
    {
        server().setScript(u"/a.bin"_s, {.size = 1000});
        QVERIFY(QFile(m_bench->file(u"file"_s)).open(QIODevice::WriteOnly));
        Download download = m_bench->make(u"/a.bin"_s);
        download.record.request.folder = m_bench->file(u"file/below"_s);
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Failed);
        QCOMPARE(download.record.error->kind, ErrorKind::Disk);
        QCOMPARE(download.record.error->osError, ENOTDIR);
        QVERIFY(!download.record.error->url.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDownload)
#include "tst_download.moc"
