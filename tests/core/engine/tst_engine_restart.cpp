// SPDX-License-Identifier: MIT
// What survives: the end of the program, its death, a damaged store; and that the end comes.
#include "tests/core/engine/engine_bench.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace sluice;
using namespace sluice::engine;
using namespace sluice::test;
using namespace Qt::StringLiterals;
using download::State;

namespace {

demo::Script slow(qint64 size, qint64 rate)
{
    return {.size = size, .etag = "\"v\"", .bytesPerSecond = rate};
}

/// A process of its own that downloads until it is killed: --child STORE FOLDER URL.
int child(const QStringList &arguments)
{
    EngineConfig config;
    config.storePath = arguments[2];
    config.settings = download::Settings();
    EngineThread engine(config);
    if (!engine.start())
        return 1;
    download::Request request;
    request.folder = arguments[3];
    request.url = arguments[4];
    engine.add({request}, false);
    return QCoreApplication::exec();
}

} // namespace

class TestEngineRestart : public QObject
{
    Q_OBJECT

    std::unique_ptr<EngineBench> m_bench;

private Q_SLOTS:
    void init() { m_bench = std::make_unique<EngineBench>(); }
    void cleanup() { m_bench.reset(); }

    void settingsAndUiValuesSurvive()
    {
        m_bench->config.settings.reset();
        m_bench->start();
        Settings settings = m_bench->engine().settings();
        settings.limit = 17;
        settings.hostLimit = 3;
        settings.lowering = download::Lowering::Park;
        settings.folder = u"/some/where"_s;
        settings.userAgent = u"Agent/1"_s;
        m_bench->engine().setSettings(settings);
        m_bench->engine().setUiValue(u"geometry"_s, "abc");
        QCOMPARE(m_bench->engine().settings(), settings);
        QCOMPARE(m_bench->engine().uiValue(u"geometry"_s), "abc");
        m_bench->stop();
        m_bench->start();
        QCOMPARE(m_bench->engine().settings(), settings);
        QCOMPARE(m_bench->engine().uiValue(u"geometry"_s), "abc");
        QCOMPARE(m_bench->engine().uiValue(u"columns"_s), QByteArray());
        QTRY_COMPARE(m_bench->pump().totals.limit, 17);
    }

    void settingsOfTheCommandLineAreNotSaved()
    {
        m_bench->start(3);
        m_bench->engine().setLimit(9);
        m_bench->stop();
        m_bench->config.settings.reset();
        m_bench->start();
        QCOMPARE(m_bench->engine().settings().limit, Settings().limit);
    }

