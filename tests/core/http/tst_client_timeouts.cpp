// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/core/http/fetching.h"
#include "tests/support/certificates.h"

#include <QTest>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::test;
using http::BodySink;
using http::Client;

namespace {

/// A port that listens and whose queue is full: who connects gets no answer.
class FullPort
{
public:
    FullPort()
    {
        m_address.sin_family = AF_INET;
        m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int listener = open();
        socklen_t size = sizeof(m_address);
        if (::bind(listener, address(), size) != 0 || ::listen(listener, 1) != 0
            || ::getsockname(listener, address(), &size) != 0)
            qFatal("cannot listen");
        for (int i = 0; i < 64; ++i)
            ::connect(open(), address(), size);
    }
    ~FullPort()
    {
        for (const int socket : m_sockets)
            ::close(socket);
    }
    FullPort(const FullPort &) = delete;
    FullPort &operator=(const FullPort &) = delete;

    [[nodiscard]] QString url() const { return u"http://127.0.0.1:%1/f"_s.arg(ntohs(m_address.sin_port)); }

private:
    int open() { return m_sockets.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)); }
    sockaddr *address() { return reinterpret_cast<sockaddr *>(&m_address); }

    sockaddr_in m_address{};
    std::vector<int> m_sockets;
};

} // namespace

/// The time-outs, and what does not count for them.
class TestClientTimeouts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void noConnection();
    void noHandshake();
    void noHandshakeForMany();
    void stalls_data();
    void stalls();
    void silentAccept();
    void noTimeout();
    void aDripIsNoStall();
    void pausesByTheSinkDoNotCount();
    void pausesByTheRateDoNotCount();
    void theConnectTimeoutEndsWithTheConnection();

private:
    demo::LoopbackServer m_server;
    std::unique_ptr<Client> m_client;
};

void TestClientTimeouts::initTestCase()
{
    forgetProxies();
    QVERIFY(m_server.start());
}

void TestClientTimeouts::init()
{
    m_client = std::make_unique<Client>();
    m_server.setAcceptMode(demo::AcceptMode::Serve);
    m_server.clearRecords();
}

void TestClientTimeouts::noConnection()
{
    const FullPort port;
    http::Request request = get(port.url());
    request.connectTimeoutMs = 300;
    request.stallTimeoutMs = 0;
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QCOMPARE(nameOf(result.error), u"timeout-connect"_s);
    QVERIFY(result.stamps.nameResolved != 0);
    QCOMPARE(result.stamps.connected, 0);
    QVERIFY(result.stamps.ended - result.stamps.queued >= 250);
    QCOMPARE(result.error->retry, RetryClass::AfterBackoff);
}

void TestClientTimeouts::noHandshake()
{
    m_server.setAcceptMode(demo::AcceptMode::Silent);
    http::Request request = get(u"https://127.0.0.1:%1/f"_s.arg(m_server.port()));
    request.connectTimeoutMs = 300;
    request.stallTimeoutMs = 0;
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QCOMPARE(nameOf(result.error), u"timeout-connect"_s);
    QVERIFY(result.stamps.connected != 0);
    QCOMPARE(result.stamps.tlsDone, 0);
    QCOMPARE(result.stamps.requestSent, 0);
}

void TestClientTimeouts::noHandshakeForMany()
{
    // They wait for the first connection in the hope of HTTP/2, and must not time out one after the other.
    m_server.setAcceptMode(demo::AcceptMode::Silent);
    constexpr int kAll = 30;
    constexpr int kTimeout = 600;
    http::Request request = get(u"https://127.0.0.1:%1/f"_s.arg(m_server.port()));
    request.connectTimeoutMs = kTimeout;
    std::vector<std::unique_ptr<Fetch>> fetches;
    for (int i = 0; i < kAll; ++i)
        fetches.push_back(std::make_unique<Fetch>(*m_client, request));
    for (const auto &fetch : fetches) {
        QVERIFY(fetch->wait());
        QCOMPARE(nameOf(fetch->result().error), u"timeout-connect"_s);
        QVERIFY(fetch->result().stamps.ended - fetch->result().stamps.queued < kTimeout * kAll / 2);
    }
}

