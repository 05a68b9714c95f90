// SPDX-License-Identifier: MIT
// Pause, resume, cancel, retry and remove, in every state and at every moment.
#include "tests/core/engine/engine_bench.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sluice;
using namespace sluice::engine;
using namespace sluice::test;
using namespace Qt::StringLiterals;
using download::State;

namespace {

constexpr qint64 kSize = 400'000;

demo::Script slow()
{
    return {.size = kSize, .etag = "\"v\"", .bytesPerSecond = 400'000};
}

} // namespace

class TestEngineCommands : public QObject
{
    Q_OBJECT

    std::unique_ptr<EngineBench> m_bench;

    /// Starts one download and brings it into this state; returns its id.
    Id bring(State state)
    {
        demo::LoopbackServer &server = m_bench->server;
        switch (state) {
        case State::Queued:
        case State::Waiting:
            server.setScript(u"/first"_s, {.opening = demo::Opening::Silent});
            m_bench->add({u"/first"_s});
            server.setScript(u"/a"_s, slow());
            break;
        case State::Connecting:
            server.setScripts(u"/a"_s, demo::failFirst(1, {.opening = demo::Opening::Silent}, slow()));
            break;
        case State::Stalled: {
            demo::Script silent = slow();
            silent.stallAfterBytes = 100'000;
            server.setScripts(u"/a"_s, demo::failFirst(1, silent, slow()));
            break;
        }
        case State::Backoff:
            server.setScripts(u"/a"_s, demo::failFirst(1, demo::failure(503, "3600"), slow()));
            break;
        case State::Failed:
            server.setScripts(u"/a"_s, demo::failFirst(1, demo::failure(404), slow()));
            break;
        case State::Done:
            server.setScript(u"/a"_s, {.size = kSize});
            break;
        default:
            server.setScript(u"/a"_s, slow());
        }
        m_bench->add({u"/a"_s}, state == State::Paused);
        const Id id = m_bench->id(u"/a"_s);
        if (state == State::Cancelled)
            m_bench->engine().cancel({id});
        const State waits = state == State::Queued ? State::Waiting : state;
        if (!QTest::qWaitFor([&] { return m_bench->is(u"/a"_s, waits); }, 15'000))
            qWarning("it is %s", qPrintable(download::stateName(m_bench->state(u"/a"_s))));
        return id;
    }

    static void everyState()
    {
        QTest::addColumn<int>("state");
        for (const State state : {State::Waiting, State::Connecting, State::Receiving, State::Stalled, State::Backoff,
                 State::Paused, State::Done, State::Failed, State::Cancelled})
            QTest::addRow("when it is %s?", qPrintable(download::stateName(state))) << int(state);
    }
    /// Nothing runs any more but what was not asked to end.
    void verifyIdle(int active = 0)
    {
        QTRY_COMPARE(m_bench->pump().totals.active, active);
        QTRY_COMPARE(m_bench->server.runningRequests(), active);
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<EngineBench>();
        m_bench->start(1);
    }
    void cleanup()
    {
        QCOMPARE(m_bench->wrongEvents(), QString());
        QCOMPARE(m_bench->wrongTotals(), QString());
        m_bench.reset();
    }

    void pausesAndResumes_data() { everyState(); }
    void pausesAndResumes()
    {
        QFETCH(int, state);
        const Id id = bring(State(state));
        const bool ended = download::isFinal(State(state));
        m_bench->engine().pause({id});
        m_bench->engine().pause({id});
        QTRY_COMPARE(m_bench->state(u"/a"_s), ended ? State(state) : State::Paused);
        verifyIdle(State(state) == State::Waiting ? 1 : 0);
        m_bench->engine().cancel({m_bench->row(u"/first"_s).id});
        m_bench->engine().resume({id});
        m_bench->engine().resume({id});
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(u"/a"_s), State::Done, 15'000);
        QVERIFY(m_bench->hasWhole(u"/a"_s, kSize));
        verifyIdle();
    }

    void resumeTakesAPauseBack_data() { everyState(); }
    void resumeTakesAPauseBack()
    {
        QFETCH(int, state);
        const Id id = bring(State(state));
        m_bench->engine().cancel({m_bench->row(u"/first"_s).id});
        for (int i = 0; i < 5; ++i) {
            m_bench->engine().pause({id});
            m_bench->engine().resume({id});
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(u"/a"_s), State::Done, 15'000);
        QVERIFY(m_bench->hasWhole(u"/a"_s, kSize));
        verifyIdle();
    }

    void cancels_data() { everyState(); }
    void cancels()
    {
        QFETCH(int, state);
        const Id id = bring(State(state));
        m_bench->engine().cancel({id});
        m_bench->engine().cancel({id});
        m_bench->engine().pause({id}); // too late
        const State after = State(state) == State::Done ? State::Done : State::Cancelled;
        QTRY_COMPARE(m_bench->state(u"/a"_s), after);
        QTRY_COMPARE(m_bench->names(), after == State::Done ? QStringList(u"a"_s) : QStringList());
        verifyIdle(State(state) == State::Waiting ? 1 : 0);
        QCOMPARE(m_bench->bytes(u"/a"_s), after == State::Done ? kSize : 0);
        QCOMPARE(m_bench->countEvents(id, StateEvent::Kind::Cancelled), after == State::Done ? 0 : 1);
    }

    void retries_data() { everyState(); }
    void retries()
    {
        QFETCH(int, state);
        const Id id = bring(State(state));
        m_bench->engine().retry({id});
        m_bench->engine().retry({id});
        if (State(state) == State::Connecting || State(state) == State::Stalled) {
            QTRY_COMPARE(m_bench->pump().totals.active, 1); // it is being tried
            m_bench->engine().pause({id});
            m_bench->engine().retry({id});
        }
        m_bench->engine().cancel({m_bench->row(u"/first"_s).id});
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(u"/a"_s), State::Done, 15'000);
        QVERIFY(m_bench->hasWhole(u"/a"_s, kSize));
        verifyIdle();
    }

    void removes_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("files");
        QTest::addColumn<QStringList>("left");
        const QStringList part{u"a.part"_s};
        const QStringList whole{u"a"_s};
        const auto row = [](const char *name, State state, RemoveFiles files, const QStringList &left) {
            QTest::newRow(name) << int(state) << int(files) << left;
        };
        row("does a finished file stay?", State::Done, RemoveFiles::Keep, whole);
        row("does a finished file stay when parts go?", State::Done, RemoveFiles::PartsOnly, whole);
        row("does a finished file go when asked?", State::Done, RemoveFiles::All, {});
        row("does a running one's part stay?", State::Receiving, RemoveFiles::Keep, part);
        row("does a running one's part go when asked?", State::Receiving, RemoveFiles::PartsOnly, {});
        row("does a stalled one's part go with all?", State::Stalled, RemoveFiles::All, {});
        row("does a stalled one's part stay?", State::Stalled, RemoveFiles::Keep, part);
        row("does a waiting one go?", State::Waiting, RemoveFiles::Keep, {});
        row("does one that backs off go?", State::Backoff, RemoveFiles::Keep, {});
        row("does one that connects go?", State::Connecting, RemoveFiles::All, {});
        row("does a paused one go?", State::Paused, RemoveFiles::Keep, {});
        row("does a failed one go?", State::Failed, RemoveFiles::All, {});
        row("does a cancelled one go?", State::Cancelled, RemoveFiles::Keep, {});
    }

    void removes()
    {
        QFETCH(int, state);
        QFETCH(int, files);
        QFETCH(QStringList, left);
        const Id id = bring(State(state));
        if (State(state) == State::Receiving)
            QTRY_VERIFY(m_bench->names() == QStringList(u"a.part"_s));
        m_bench->engine().remove({id}, RemoveFiles(files));
        m_bench->engine().remove({id}, RemoveFiles(files));
        m_bench->engine().retry({id}); // does not bring it back
        m_bench->engine().resume({id});
        QTRY_VERIFY(m_bench->row(u"/a"_s).id == 0);
        verifyIdle(State(state) == State::Waiting ? 1 : 0);
        QTRY_COMPARE(m_bench->names(), left);
        QCOMPARE(m_bench->countEvents(id, StateEvent::Kind::Removed), 1);
        m_bench->stop();
        m_bench->events.clear();
        m_bench->start(1);
        QCOMPARE(m_bench->row(u"/a"_s).id, 0); // nor does the next start
        m_bench->engine().remove({m_bench->row(u"/first"_s).id}, RemoveFiles::Keep);
    }

    void aRemovalAfterACancelStillDeletesThePart()
    {
        const Id id = bring(State::Receiving);
        QTRY_VERIFY(m_bench->names() == QStringList(u"a.part"_s));
        m_bench->engine().cancel({id});
        m_bench->engine().remove({id}, RemoveFiles::Keep);
        QTRY_VERIFY(m_bench->row(u"/a"_s).id == 0);
        QTRY_COMPARE(m_bench->names(), QStringList());
    }

    void goesOnWithItsBytes()
    {
        const Id id = bring(State::Receiving);
        QTRY_VERIFY(m_bench->bytes(u"/a"_s) > 50'000);
        m_bench->engine().pause({id});
        QTRY_COMPARE(m_bench->state(u"/a"_s), State::Paused);
        const qint64 held = m_bench->bytes(u"/a"_s);
        QVERIFY(held > 50'000);
        QVERIFY(QFileInfo(m_bench->file(u"a.part"_s)).size() >= held);
        m_bench->engine().resume({id});
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(u"/a"_s), State::Done, 15'000);
        const auto requests = m_bench->server.requests();
        QCOMPARE(requests.back().range, "bytes=" + QByteArray::number(held) + '-');
        QVERIFY(m_bench->hasWhole(u"/a"_s, kSize));
    }

    void aRetryHasAFreshCountOfAttempts()
    {
        m_bench->config.settings->retries = 2;
        m_bench->config.settings->retryWaitMs = 1;
        m_bench->stop();
        m_bench->start(1);
        m_bench->server.setScript(u"/a"_s, demo::failure(503));
        m_bench->add({u"/a"_s});
        QTRY_COMPARE(m_bench->state(u"/a"_s), State::Failed);
        QCOMPARE(m_bench->server.requests().size(), std::size_t(3));
        m_bench->engine().retry({m_bench->id(u"/a"_s)});
        QTRY_COMPARE(m_bench->row(u"/a"_s).attempts, 6);
        QTRY_COMPARE(m_bench->state(u"/a"_s), State::Failed);
        QCOMPARE(m_bench->server.requests().size(), std::size_t(6));
    }

    void strangersAreIgnored()
    {
        const Id id = bring(State::Paused);
        for (const Id stranger : {Id(0), Id(-1), id + 1000}) {
            m_bench->engine().pause({stranger});
            m_bench->engine().resume({stranger});
            m_bench->engine().cancel({stranger});
            m_bench->engine().retry({stranger});
            m_bench->engine().remove({stranger}, RemoveFiles::All);
            m_bench->engine().move({stranger}, MoveTo::Top);
        }
        m_bench->engine().resume({id});
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(u"/a"_s), State::Done, 15'000);
    }

    void detailsComeForTheWatchedOne()
    {
        const Id id = bring(State::Failed);
        m_bench->engine().watch(id);
        QTRY_VERIFY(m_bench->pump().details && m_bench->details->id == id);
        QCOMPARE(m_bench->details->attempts.size(), std::size_t(1));
        QCOMPARE(m_bench->details->attempts[0].error->httpStatus, 404);
        m_bench->engine().retry({id});
        QTRY_VERIFY(m_bench->pump().details->attempts.size() == 2);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->state(u"/a"_s), State::Done, 15'000);
        QTRY_COMPARE(m_bench->pump().details->attempts[1].httpStatus, 200);
        QVERIFY(m_bench->details->attempts[0].error); // stays readable
    }

    void anythingAtAnyMoment()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        m_bench->stop();
        m_bench->config.settings->retryWaitMs = 5;
        m_bench->config.settings->retries = 100;
        m_bench->start(4);
        QStringList paths;
        for (int i = 0; i < 16; ++i) {
            const QString path = u"/f%1"_s.arg(i);
            demo::Script script{.size = 60'000, .etag = "\"v\"", .bytesPerSecond = 1'000'000};
            demo::Script broken = script;
            broken.resetAfterBytes = 20'000;
            m_bench->server.setScripts(
                path, {demo::failure(503), broken, broken, script, demo::failure(503), broken, script});
            paths.append(path);
        }
        m_bench->add(paths);
        m_bench->id(paths.back());
        const std::vector<Id> ids(m_bench->rows.keyBegin(), m_bench->rows.keyEnd());
        for (int step = 0; step < 400; ++step) {
            const Id id = ids[random.bounded(quint32(ids.size()))];
            EngineThread &engine = m_bench->engine();
            switch (random.bounded(6)) {
            case 0:
                engine.pause({id});
                break;
            case 1:
                engine.resume({id});
                break;
            case 2:
                engine.retry({id});
                break;
            case 3:
                engine.cancel({id});
                break;
            case 4:
                engine.move({id}, MoveTo(random.bounded(4)));
                break;
            default:
                engine.setLimit(1 + random.bounded(5));
            }
            if (random.bounded(4) == 0)
                QTest::qWait(2);
        }
        QVERIFY(m_bench->server.concurrentPeak() <= 5);
        m_bench->engine().setLimit(4);
        m_bench->engine().resume(ids);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 16, 30'000);
        for (const QString &path : paths)
            QVERIFY(m_bench->hasWhole(path, 60'000));
        QCOMPARE(m_bench->names().filter(u".part"_s), QStringList());
        verifyIdle();
    }
};

QTEST_GUILESS_MAIN(TestEngineCommands)
#include "tst_engine_commands.moc"