    void whatWasUnderWayGoesOn()
    {
        m_bench->server.setScript(u"/run"_s, slow(600'000, 300'000));
        m_bench->server.setScript(u"/back"_s, demo::failure(503, "3600"));
        m_bench->server.setScript(u"/fail"_s, demo::failure(404));
        m_bench->server.setScript(u"/done"_s, {.size = 100});
        m_bench->server.setScript(u"/wait"_s, {.opening = demo::Opening::Silent});
        m_bench->start(2);
        m_bench->add({u"/done"_s, u"/fail"_s, u"/back"_s, u"/run"_s, u"/wait"_s});
        m_bench->add({u"/held"_s}, true);
        QTRY_COMPARE(m_bench->state(u"/back"_s), State::Backoff);
        m_bench->engine().setLimit(1);
        QTRY_VERIFY(m_bench->bytes(u"/run"_s) > 100'000);
        m_bench->engine().pause({m_bench->id(u"/wait"_s)});
        QTRY_COMPARE(m_bench->state(u"/wait"_s), State::Paused);
        m_bench->stop();
        QTRY_COMPARE(m_bench->server.runningRequests(), 0);

        m_bench->server.clearRecords();
        m_bench->server.setScript(u"/back"_s, {.size = 100});
        m_bench->events.clear();
        m_bench->start(2);
        QCOMPARE(m_bench->rows.size(), 6);
        QCOMPARE(m_bench->state(u"/done"_s), State::Done);
        QCOMPARE(m_bench->row(u"/done"_s).path, m_bench->file(u"done"_s));
        QCOMPARE(m_bench->state(u"/fail"_s), State::Failed);
        QCOMPARE(m_bench->row(u"/fail"_s).error->httpStatus, 404);
        QCOMPARE(m_bench->state(u"/held"_s), State::Paused);
        QCOMPARE(m_bench->state(u"/wait"_s), State::Paused);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(u"/run"_s), State::Done, 20'000);
        QTRY_COMPARE(m_bench->state(u"/back"_s), State::Done);
        QVERIFY(m_bench->hasWhole(u"/run"_s, 600'000));
        const auto requests = m_bench->server.requests(u"/run"_s);
        QCOMPARE(requests.size(), std::size_t(1));
        QVERIFY(requests[0].range.startsWith("bytes="));
        QCOMPARE(m_bench->wrongTotals(), QString());
    }

    void commandsBeforeTheEndHold()
    {
        // The end comes right behind them, while they are being carried out.
        for (const QString &path : {u"/pause"_s, u"/cancel"_s, u"/remove"_s, u"/run"_s})
            m_bench->server.setScript(path, slow(1'000'000, 200'000));
        m_bench->start(4);
        m_bench->add({u"/pause"_s, u"/cancel"_s, u"/remove"_s, u"/run"_s});
        QTRY_COMPARE(m_bench->count(State::Receiving), 4);
        QTRY_COMPARE(m_bench->names().size(), 4);
        m_bench->engine().pause({m_bench->id(u"/pause"_s)});
        m_bench->engine().cancel({m_bench->id(u"/cancel"_s)});
        m_bench->engine().remove({m_bench->id(u"/remove"_s)}, RemoveFiles::PartsOnly);
        m_bench->add({u"/late"_s}, true);
        m_bench->stop();
        QCOMPARE(m_bench->names(), QStringList({u"pause.part"_s, u"run.part"_s}));
        m_bench->start(4);
        QCOMPARE(m_bench->state(u"/pause"_s), State::Paused);
        QCOMPARE(m_bench->state(u"/cancel"_s), State::Cancelled);
        QCOMPARE(m_bench->row(u"/remove"_s).id, 0);
        QCOMPARE(m_bench->state(u"/late"_s), State::Paused);
        QTRY_COMPARE(m_bench->state(u"/run"_s), State::Receiving);
    }

    void commandsBeforeTheQueueIsReadHold()
    {
        m_bench->start();
        m_bench->stop();
        {
            EngineThread engine(m_bench->config);
            QVERIFY(engine.start());
            engine.add({m_bench->request(u"/a"_s), m_bench->request(u"/b"_s)}, true);
        } // ended at once
        m_bench->start();
        QCOMPARE(m_bench->rows.size(), 2);
    }

    void endsAtOnceWithEverythingInFlight()
    {
        demo::Script stalled = slow(1'000'000, 0);
        stalled.stallAfterBytes = 50'000;
        m_bench->server.setScript(u"/silent"_s, {.opening = demo::Opening::Silent});
        m_bench->server.setScript(u"/stalled"_s, stalled);
        m_bench->server.setScript(u"/backoff"_s, demo::failure(503, "3600"));
        m_bench->server.setScript(u"/slow"_s, slow(100'000'000, 100'000));
        m_bench->server.setScript(u"/fast"_s, slow(4'000'000'000, 0));
        m_bench->server.setScript(u"/checked"_s, {.size = 30'000'000});
        m_bench->start(6);
        download::Request checked = m_bench->request(u"/checked"_s);
        checked.checksum.emplace();
        m_bench->engine().add({checked}, false);
        m_bench->add({u"/silent"_s, u"/stalled"_s, u"/backoff"_s, u"/slow"_s, u"/fast"_s});
        QTRY_COMPARE(m_bench->state(u"/backoff"_s), State::Backoff);
        QTRY_VERIFY(m_bench->bytes(u"/stalled"_s) > 0);
        QTRY_VERIFY(m_bench->bytes(u"/fast"_s) > 1'000'000);
        QElapsedTimer time;
        time.start();
        m_bench->stop();
        QVERIFY2(time.elapsed() < 10'000, "it waited for somebody");
        QTRY_COMPARE(m_bench->server.runningRequests(), 0);
        m_bench->start(1);
        QCOMPARE(m_bench->rows.size(), 6);
        QVERIFY(m_bench->bytes(u"/stalled"_s) == 50'000);
    }

    void endsWhileItStarts()
    {
        m_bench->server.setFallback({.size = 1000});
        m_bench->start(50);
        QStringList paths;
        for (int i = 0; i < 300; ++i)
            paths.append(u"/f%1"_s.arg(i));
        m_bench->add(paths);
        m_bench->stop();
        for (int i = 0; i < 10; ++i) {
            EngineThread engine(m_bench->config);
            QVERIFY(engine.start());
        } // ended while the queue is read and the first ones begin
        m_bench->start(50);
        QCOMPARE(m_bench->rows.size(), 300);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 300, 60'000);
    }

    void aDamagedStoreIsSetAside()
    {
        m_bench->config.settings.reset();
        writeFile(m_bench->config.storePath, QByteArray("this is no database ").repeated(500));
        m_bench->start();
        m_bench->pump();
        QVERIFY(std::ranges::any_of(m_bench->notices, [](const Notice &notice) {
            return notice.kind == Notice::Kind::StoreSetAside && QFile::exists(notice.path);
        }));
        m_bench->server.setFallback({.size = 10});
        m_bench->add({u"/a"_s});
        QTRY_COMPARE(m_bench->state(u"/a"_s), State::Done);
    }

    void aStoreThatCannotBeOpenedIsSaid()
    {
        m_bench->config.storePath = m_bench->folder.filePath(u"missing/sluice.db"_s);
        EngineThread engine(m_bench->config);
        const auto started = engine.start();
        QVERIFY(!started);
        QVERIFY(started.error().contains(u"missing"_s));
    }

    void aKillLosesSecondsAndNoBytes()
    {
        constexpr qint64 size = 6'000'000;
        m_bench->server.setScript(u"/a"_s, slow(size, 500'000));
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(QCoreApplication::applicationFilePath(),
            {u"--child"_s, m_bench->config.storePath, m_bench->files(), m_bench->server.url(u"/a"_s)});
        QVERIFY(process.waitForStarted());
        // Bytes are synced every five seconds, and the store follows within one.
        QTRY_VERIFY_WITH_TIMEOUT(
            !m_bench->server.requests().empty() && m_bench->server.requests()[0].bodyBytes > 3'500'000, 30'000);
        ::kill(pid_t(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished());
        QTRY_COMPARE(m_bench->server.runningRequests(), 0);

        m_bench->server.clearRecords();
        m_bench->server.setScript(u"/a"_s, slow(size, 0));
        m_bench->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(u"/a"_s), State::Done, 20'000);
        QVERIFY(m_bench->hasWhole(u"/a"_s, size));
        const auto requests = m_bench->server.requests();
        QCOMPARE(requests.size(), std::size_t(1));
        QVERIFY2(requests[0].range.startsWith("bytes="), "it began again");
        QVERIFY(requests[0].range.mid(6).chopped(1).toLongLong() >= 1'000'000);
        QCOMPARE(m_bench->names(), QStringList(u"a"_s));
    }

    void anEarlyKillLosesNoFile()
    {
        // Within the first seconds nothing is synced yet; the name must not be lost all the same.
        m_bench->server.setScript(u"/a"_s, slow(6'000'000, 300'000));
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(QCoreApplication::applicationFilePath(),
            {u"--child"_s, m_bench->config.storePath, m_bench->files(), m_bench->server.url(u"/a"_s)});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(
            !m_bench->server.requests().empty() && m_bench->server.requests()[0].bodyBytes > 700'000, 30'000);
        ::kill(pid_t(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished());
        m_bench->server.setScript(u"/a"_s, slow(6'000'000, 0));
        m_bench->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(u"/a"_s), State::Done, 20'000);
        QCOMPARE(m_bench->names(), QStringList(u"a"_s)); // neither "a (1)" nor an old part
        QVERIFY(m_bench->hasWhole(u"/a"_s, 6'000'000));
    }

    void oneRunTakesUnfinishedWorkUp_data()
    {
        QTest::addColumn<bool>("resume");
        QTest::addColumn<QString>("again");
        QTest::addColumn<bool>("range");
        QTest::newRow("is the same link gone on with?") << true << u"/a"_s << true;
        QTest::newRow("is another link left alone?") << true << u"/b"_s << false;
        QTest::newRow("does --no-resume start afresh?") << false << u"/a"_s << false;
    }

    void oneRunTakesUnfinishedWorkUp()
    {
        QFETCH(bool, resume);
        QFETCH(QString, again);
        QFETCH(bool, range);
        m_bench->config.oneRun = true;
        m_bench->config.resume = resume;
        for (const QString &path : {u"/a"_s, u"/b"_s})
            m_bench->server.setScript(path, slow(600'000, 300'000));
        m_bench->start();
        m_bench->add({u"/a"_s});
        QTRY_VERIFY(m_bench->bytes(u"/a"_s) > 100'000);
        m_bench->stop();
        m_bench->server.clearRecords();
        m_bench->events.clear();
        m_bench->start();
        QVERIFY(m_bench->rows.isEmpty()); // no list for people
        m_bench->add({again});
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(again), State::Done, 20'000);
        QVERIFY(m_bench->hasWhole(again, 600'000));
        QCOMPARE(m_bench->server.requests()[0].range.startsWith("bytes="), range);
        const QStringList expected = again == "/b"_L1 ? QStringList({u"a.part"_s, u"b"_s}) : QStringList(u"a"_s);
        QCOMPARE(m_bench->names(), expected);
        QCOMPARE(m_bench->wrongEvents(), QString());
        // What is done is forgotten: the same once more is a new download.
        m_bench->stop();
        m_bench->events.clear();
        m_bench->server.clearRecords();
        m_bench->start();
        m_bench->add({again});
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(again), State::Done, 20'000);
        QCOMPARE(m_bench->server.requests()[0].range, QByteArray());
    }

    void twoEnginesInOneFolderNeverShareAFile()
    {
        m_bench->server.setFallback({.size = 200'000, .etag = "\"v\"", .bytesPerSecond = 400'000});
        EngineConfig config = m_bench->config;
        config.storePath = m_bench->folder.filePath(u"other.db"_s);
        EngineThread other(config);
        QVERIFY(other.start());
        m_bench->start(20);
        QStringList paths;
        std::vector<download::Request> requests;
        for (int i = 0; i < 10; ++i) {
            // Other content, the same name.
            paths.append(u"/one%1/file.bin"_s.arg(i));
            requests.push_back(m_bench->request(u"/two%1/file.bin"_s.arg(i)));
        }
        other.add(std::move(requests), false);
        m_bench->add(paths);
        std::unordered_map<Id, Row> rows;
        const auto finished = [&] {
            for (const Row &row : other.takeDelta().changed)
                rows[row.id] = row;
            return m_bench->count(State::Done) == 10 && rows.size() == 10
                && std::ranges::all_of(rows, [](const auto &row) { return row.second.state == State::Done; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(finished(), 30'000);
        QCOMPARE(m_bench->names().size(), 20);
        for (const QString &path : paths)
            QVERIFY(m_bench->hasWhole(path, 200'000));
        for (const auto &[id, row] : rows) {
            const quint64 seed = demo::patternSeed(QUrl(row.url).path());
            QCOMPARE(sha256OfFile(row.path), demo::patternSha256(seed, 200'000));
        }
    }

    void aHundredThousandAreFine()
    {
        constexpr int count = 100'000;
        m_bench->config.settings.reset();
        m_bench->start();
        m_bench->engine().setLimit(1);
        m_bench->server.setFallback({.opening = demo::Opening::Silent});
        QStringList paths;
        paths.reserve(count);
        for (int i = 0; i < count; ++i)
            paths.append(u"/f%1"_s.arg(i));
        m_bench->add(paths);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->pump().rows.size(), count, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Waiting), count - 1, 60'000);
        QCOMPARE(m_bench->wrongTotals(), QString());
        QCOMPARE(m_bench->totals.unknownTotals, count);
        m_bench->engine().move({m_bench->id(u"/f99999"_s)}, MoveTo::Top);
        m_bench->stop();
        m_bench->events.clear();
        m_bench->start();
        QCOMPARE(m_bench->rows.size(), count);
        // The one that was moved is the first now.
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(u"/f99999"_s), State::Connecting, 30'000);
        std::vector<Id> ids(m_bench->rows.keyBegin(), m_bench->rows.keyEnd());
        m_bench->engine().pause(ids);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Paused), count, 60'000);
        m_bench->engine().remove(ids, RemoveFiles::All);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->pump().rows.size(), 0, 60'000);
        QTRY_COMPARE(m_bench->pump().totals.byState, decltype(Totals::byState){});
        m_bench->stop();
        m_bench->start();
        QCOMPARE(m_bench->rows.size(), 0);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == "--child"_L1)
        return child(QCoreApplication::arguments());
    TestEngineRestart test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_engine_restart.moc"
