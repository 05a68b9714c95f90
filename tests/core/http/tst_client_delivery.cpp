// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/core/http/fetching.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::test;
using demo::Framing;
using demo::Script;
using http::BodySink;
using http::Client;

namespace {

constexpr qint64 kMiB = 1024 * 1024;

Error refusal()
{
    Error error;
    error.kind = ErrorKind::ChangedOnServer;
    error.detail = u"the test says no"_s;
    return error;
}

} // namespace

/// How head and body are handed on: in order, not faster than they are taken, and not at all when they are refused.
class TestClientDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void headBeforeBody_data();
    void headBeforeBody();
    void refusedHeadDeliversNothing_data();
    void refusedHeadDeliversNothing();
    void aDrippingBodyNobodyWantsIsLeft();
    void backpressure_data();
    void backpressure();
    void aPausedFetchKeepsTheServerBack();
    void abort_data();
    void abort();

private:
    demo::LoopbackServer m_server;
    std::unique_ptr<Client> m_client;
};

void TestClientDelivery::initTestCase()
{
    forgetProxies();
    QVERIFY(m_server.start());
}

void TestClientDelivery::init()
{
    m_client = std::make_unique<Client>();
    m_server.setAcceptMode(demo::AcceptMode::Serve);
    m_server.clearRecords();
}

void TestClientDelivery::headBeforeBody_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 203, 300, 304, 400, 404, 416, 500, 503, 599})
        QTest::addRow("is %d told before its body?", status) << status;
}

