// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/core/http/fetching.h"
#include "tests/support/certificates.h"
#include "tests/support/nginx.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::test;
using http::BodySink;
using http::Client;

namespace {

/// A token that was triggered before anybody saw it.
std::stop_token triggered()
{
    const auto source = std::make_unique<std::stop_source>(); // on the stack GCC 12 warns without reason
    source->request_stop();
    return source->get_token();
}

} // namespace

/// Stopping a fetch, wherever it is: nothing is called afterwards, and everything it had is given back.
class TestClientStops : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void beforeItBegins();
    void atOnce_data();
    void atOnce();
    void whileItWaits_data();
    void whileItWaits();
    void fromTheSink_data();
    void fromTheSink();
    void whilePaused();
    void resumedAfterTheStop();
    void whileTheRateHoldsIt();
    void fromAnotherThread();
    void afterTheEnd();
    void duringARedirect();
    void manyAtOnce_data();
    void manyAtOnce();
    void theClientGoesOn();

private:
    const Certificates m_certificates;
    demo::LoopbackServer m_server;
    std::unique_ptr<Client> m_client;
};

void TestClientStops::initTestCase()
{
    forgetProxies();
    QVERIFY(m_server.start());
    m_server.setScript(u"/f"_s, {.size = 5000});
    m_server.setScript(u"/large"_s, {.size = 256 * 1024 * 1024});
    m_server.setScript(u"/silent"_s, {.opening = demo::Opening::Silent});
    m_server.setScript(u"/stalls"_s, {.size = 100'000, .stallAfterBytes = 50'000});
}

void TestClientStops::init()
{
    m_client = std::make_unique<Client>();
    m_server.setAcceptMode(demo::AcceptMode::Serve);
    m_server.clearRecords();
}

void TestClientStops::beforeItBegins()
{
    Collector sink;
    QVERIFY_THROWS_EXCEPTION(
        async::Stopped, waitForTask(m_client->fetch(get(m_server.url(u"/f"_s)), &sink, triggered())));
    QCOMPARE(sink.calls(), 0);
    QCOMPARE(m_client->running(), 0);
    QCOMPARE(m_server.connectionCount(), 0);
}

void TestClientStops::atOnce_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("is an address given up?") << m_server.url(u"/f"_s);
    QTest::newRow("is a name look-up given up?") << u"http://localhost:%1/f"_s.arg(m_server.port());
    QTest::newRow("is a name that fails given up?") << u"http://"_s + QString(64, u'a') + u".invalid/"_s;
}

void TestClientStops::atOnce()
{
    QFETCH(QString, url);
    Fetch fetch(*m_client, get(url));
    QCOMPARE(m_client->running(), 1);
    fetch.stop.request_stop();
    QVERIFY(fetch.wait());
    QVERIFY(fetch.wasStopped());
    QCOMPARE(fetch.sink.calls(), 0);
    QCOMPARE(m_client->running(), 0);
}

void TestClientStops::whileItWaits_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<demo::AcceptMode>("mode");
    QTest::addColumn<qint64>("taken");
    using demo::AcceptMode;
    QTest::newRow("for the TLS handshake?")
        << u"https://127.0.0.1:%1/f"_s.arg(m_server.port()) << AcceptMode::Silent << qint64{0};
    QTest::newRow("for the head?") << m_server.url(u"/silent"_s) << AcceptMode::Serve << qint64{0};
    QTest::newRow("for the body?") << m_server.url(u"/stalls"_s) << AcceptMode::Serve << qint64{50'000};
}

