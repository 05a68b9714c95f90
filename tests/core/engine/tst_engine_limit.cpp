// SPDX-License-Identifier: MIT
// The limit, the order of the queue, and the hosts.
#include "tests/core/engine/engine_bench.h"

#include <QTest>

using namespace sluice;
using namespace sluice::engine;
using namespace sluice::test;
using namespace Qt::StringLiterals;
using download::State;

namespace {

QStringList paths(int count, const QString &prefix = u"/f"_s)
{
    QStringList list;
    for (int i = 0; i < count; ++i)
        list.append(prefix + QString::number(i));
    return list;
}

} // namespace

class TestEngineLimit : public QObject
{
    Q_OBJECT

    std::unique_ptr<EngineBench> m_bench;

    /// The paths in the order in which the server was asked for them.
    QStringList asked()
    {
        QStringList list;
        for (const demo::RequestRecord &record : m_bench->server.requests())
            list.append(record.path);
        return list;
    }
    Settings with(int limit, download::Lowering lowering = download::Lowering::Drain, int hostLimit = 0)
    {
        Settings settings = m_bench->engine().settings();
        settings.limit = limit;
        settings.lowering = lowering;
        settings.hostLimit = hostLimit;
        return settings;
    }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<EngineBench>(); }
    void cleanup()
    {
        QCOMPARE(m_bench->wrongEvents(), QString());
        m_bench.reset();
    }

    void isRespectedAtEveryMoment()
    {
        m_bench->server.setFallback({.size = 20'000, .delayBeforeHeadMs = 5});
        m_bench->start(7);
        m_bench->add(paths(200));
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 200, 60'000);
        QVERIFY(m_bench->server.concurrentPeak() <= 7);
        QVERIFY(m_bench->server.concurrentPeak() >= 5);
        QTRY_COMPARE(m_bench->pump().totals.active, 0);
        QCOMPARE(m_bench->wrongTotals(), QString());
        QCOMPARE(m_bench->totals.bytesLeft, 0);
        QCOMPARE(m_bench->totals.byState[std::size_t(State::Done)], 200);
        for (const Row &row : std::as_const(m_bench->rows)) {
            QCOMPARE(m_bench->countEvents(row.id, StateEvent::Kind::Added), 1);
            QCOMPARE(m_bench->countEvents(row.id, StateEvent::Kind::Done), 1);
            QCOMPARE(m_bench->countEvents(row.id, StateEvent::Kind::Failed), 0);
            QCOMPARE(row.bytes, 20'000);
        }
    }

    void raisedItStartsTheWaitingAtOnce()
    {
        m_bench->server.setFallback({.opening = demo::Opening::Silent});
        m_bench->start(1);
        m_bench->add(paths(6));
        QTRY_COMPARE(m_bench->server.runningRequests(), 1);
        m_bench->engine().setLimit(4);
        QTRY_COMPARE(m_bench->server.runningRequests(), 4);
        QTRY_COMPARE(m_bench->pump().totals.active, 4);
        QCOMPARE(m_bench->totals.limit, 4);
        QCOMPARE(m_bench->count(State::Waiting), 2);
    }

    void nonsenseIsClamped()
    {
        m_bench->start();
        m_bench->engine().setLimit(0);
        QCOMPARE(m_bench->engine().settings().limit, download::kMinLimit);
        m_bench->engine().setLimit(-5);
        QCOMPARE(m_bench->engine().settings().limit, download::kMinLimit);
        m_bench->engine().setLimit(1'000'000);
        QCOMPARE(m_bench->engine().settings().limit, download::kMaxLimit);
        QTRY_COMPARE(m_bench->pump().totals.limit, download::kMaxLimit);
    }

    void loweredItDrains()
    {
        m_bench->server.setFallback({.size = 300'000, .etag = "\"v\"", .bytesPerSecond = 300'000});
        m_bench->start(6);
        m_bench->add(paths(10));
        QTRY_COMPARE(m_bench->count(State::Receiving), 6);
        m_bench->engine().setLimit(2);
        QTRY_COMPARE(int(std::ranges::count_if(m_bench->pump().rows, [](const Row &row) { return row.draining; })), 4);
        QVERIFY(m_bench->notices.empty());
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 6, 20'000); // nobody was stopped
        m_bench->server.clearRecords();
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 10, 20'000);
        QVERIFY(m_bench->server.concurrentPeak() <= 2);
        for (const Row &row : std::as_const(m_bench->rows)) {
            QCOMPARE(row.attempts, 1);
            QVERIFY(!row.draining);
        }
    }

    void loweredItParks()
    {
        m_bench->server.setFallback({.size = 600'000, .etag = "\"v\"", .bytesPerSecond = 300'000});
        m_bench->start(4);
        m_bench->add(paths(4));
        QTRY_COMPARE(m_bench->pump().rows.size(), 4);
        QTRY_VERIFY(std::ranges::all_of(m_bench->pump().rows, [](const Row &row) { return row.bytes > 50'000; }));
        m_bench->engine().setSettings(with(1, download::Lowering::Park));
        QTRY_COMPARE(m_bench->count(State::Waiting), 3);
        QCOMPARE(m_bench->state(u"/f0"_s), State::Receiving); // the oldest goes on
        QCOMPARE(m_bench->notices.size(), std::size_t(1));
        QCOMPARE(int(m_bench->notices[0].kind), int(Notice::Kind::LimitParked));
        QCOMPARE(m_bench->notices[0].count, 3);
        QTRY_COMPARE(m_bench->server.runningRequests(), 1);
        for (int i = 1; i < 4; ++i)
            QVERIFY(m_bench->bytes(u"/f%1"_s.arg(i)) > 0); // they keep their bytes
        m_bench->server.clearRecords();
        m_bench->engine().setLimit(4);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 4, 20'000);
        QCOMPARE(asked().size(), 3);
        for (const demo::RequestRecord &record : m_bench->server.requests()) {
            QVERIFY(record.range.startsWith("bytes="));
            QCOMPARE(record.header("If-Range"), "\"v\"");
        }
        for (int i = 0; i < 4; ++i)
            QVERIFY(m_bench->hasWhole(u"/f%1"_s.arg(i), 600'000));
    }

    void turnedAllTheTimeItIsStillRespected()
    {
        m_bench->server.setFallback({.size = 30'000, .etag = "\"v\"", .bytesPerSecond = 600'000});
        m_bench->start(8);
        m_bench->add(paths(120));
        for (int turn = 0; m_bench->count(State::Done) < 120; ++turn) {
            QVERIFY(turn < 3000);
            m_bench->engine().setSettings(
                with(1 + turn * 5 % 8, turn % 2 == 0 ? download::Lowering::Park : download::Lowering::Drain, turn % 3));
            QTest::qWait(10);
        }
        QVERIFY(m_bench->server.concurrentPeak() <= 8);
        QTRY_COMPARE(m_bench->pump().totals.active, 0);
        for (const QString &path : paths(120))
            QVERIFY(m_bench->hasWhole(path, 30'000));
    }

    void theOrderDecidesWhoIsNext_data()
    {
        QTest::addColumn<int>("where");
        QTest::addColumn<QString>("which");
        QTest::addColumn<QStringList>("order"); ///< behind /f0, which runs
        QTest::newRow("does the top go first?")
            << int(MoveTo::Top) << u"/f4"_s << QStringList{u"/f4"_s, u"/f1"_s, u"/f2"_s, u"/f3"_s};
        QTest::newRow("does one go up?") << int(MoveTo::Up) << u"/f3"_s
                                         << QStringList{u"/f1"_s, u"/f3"_s, u"/f2"_s, u"/f4"_s};
        QTest::newRow("does one go down?")
            << int(MoveTo::Down) << u"/f1"_s << QStringList{u"/f2"_s, u"/f1"_s, u"/f3"_s, u"/f4"_s};
        QTest::newRow("does the bottom go last?")
            << int(MoveTo::Bottom) << u"/f1"_s << QStringList{u"/f2"_s, u"/f3"_s, u"/f4"_s, u"/f1"_s};
    }

    void theOrderDecidesWhoIsNext()
    {
        QFETCH(int, where);
        QFETCH(QString, which);
        QFETCH(QStringList, order);
        m_bench->server.setFallback({.size = 10, .delayBeforeHeadMs = 100});
        m_bench->server.setScript(u"/f0"_s, {.size = 10, .delayBeforeHeadMs = 500});
        m_bench->start(1);
        m_bench->add(paths(5));
        m_bench->engine().move({m_bench->id(which)}, MoveTo(where));
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 5, 20'000);
        QCOMPARE(asked(), QStringList(u"/f0"_s) + order);
    }

    void theOrderSurvives()
    {
        m_bench->config.settings.reset();
        m_bench->start();
        m_bench->add(paths(5), true);
        m_bench->engine().move({m_bench->id(u"/f3"_s)}, MoveTo::Top);
        m_bench->engine().move({m_bench->id(u"/f0"_s)}, MoveTo::Bottom);
        m_bench->stop();
        m_bench->events.clear();
        m_bench->start();
        QList<Row> rows = m_bench->rows.values();
        std::ranges::sort(rows, {}, &Row::order);
        QStringList order;
        for (const Row &row : rows)
            order.append(QUrl(row.url).path());
        QCOMPARE(order, QStringList({u"/f3"_s, u"/f1"_s, u"/f2"_s, u"/f4"_s, u"/f0"_s}));
    }

    void oneThatFailsDoesNotAffectOthers()
    {
        m_bench->server.setFallback({.size = 10'000});
        m_bench->server.setScript(u"/f1"_s, demo::failure(404));
        m_bench->server.setScript(u"/f3"_s, {.opening = demo::Opening::Garbage});
        m_bench->server.setScript(u"/f5"_s, {.opening = demo::Opening::Reset});
        m_bench->config.settings->retries = 1;
        m_bench->start(2);
        m_bench->add(paths(12));
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 9, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Failed), 3, 30'000);
        QTRY_COMPARE(m_bench->pump().totals.active, 0);
        QCOMPARE(m_bench->row(u"/f1"_s).error->httpStatus, 404);
        QCOMPARE(m_bench->wrongTotals(), QString());
    }

    void aHostHasItsOwnLimit()
    {
        m_bench->server.setFallback({.size = 10'000, .delayBeforeHeadMs = 30});
        m_bench->config.settings->hostLimit = 2;
        demo::LoopbackServer other;
        QVERIFY(other.start());
        other.setFallback({.opening = demo::Opening::Silent});
        m_bench->start(6);
        m_bench->add(paths(20));
        download::Request elsewhere = m_bench->request(u"/x"_s);
        elsewhere.url = other.url(u"/x"_s);
        m_bench->engine().add({elsewhere}, false);
        QTRY_COMPARE(other.runningRequests(), 1); // passes those that wait for the full host
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 20, 30'000);
        QVERIFY(m_bench->server.concurrentPeak() <= 2);
        QVERIFY(std::ranges::any_of(
            m_bench->events, [](const StateEvent &e) { return e.why == download::WaitReason::HostSlot; }));
    }

    void aSlowDiskHoldsUpNoMoreThanTheLimit()
    {
        // The first file takes long to unpack, and the others go to the same disk.
        demo::Script packed;
        packed.body = QByteArray(96 * 1024 * 1024, '\0');
        packed.gzip = true;
        m_bench->server.setScript(u"/f0"_s, packed);
        m_bench->server.setFallback({.size = 1'000});
        m_bench->config.settings->hostLimit = 1;
        m_bench->start(1);
        m_bench->add(paths(4));
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 4, 60'000);
        const auto when = [this](const QString &path, State state) {
            const Id id = m_bench->id(path);
            return std::ranges::find_if(m_bench->events, [id, state](const StateEvent &event) {
                return event.id == id && event.state == state;
            }) - m_bench->events.begin();
        };
        // The slot is free while the disk is busy with one; the next that is complete keeps it.
        QVERIFY(when(u"/f1"_s, State::Connecting) > when(u"/f0"_s, State::Verifying));
        QVERIFY(when(u"/f1"_s, State::Connecting) < when(u"/f0"_s, State::Done));
        QVERIFY(when(u"/f2"_s, State::Connecting) > when(u"/f1"_s, State::Done));
        QCOMPARE(m_bench->server.concurrentPeak(), 1);
        QTRY_COMPARE(m_bench->pump().totals.active, 0);
    }

    void aBackoffLeavesItsHostToOthers()
    {
        m_bench->server.setFallback({.size = 10});
        m_bench->server.setScript(u"/f0"_s, demo::failure(503, "3600"));
        m_bench->config.settings->hostLimit = 1;
        m_bench->start(3);
        m_bench->add(paths(4));
        QTRY_COMPARE(m_bench->count(State::Done), 3); // nobody waits an hour for them
        QCOMPARE(m_bench->state(u"/f0"_s), State::Backoff);
        m_bench->engine().retry({m_bench->id(u"/f0"_s)});
        QTRY_COMPARE(int(m_bench->server.requests(u"/f0"_s).size()), 2);
        m_bench->server.setScript(u"/f0"_s, {.size = 10});
        QTRY_COMPARE(m_bench->state(u"/f0"_s), State::Backoff);
        m_bench->engine().retry({m_bench->id(u"/f0"_s)});
        QTRY_COMPARE(m_bench->count(State::Done), 4);
        QCOMPARE(m_bench->server.concurrentPeak(), 1);
    }

    void aHostIsNeverLost()
    {
        // Backoffs, stops at every moment and readmissions, with one place at the host: in the end all are done.
        m_bench->config.settings->hostLimit = 1;
        m_bench->config.settings->retries = 50;
        m_bench->config.settings->retryWaitMs = 1;
        const demo::Script fine{.size = 5'000};
        for (const QString &path : paths(12))
            m_bench->server.setScripts(path, demo::failFirst(3, demo::failure(503), fine));
        m_bench->start(2);
        m_bench->add(paths(12));
        m_bench->id(u"/f11"_s);
        std::vector<Id> ids(m_bench->rows.keyBegin(), m_bench->rows.keyEnd());
        for (int turn = 0; turn < 60; ++turn) {
            const Id id = ids[std::size_t(turn * 7 % 12)];
            if (turn % 3 == 0)
                m_bench->engine().retry({id});
            m_bench->engine().pause({id});
            m_bench->engine().resume({id});
            QTest::qWait(3);
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 12, 30'000);
        QCOMPARE(m_bench->server.concurrentPeak(), 1);
        QTRY_COMPARE(m_bench->pump().totals.active, 0);
    }
};

QTEST_GUILESS_MAIN(TestEngineLimit)
#include "tst_engine_limit.moc"
