// SPDX-License-Identifier: MIT
// Downloads that go on with bytes they hold: never a file mixed from two answers.
#include "app/demo/pattern.h"
#include "tests/core/download/disk/disk_tricks.h"
#include "tests/core/download/fake_host.h"
#include "tests/support/files.h"

#include <QRandomGenerator>
#include <QTest>

#include <cerrno>

using namespace sluice;
using namespace sluice::download;
using namespace sluice::test;
using namespace Qt::StringLiterals;
using demo::Script;

namespace {

constexpr qint64 kSize = 1'000'000;
constexpr qint64 kHalf = 500'000;
constexpr auto kModified = "Sun, 06 Nov 1994 08:49:37 GMT";

Script good()
{
    return {.size = kSize, .seed = 1, .etag = "\"v1\""};
}

Script broken()
{
    Script script = good();
    script.resetAfterBytes = kHalf;
    return script;
}

} // namespace

class TestResume : public QObject
{
    Q_OBJECT

    std::unique_ptr<DownloadBench> m_bench;

    demo::LoopbackServer &server() { return m_bench->server; }

    Download run(const std::vector<Script> &scripts)
    {
        server().setScripts(u"/a.bin"_s, scripts);
        Download download = m_bench->make(u"/a.bin"_s);
        m_bench->run(download);
        return download;
    }

    /// A download of which another run left `bytes` on disk, of version `seed`.
    Download begun(qint64 bytes, quint64 seed = 1)
    {
        Download download = m_bench->make(u"/a.bin"_s);
        Part &part = download.record.part;
        part.path = m_bench->file(u"a.bin.part"_s);
        part.finalName = u"a.bin"_s;
        part.total = kSize;
        part.validator.etag = "\"v" + QByteArray::number(seed) + '"';
        if (bytes > 0)
            part.have = {{0, bytes}};
        writeFile(part.path, demo::patternBytes(seed, 0, bytes));
        return download;
    }