void TestClientTimeouts::stalls_data()
{
    QTest::addColumn<demo::Script>("script");
    QTest::addColumn<qint64>("taken");
    QTest::newRow("is silence before the head a stall?") << demo::Script{.opening = demo::Opening::Silent} << qint64{0};
    QTest::newRow("is silence before the body a stall?")
        << demo::Script{.size = 100'000, .stallAfterBytes = 0} << qint64{0};
    QTest::newRow("is silence in the body a stall?")
        << demo::Script{.size = 100'000, .stallAfterBytes = 50'000} << qint64{50'000};
}

void TestClientTimeouts::stalls()
{
    QFETCH(demo::Script, script);
    QFETCH(qint64, taken);
    m_server.setScript(u"/f"_s, script);
    http::Request request = get(m_server.url(u"/f"_s));
    request.stallTimeoutMs = 400;
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QCOMPARE(nameOf(result.error), u"timeout-stall"_s);
    QCOMPARE(sink.taken, taken);
    QCOMPARE(result.error->bytes, taken);
    QVERIFY(result.stamps.ended - result.stamps.requestSent >= 350);
    QCOMPARE(m_client->running(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_server.openConnections(), 0, kPatience); // it is of no use any more
}

void TestClientTimeouts::silentAccept()
{
    m_server.setAcceptMode(demo::AcceptMode::Silent);
    http::Request request = get(m_server.url(u"/f"_s));
    request.stallTimeoutMs = 400;
    Collector sink;
    QCOMPARE(nameOf(fetch(*m_client, request, sink).error), u"timeout-stall"_s);
}

void TestClientTimeouts::noTimeout()
{
    m_server.setScript(u"/f"_s, {.size = 100, .delayBeforeHeadMs = 900});
    http::Request request = get(m_server.url(u"/f"_s));
    request.stallTimeoutMs = 0;
    Collector sink;
    QCOMPARE(nameOf(fetch(*m_client, request, sink).error), u"none"_s);
}

void TestClientTimeouts::aDripIsNoStall()
{
    m_server.setScript(u"/f"_s, {.size = 80, .bytesPerSecond = 50});
    http::Request request = get(m_server.url(u"/f"_s));
    request.stallTimeoutMs = 1000;
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(sink.taken, 80);
}

void TestClientTimeouts::pausesByTheSinkDoNotCount()
{
    m_server.setScript(u"/f"_s, {.size = 100'000});
    m_server.setScript(u"/stalls"_s, {.opening = demo::Opening::Silent});
    http::Request request = get(m_server.url(u"/f"_s));
    request.stallTimeoutMs = 300;
    Fetch paused(*m_client, request);
    bool full = true;
    paused.sink.decide = [&](std::span<const char>) {
        return full ? BodySink::Take::None : BodySink::Take::All;
    };
    // Two others stall one after the other meanwhile.
    for (int i = 0; i < 2; ++i) {
        request.url = m_server.url(u"/stalls"_s);
        Collector sink;
        QCOMPARE(nameOf(fetch(*m_client, request, sink).error), u"timeout-stall"_s);
        QVERIFY(!paused.isOver());
    }
    full = false;
    paused.sink.resumeBody();
    QVERIFY(paused.wait());
    QVERIFY(paused.isGood());
    QCOMPARE(paused.sink.taken, 100'000);
}

void TestClientTimeouts::pausesByTheRateDoNotCount()
{
    // One buffer is worth many seconds at this rate.
    m_client->setRateLimit(100);
    m_server.setScript(u"/f"_s, {.size = 200'000});
    m_server.setScript(u"/stalls"_s, {.opening = demo::Opening::Silent});
    http::Request request = get(m_server.url(u"/f"_s));
    request.stallTimeoutMs = 300;
    Fetch paused(*m_client, request);
    QTRY_VERIFY_WITH_TIMEOUT(paused.sink.taken > 0, kPatience);
    for (int i = 0; i < 2; ++i) {
        request.url = m_server.url(u"/stalls"_s);
        Collector sink;
        QCOMPARE(nameOf(fetch(*m_client, request, sink).error), u"timeout-stall"_s);
        QVERIFY(!paused.isOver());
    }
    m_client->setRateLimit(0);
    QVERIFY(paused.wait());
    QVERIFY(paused.isGood());
    QCOMPARE(paused.sink.sha256(), demo::patternSha256(demo::patternSeed(u"/f"), 200'000));
}

void TestClientTimeouts::theConnectTimeoutEndsWithTheConnection()
{
    m_server.setScript(u"/f"_s, {.size = 100, .delayBeforeHeadMs = 900});
    http::Request request = get(m_server.url(u"/f"_s));
    request.connectTimeoutMs = 300;
    Collector sink;
    QCOMPARE(nameOf(fetch(*m_client, request, sink).error), u"none"_s);
}

QTEST_GUILESS_MAIN(TestClientTimeouts)
#include "tst_client_timeouts.moc"