void TestClientDelivery::headBeforeBody()
{
    QFETCH(int, status);
    const qint64 size = status == 304 ? 0 : 3000;
    m_server.setScript(u"/f"_s,
        {.status = status, .headers = {"X-One: 1", "x-one: 2"}, .size = size, .etag = "\"tag\"", .retryAfter = "7"});
    Collector sink;
    const auto result = fetch(*m_client, get(m_server.url(u"/f"_s)), sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(sink.heads.size(), std::size_t{1});
    QCOMPARE(sink.takenAtHead[0], 0);
    QCOMPARE(sink.taken, size);
    QCOMPARE(result.bodyBytes, size);
    QCOMPARE(result.redirects, 0);
    const http::ResponseHead &head = sink.heads[0];
    QCOMPARE(head.status, status);
    QCOMPARE(head.version, QByteArray("HTTP/1.1"));
    QCOMPARE(head.reason, demo::reasonPhrase(status));
    QCOMPARE(head.url, m_server.url(u"/f"_s));
    QCOMPARE(head.address, u"127.0.0.1:%1"_s.arg(m_server.port()));
    QCOMPARE(head.headers.combined("X-ONE"), QByteArray("1, 2"));
    QCOMPARE(head.headers.first("retry-after"), std::optional(QByteArray("7")));
    QVERIFY(head.isHttp);
}

void TestClientDelivery::refusedHeadDeliversNothing_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<int>("connections"); // two fetches need
    QTest::newRow("is a small body read to its end, for the connection?") << Script{.size = 10'000} << 1;
    QTest::newRow("is an empty body no reason to close?") << Script{.size = 0} << 1;
    QTest::newRow("is a large body not read?") << Script{.size = 64 * kMiB} << 2;
    QTest::newRow("is a body without a length not read?") << Script{.size = 10'000, .framing = Framing::Chunked} << 2;
}

void TestClientDelivery::refusedHeadDeliversNothing()
{
    QFETCH(Script, script);
    QFETCH(int, connections);
    m_server.setScript(u"/f"_s, script);
    for (int i = 0; i < 2; ++i) {
        Collector sink;
        sink.refusal = refusal();
        const auto result = fetch(*m_client, get(m_server.url(u"/f"_s)), sink);
        QVERIFY(result.error);
        QCOMPARE(*result.error, refusal());
        QCOMPARE(sink.heads.size(), std::size_t{1});
        QCOMPARE(sink.bodyCalls, 0);
        QCOMPARE(result.bodyBytes, 0);
    }
    QCOMPARE(m_server.connectionCount(), connections);
}

void TestClientDelivery::aDrippingBodyNobodyWantsIsLeft()
{
    // Never silent for long, and small enough to be read to its end: it would take a quarter of an hour.
    m_server.setScript(u"/f"_s, {.size = 10'000, .bytesPerSecond = 10});
    Collector sink;
    sink.refusal = refusal();
    const auto result = fetch(*m_client, get(m_server.url(u"/f"_s)), sink);
    QVERIFY(result.error);
    QCOMPARE(*result.error, refusal());
    QCOMPARE(sink.bodyCalls, 0);
}

void TestClientDelivery::backpressure_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("does a body with a length survive pauses?") << Script{.size = 5 * kMiB};
    QTest::newRow("does a chunked body survive pauses?") << Script{.size = 5 * kMiB, .framing = Framing::Chunked};
    QTest::newRow("does the end of the connection survive pauses?")
        << Script{.size = 5 * kMiB, .framing = Framing::UntilClose};
}

void TestClientDelivery::backpressure()
{
    QFETCH(Script, script);
    m_server.setScript(u"/f"_s, script);
    Fetch fetch(*m_client, get(m_server.url(u"/f"_s)));
    // Says no to every third call, and lets it go on from the event loop.
    int calls = 0;
    int refused = 0;
    QTimer resume;
    resume.setSingleShot(true);
    QObject::connect(&resume, &QTimer::timeout, &resume, [&] { fetch.sink.resumeBody(); });
    fetch.sink.decide = [&](std::span<const char>) {
        if (++calls % 3 != 0)
            return BodySink::Take::All;
        ++refused;
        resume.start(0);
        return BodySink::Take::None;
    };
    QVERIFY(fetch.wait());
    QVERIFY(fetch.isGood());
    QVERIFY(refused > 10);
    QCOMPARE(fetch.sink.taken, script.size);
    QCOMPARE(fetch.result().bodyBytes, script.size);
    QCOMPARE(fetch.sink.sha256(), demo::patternSha256(demo::patternSeed(u"/f"_s), script.size));
}

void TestClientDelivery::aPausedFetchKeepsTheServerBack()
{
    constexpr qint64 kSize = 64 * kMiB;
    m_server.setScript(u"/f"_s, {.size = kSize});
    Fetch fetch(*m_client, get(m_server.url(u"/f"_s)));
    bool full = true;
    fetch.sink.decide = [&](std::span<const char>) {
        return full && fetch.sink.taken >= kMiB ? BodySink::Take::None : BodySink::Take::All;
    };
    QTRY_VERIFY_WITH_TIMEOUT(fetch.sink.taken >= kMiB, kPatience);
    const auto sent = [&] {
        return m_server.requests(u"/f"_s).at(0).bodyBytes;
    };
    // The systems' buffers on both sides fill, and then nothing moves.
    qint64 before = -1;
    int still = 0;
    QTRY_VERIFY_WITH_TIMEOUT((still = std::exchange(before, sent()) == sent() ? still + 1 : 0) > 10, kPatience);
    QVERIFY2(sent() < kSize / 2, qPrintable(QString::number(sent())));
    QVERIFY(!fetch.isOver());
    const int callsPaused = fetch.sink.bodyCalls;
    QCOMPARE(m_server.runningRequests(), 1);

    full = false;
    fetch.sink.resumeBody();
    QVERIFY(fetch.wait());
    QVERIFY(fetch.isGood());
    QVERIFY(fetch.sink.bodyCalls > callsPaused);
    QCOMPARE(fetch.sink.sha256(), demo::patternSha256(demo::patternSeed(u"/f"_s), kSize));
    fetch.sink.resumeBody(); // afterwards it has no effect
}

void TestClientDelivery::abort_data()
{
    QTest::addColumn<bool>("afterPause");
    QTest::newRow("does it end in the middle?") << false;
    QTest::newRow("does it end on what is delivered again?") << true;
}

void TestClientDelivery::abort()
{
    QFETCH(bool, afterPause);
    m_server.setScript(u"/f"_s, {.size = 16 * kMiB});
    Fetch fetch(*m_client, get(m_server.url(u"/f"_s)));
    bool paused = false;
    int callsAfterAbort = -1;
    fetch.sink.decide = [&](std::span<const char>) {
        if (callsAfterAbort >= 0 || fetch.sink.taken < kMiB) {
            callsAfterAbort += callsAfterAbort >= 0 ? 1 : 0;
            return BodySink::Take::All;
        }
        if (afterPause && !std::exchange(paused, true))
            return BodySink::Take::None;
        callsAfterAbort = 0;
        return BodySink::Take::Abort;
    };
    if (afterPause) {
        QTRY_VERIFY_WITH_TIMEOUT(paused, kPatience);
        fetch.sink.resumeBody();
    }
    QVERIFY(fetch.wait());
    QCOMPARE(nameOf(fetch.result().error), u"internal"_s);
    QCOMPARE(callsAfterAbort, 0);
    QCOMPARE(fetch.result().bodyBytes, fetch.sink.taken);
}

QTEST_GUILESS_MAIN(TestClientDelivery)
#include "tst_client_delivery.moc"