    void verifyWhole(const Download &download, quint64 seed = 1, qint64 size = kSize)
    {
        QCOMPARE(download.record.state, State::Done);
        QCOMPARE(sha256OfFile(download.record.finalPath), demo::patternSha256(seed, size));
        QCOMPARE(download.record.part.bytes(), size);
        QCOMPARE(namesIn(m_bench->folder.path()), QStringList{u"a.bin"_s});
    }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<DownloadBench>(); }
    void cleanup()
    {
        QVERIFY2(m_bench->host.allLegal(), "an event that the table of states does not allow");
        QCOMPARE(m_bench->host.slots.held(), 0);
        m_bench.reset();
    }

    void goesOnAfterAReset()
    {
        const Download download = run({broken(), good()});
        verifyWhole(download);
        const auto requests = server().requests();
        QCOMPARE(requests.size(), std::size_t(2));
        QCOMPARE(requests[0].range, QByteArray());
        QCOMPARE(requests[1].range, "bytes=500000-");
        QCOMPARE(requests[1].header("If-Range"), "\"v1\"");
        QCOMPARE(requests[1].status, 206);
        QCOMPARE(requests[1].bodyBytes, kSize - kHalf);
        QCOMPARE(download.record.attempts[1].fromByte, kHalf);
        QCOMPARE(download.record.attempts[1].bytes, kSize - kHalf);
    }

    void goesOnWithAStrongDate()
    {
        Script script = good();
        script.etag.clear();
        script.lastModified = kModified;
        Script first = script;
        first.resetAfterBytes = kHalf;
        verifyWhole(run({first, script}));
        const auto requests = server().requests();
        QCOMPARE(requests[1].header("If-Range"), kModified);
        QCOMPARE(requests[1].status, 206);
    }

    void goesOnAfterManyBreaks()
    {
        std::vector<Script> scripts;
        for (int i = 0; i < 5; ++i) {
            scripts.push_back(good());
            scripts.back().resetAfterBytes = 150'000;
        }
        scripts.push_back(good());
        verifyWhole(run(scripts));
        const auto requests = server().requests();
        for (std::size_t i = 1; i < requests.size(); ++i)
            QCOMPARE(requests[i].range, "bytes=" + QByteArray::number(qint64(i) * 150'000) + "-");
    }

    void startsAgainWhenItMust_data()
    {
        QTest::addColumn<int>("ranges");
        QTest::addColumn<QByteArray>("etag");
        QTest::addColumn<int>("wholeRequests"); ///< those without a Range
        const auto row = [](const char *name, demo::Ranges ranges, const QByteArray &etag, int whole) {
            QTest::newRow(name) << int(ranges) << etag << whole;
        };
        row("does a 200 to a range start again?", demo::Ranges::Ignore, "\"v1\"", 1);
        row("does a false promise of ranges start again?", demo::Ranges::Pretend, "\"v1\"", 1);
        row("does a refused range start again?", demo::Ranges::Refuse, "\"v1\"", 2);
        row("does a wrong offset start again?", demo::Ranges::WrongOffset, "\"v1\"", 2);
        row("does a wrong total start again?", demo::Ranges::WrongTotal, "\"v1\"", 2);
        row("does another etag start again?", demo::Ranges::OtherEtag, "\"v1\"", 2);
        row("does a range that is not named start again?", demo::Ranges::NoContentRange, "\"v1\"", 2);
        row("does a multipart answer start again?", demo::Ranges::Multipart, "\"v1\"", 2);
        row("is a weak etag never asked with?", demo::Ranges::Honour, "W/\"v1\"", 2);
        row("is no validator never asked with?", demo::Ranges::Honour, "", 2);
    }

    void startsAgainWhenItMust()
    {
        QFETCH(int, ranges);
        QFETCH(QByteArray, etag);
        QFETCH(int, wholeRequests);
        Script script = good();
        script.ranges = demo::Ranges(ranges);
        script.etag = etag;
        Script first = script;
        first.resetAfterBytes = kHalf;
        verifyWhole(run({first, script}));
        const auto requests = server().requests();
        QCOMPARE(int(std::ranges::count(requests, QByteArray(), &demo::RequestRecord::range)), wholeRequests);
    }

    void goesOnBehindAShortRange()
    {
        Script script = good();
        script.ranges = demo::Ranges::Short;
        Script first = script;
        first.resetAfterBytes = kHalf;
        m_bench->host.current.retries = 30; // each answer brings half of what is left
        verifyWhole(run({first, script, script, good()}));
        const auto requests = server().requests();
        QCOMPARE(requests[2].range, "bytes=750000-");
        QCOMPARE(requests[3].range, "bytes=875000-");
    }

    void neverMixesTwoVersions_data()
    {
        QTest::addColumn<int>("ranges");
        QTest::newRow("when the server says so?") << int(demo::Ranges::Honour);
        QTest::newRow("when the server ignores If-Range?") << int(demo::Ranges::IgnoreIfRange);
    }

    void neverMixesTwoVersions()
    {
        QFETCH(int, ranges);
        Script script = broken();
        script.ranges = demo::Ranges(ranges);
        script.changeAfterRequests = 1;
        Script later = script;
        later.resetAfterBytes.reset();
        verifyWhole(run({script, later}), 2);
    }

    void neverMixesWhateverTheServerDoes()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        m_bench->host.current.retries = 100;
        for (int round = 0; round < 40; ++round) {
            std::vector<Script> scripts;
            for (int i = 0; i < 12; ++i) {
                const int version = 1 + random.bounded(2);
                Script script{.size = 300'000 + 50'000 * version, .seed = quint64(version)};
                script.etag = "\"v" + QByteArray::number(version) + '"';
                script.ranges = demo::Ranges(random.bounded(int(demo::Ranges::Multipart) + 1));
                if (i < 11) {
                    const qint64 after = random.bounded(int(script.size));
                    (random.bounded(2) == 0 ? script.resetAfterBytes : script.closeAfterBytes) = after;
                }
                if (random.bounded(4) == 0)
                    script.framing = demo::Framing::Chunked;
                scripts.push_back(script);
            }
            const QString path = u"/round-%1.bin"_s.arg(round);
            server().setScripts(path, scripts);
            Download download = m_bench->make(path);
            m_bench->run(download);
            QCOMPARE(download.record.state, State::Done);
            const QByteArray sum = sha256OfFile(download.record.finalPath);
            QVERIFY2(sum == demo::patternSha256(1, 350'000) || sum == demo::patternSha256(2, 400'000),
                "the file is neither version");
        }
    }

    void moreThanAnnouncedIsRefused()
    {
        Script chatty = good();
        chatty.framing = demo::Framing::Chunked;
        chatty.extraBytes = 1000;
        const Download download = run({broken(), chatty, good()});
        verifyWhole(download);
        QCOMPARE(download.record.attempts[1].error->kind, ErrorKind::Protocol);
        QVERIFY(download.record.attempts[1].error->detail.contains(u"1000000"_s));
        QCOMPARE(server().requests()[2].range, QByteArray()); // what came is not trusted
    }

    void lessThanAnnouncedIsFetched()
    {
        Script script = good();
        script.closeAfterBytes = kHalf;
        const Download download = run({script, good()});
        verifyWhole(download);
        QCOMPARE(download.record.attempts[0].error->kind, ErrorKind::Truncated);
        QCOMPARE(server().requests()[1].range, "bytes=500000-");
    }

    void silenceEndsTheAttempt()
    {
        Script silent = good();
        silent.stallAfterBytes = kHalf;
        server().setScripts(u"/a.bin"_s, {silent, good()});
        Download download = m_bench->make(u"/a.bin"_s);
        download.record.request.overrides.stallTimeoutMs = 400;
        download.record.request.overrides.retryWaitMs = 50;
        m_bench->run(download);
        verifyWhole(download);
        QCOMPARE(download.record.attempts[0].error->kind, ErrorKind::TimeoutStall);
        QCOMPARE(m_bench->host.count(Event::BackOff), 1);
        QCOMPARE(m_bench->host.readmissions, 1); // it gave its slot away meanwhile
        QCOMPARE(server().requests()[1].range, "bytes=500000-");
    }

    void goesOnWithAnotherRunsBytes()
    {
        server().setScript(u"/a.bin"_s, good());
        Download download = begun(kHalf);
        m_bench->run(download);
        verifyWhole(download);
        QCOMPARE(server().requests()[0].range, "bytes=500000-");
    }

    void asksForNothingWhenAllIsThere()
    {
        Download download = begun(kSize);
        m_bench->run(download);
        verifyWhole(download);
        QVERIFY(server().requests().empty());
    }

    void learnsThatAllIsThere()
    {
        server().setScript(u"/a.bin"_s, good());
        Download download = begun(kSize);
        download.record.part.total = -1; // the first answer had no length
        m_bench->run(download);
        verifyWhole(download);
        QCOMPARE(server().requests()[0].status, 416);
    }

    void aLostPartIsStartedAgain_data()
    {
        QTest::addColumn<QString>("loss");
        QTest::newRow("when it is gone?") << u"gone"_s;
        QTest::newRow("when it is shorter than noted?") << u"short"_s;
        QTest::newRow("when a link is in its place?") << u"link"_s;
        QTest::newRow("when a folder is in its place?") << u"folder"_s;
    }

    void aLostPartIsStartedAgain()
    {
        QFETCH(QString, loss);
        server().setScript(u"/a.bin"_s, good());
        Download download = begun(kHalf);
        const QString part = download.record.part.path;
        QTemporaryDir elsewhere;
        writeFile(elsewhere.filePath(u"victim"_s), QByteArray(kHalf, 'v'));
        if (loss == "short"_L1) {
            writeFile(part, "short");
        } else {
            QVERIFY(QFile::remove(part));
            if (loss == "link"_L1)
                QVERIFY(QFile::link(elsewhere.filePath(u"victim"_s), part));
            else if (loss == "folder"_L1)
                QVERIFY(QDir().mkdir(part));
        }
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        QCOMPARE(sha256OfFile(download.record.finalPath), demo::patternSha256(1, kSize));
        QCOMPARE(server().requests().size(), std::size_t(1));
        QCOMPARE(server().requests()[0].range, QByteArray());
        QCOMPARE(readFile(elsewhere.filePath(u"victim"_s)), QByteArray(kHalf, 'v'));
    }

    void aPartInUseIsLeftAlone()
    {
        server().setScript(u"/a.bin"_s, good());
        Download download = begun(kHalf);
        PartFile other;
        QVERIFY(other.reopen(download.record.part.path, kHalf));
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Failed);
        QCOMPARE(download.record.error->osError, EWOULDBLOCK);
        QVERIFY(!download.record.error->url.isEmpty());
        QCOMPARE(download.record.part.bytes(), kHalf);
        QVERIFY(server().requests().empty());
        QCOMPARE(sha256OfFile(download.record.part.path), demo::patternSha256(1, kHalf));
    }

    void anErrorPageDoesNotCostTheBytes()
    {
        server().setScripts(u"/a.bin"_s, {demo::failure(404), good()});
        Download download = begun(kHalf);
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Failed);
        QCOMPARE(download.record.part.bytes(), kHalf);
        download.record.state = State::Queued;
        m_bench->run(download);
        verifyWhole(download);
        QCOMPARE(server().requests()[1].range, "bytes=500000-");
    }

    void theStoreHearsOfThePartAtOnce()
    {
        // A crash during the first bytes must not lose the file, so its place is told before anything is synced.
        Script slow = good();
        slow.bytesPerSecond = 200'000;
        server().setScript(u"/a.bin"_s, slow);
        Download download = m_bench->make(u"/a.bin"_s);
        std::stop_source stop;
        auto task = m_bench->start(&download, stop.get_token());
        QTRY_VERIFY(!download.record.part.path.isEmpty());
        QVERIFY(m_bench->host.records >= 2); // the attempt, and the part
        stop.request_stop();
        try {
            waitForTask(std::move(task));
        } catch (const async::Stopped &) {
            return;
        }
        QFAIL("it was not stopped");
    }
};

QTEST_GUILESS_MAIN(TestResume)
#include "tst_resume.moc"