void TestClientStops::whileItWaits()
{
    QFETCH(QString, url);
    QFETCH(demo::AcceptMode, mode);
    QFETCH(qint64, taken);
    m_server.setAcceptMode(mode);
    Fetch fetch(*m_client, get(url));
    QTRY_COMPARE_WITH_TIMEOUT(m_server.openConnections(), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(fetch.sink.taken, taken, kPatience);
    const int calls = fetch.sink.calls();
    fetch.stop.request_stop();
    QVERIFY(fetch.wait());
    QVERIFY(fetch.wasStopped());
    QCOMPARE(fetch.sink.calls(), calls);
    QCOMPARE(m_client->running(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_server.openConnections(), 0, kPatience);
}

void TestClientStops::fromTheSink_data()
{
    QTest::addColumn<int>("call"); // 0 is the head, then the bodies
    QTest::newRow("within the head?") << 0;
    QTest::newRow("within the first bytes?") << 1;
    QTest::newRow("within later bytes?") << 20;
}

void TestClientStops::fromTheSink()
{
    QFETCH(int, call);
    class Stopper : public Collector
    {
    public:
        std::stop_source stop;
        int at = 0;
        std::expected<void, Error> onHead(const http::ResponseHead &head) override
        {
            if (at == 0)
                stop.request_stop();
            return Collector::onHead(head);
        }
    } sink;
    sink.at = call;
    sink.decide = [&](std::span<const char>) {
        if (sink.bodyCalls == call)
            sink.stop.request_stop();
        return BodySink::Take::All;
    };
    QVERIFY_THROWS_EXCEPTION(async::Stopped,
        waitForTask(m_client->fetch(get(m_server.url(u"/large"_s)), &sink, sink.stop.get_token()), kPatience));
    QCOMPARE(sink.bodyCalls, call);
    QCOMPARE(m_client->running(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_server.openConnections(), 0, kPatience);
    QCOMPARE(sink.bodyCalls, call);
}

void TestClientStops::whilePaused()
{
    Fetch fetch(*m_client, get(m_server.url(u"/large"_s)));
    fetch.sink.decide = [](std::span<const char>) {
        return BodySink::Take::None;
    };
    QTRY_COMPARE_WITH_TIMEOUT(fetch.sink.bodyCalls, 1, kPatience);
    fetch.stop.request_stop();
    QVERIFY(fetch.wait());
    QVERIFY(fetch.wasStopped());
    QCOMPARE(fetch.sink.bodyCalls, 1);
    fetch.sink.resumeBody();
    QCOMPARE(fetch.sink.bodyCalls, 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_server.openConnections(), 0, kPatience);
}

void TestClientStops::resumedAfterTheStop()
{
    Fetch fetch(*m_client, get(m_server.url(u"/large"_s)));
    fetch.sink.decide = [](std::span<const char>) {
        return BodySink::Take::None;
    };
    QTRY_COMPARE_WITH_TIMEOUT(fetch.sink.bodyCalls, 1, kPatience);
    fetch.stop.request_stop();
    fetch.sink.resumeBody(); // the coroutine has not run yet: the transfer still stands
    QCOMPARE(fetch.sink.bodyCalls, 1);
    QVERIFY(fetch.wait());
    QVERIFY(fetch.wasStopped());
    QCOMPARE(fetch.sink.bodyCalls, 1);
}

void TestClientStops::whileTheRateHoldsIt()
{
    m_client->setRateLimit(100);
    Fetch first(*m_client, get(m_server.url(u"/large"_s)));
    Fetch second(*m_client, get(m_server.url(u"/large"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(first.sink.taken + second.sink.taken > 0, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!first.sink.heads.empty() && !second.sink.heads.empty(), kPatience);
    first.stop.request_stop();
    second.stop.request_stop();
    QVERIFY(first.wait() && second.wait());
    QVERIFY(first.wasStopped() && second.wasStopped());
    m_client->setRateLimit(0); // nobody is left waiting there
    QCOMPARE(m_client->running(), 0);
}

void TestClientStops::fromAnotherThread()
{
    for (int i = 0; i < 20; ++i) {
        Fetch fetch(*m_client, get(m_server.url(u"/large"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(fetch.sink.bodyCalls > i, kPatience);
        std::thread other([&fetch] { fetch.stop.request_stop(); });
        other.join();
        const int calls = fetch.sink.calls();
        QVERIFY(fetch.wait());
        QVERIFY(fetch.wasStopped());
        QCOMPARE(fetch.sink.calls(), calls);
    }
    QCOMPARE(m_client->running(), 0);
}

void TestClientStops::afterTheEnd()
{
    Fetch fetch(*m_client, get(m_server.url(u"/f"_s)));
    QVERIFY(fetch.wait());
    fetch.stop.request_stop();
    QVERIFY(!fetch.wasStopped());
    QVERIFY(fetch.isGood());
    QCOMPARE(m_client->running(), 0);
}

void TestClientStops::duringARedirect()
{
    m_server.setScript(u"/start"_s, {.status = 302, .size = 50'000, .stallAfterBytes = 20'000, .location = "/f"});
    Fetch fetch(*m_client, get(m_server.url(u"/start"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(m_server.runningRequests(), 1, kPatience);
    fetch.stop.request_stop();
    QVERIFY(fetch.wait());
    QVERIFY(fetch.wasStopped());
    QCOMPARE(fetch.sink.calls(), 0);
    QCOMPARE(m_server.requests(u"/f"_s).size(), std::size_t{0});
}

void TestClientStops::manyAtOnce_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("on connections of their own?") << false;
    QTest::newRow("on a shared HTTP/2 connection?") << true;
}

void TestClientStops::manyAtOnce()
{
    QFETCH(bool, tls);
    Nginx nginx(NginxOptions{.certificate = &m_certificates.good()});
    nginx.addPattern(u"large"_s, 4'000'000);
    const QString url = tls ? nginx.httpsUrl(u"/large"_s) : m_server.url(u"/large"_s);
    constexpr int kAll = 200;
    for (int round = 0; round < 2; ++round) {
        std::stop_source stop;
        std::vector<std::unique_ptr<Collector>> sinks;
        std::vector<std::shared_ptr<FetchEnd>> ends;
        qint64 taken = 0;
        for (int i = 0; i < kAll; ++i) {
            http::Request request = get(url + u"?%1"_s.arg(i));
            request.caFile = m_certificates.caFile().toUtf8();
            sinks.push_back(std::make_unique<Collector>());
            sinks.back()->decide = [&taken](std::span<const char> bytes) {
                taken += static_cast<qint64>(bytes.size());
                return BodySink::Take::All;
            };
            ends.push_back(std::make_shared<FetchEnd>());
            watchFetch(m_client.get(), request, sinks.back().get(), stop.get_token(), ends.back());
        }
        QCOMPARE(m_client->running(), kAll);
        QTRY_VERIFY_WITH_TIMEOUT(taken > 3'000'000, kPatience);
        stop.request_stop();
        const qint64 takenThen = taken;
        QTRY_COMPARE_WITH_TIMEOUT(m_client->running(), 0, kPatience);
        QCOMPARE(taken, takenThen);
        for (const auto &end : ends)
            QVERIFY(end->stopped || end->result);
    }
    // The handles and connections that are left over still serve.
    Collector sink;
    http::Request request = get(url);
    request.caFile = m_certificates.caFile().toUtf8();
    sink.refusal = Error();
    QCOMPARE(nameOf(fetch(*m_client, request, sink).error), u"internal"_s);
    m_client.reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_server.openConnections(), 0, kPatience);
}

void TestClientStops::theClientGoesOn()
{
    Fetch other(*m_client, get(m_server.url(u"/stalls"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(other.sink.taken, 50'000, kPatience);
    {
        Fetch stopped(*m_client, get(m_server.url(u"/large"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(stopped.sink.taken > 0, kPatience);
        stopped.stop.request_stop();
        QVERIFY(stopped.wait());
    }
    Collector sink;
    QCOMPARE(nameOf(fetch(*m_client, get(m_server.url(u"/f"_s)), sink).error), u"none"_s);
    QVERIFY(!other.isOver());
    QCOMPARE(m_client->running(), 1);
}

QTEST_GUILESS_MAIN(TestClientStops)
#include "tst_client_stops.moc"
