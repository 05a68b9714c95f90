// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/core/http/fetching.h"
#include "tests/core/http/raw_server.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::test;
using demo::Framing;
using demo::Opening;
using demo::Script;
using http::Client;

namespace {

constexpr qint64 kMiB = 1024 * 1024;

} // namespace

/// What comes back from servers that behave and from those that do not. How it is handed on is in tst_client_delivery.
class TestClientAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void framings_data();
    void framings();
    void resumingFromAByte();
    void misbehaviour_data();
    void misbehaviour();
    void garbage_data();
    void garbage();
    void goodEnough_data();
    void goodEnough();
    void whatCannotBeAsked_data();
    void whatCannotBeAsked();
    void headersAreSentOnce();

private:
    demo::LoopbackServer m_server;
    std::unique_ptr<Client> m_client;
};

void TestClientAnswers::initTestCase()
{
    forgetProxies();
    QVERIFY(m_server.start());
}

void TestClientAnswers::init()
{
    m_client = std::make_unique<Client>();
    m_server.setAcceptMode(demo::AcceptMode::Serve);
    m_server.clearRecords();
}

void TestClientAnswers::framings_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("is a body with a length whole?") << Script{.size = 3 * kMiB};
    QTest::newRow("is an empty body whole?") << Script{.size = 0};
    QTest::newRow("is one byte whole?") << Script{.size = 1};
    QTest::newRow("is a chunked body whole?") << Script{.size = 3 * kMiB, .framing = Framing::Chunked};
    QTest::newRow("is a body until the end whole?") << Script{.size = 3 * kMiB, .framing = Framing::UntilClose};
    QTest::newRow("is an HTTP/1.0 answer whole?") << Script{.http10 = true, .size = 3 * kMiB};
    QTest::newRow("is a slow start waited for?") << Script{.size = 100, .delayBeforeHeadMs = 300};
    QTest::newRow("is a late body waited for?") << Script{.size = 100, .delayBeforeFirstByteMs = 300};
    QTest::newRow("is a drip collected?") << Script{.size = 300, .bytesPerSecond = 1000};
}

void TestClientAnswers::framings()
{
    QFETCH(Script, script);
    m_server.setScript(u"/f"_s, script);
    Collector sink;
    const auto result = fetch(*m_client, get(m_server.url(u"/f"_s)), sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(sink.taken, script.size);
    QCOMPARE(sink.sha256(), demo::patternSha256(demo::patternSeed(u"/f"_s), script.size));
    QVERIFY(sink.largest <= 64 * 1024);
}

void TestClientAnswers::resumingFromAByte()
{
    m_server.setScript(u"/f"_s, {.size = 1000, .etag = "\"v1\""});
    http::Request request = get(m_server.url(u"/f"_s));
    request.fromByte = 400;
    request.ifRange = "\"v1\"";
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(result.head.status, 206);
    QCOMPARE(result.head.headers.combined("content-range"), QByteArray("bytes 400-999/1000"));
    QCOMPARE(sink.begin, demo::patternBytes(demo::patternSeed(u"/f"_s), 400, 600));
    const auto seen = m_server.requests(u"/f"_s).at(0);
    QCOMPARE(seen.range, QByteArray("bytes=400-"));
    QCOMPARE(seen.header("If-Range"), QByteArray("\"v1\""));
}

void TestClientAnswers::misbehaviour_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<qint64>("atMost"); // body bytes the sink may have got
    const auto protocol = u"protocol"_s;
    const auto truncated = u"truncated"_s;
    QTest::newRow("is an end without an answer truncated?")
        << Script{.opening = Opening::Close} << truncated << qint64{0};
    QTest::newRow("is a reset without an answer truncated?")
        << Script{.opening = Opening::Reset} << truncated << qint64{0};
    QTest::newRow("is garbage a broken answer?") << Script{.opening = Opening::Garbage} << protocol << qint64{0};
    QTest::newRow("do endless headers end?") << Script{.opening = Opening::EndlessHeaders} << protocol << qint64{0};
    QTest::newRow("do endless interim answers end?")
        << Script{.opening = Opening::EndlessInformational} << protocol << qint64{0};
    QTest::newRow("is a header line of a mebibyte refused?")
        << Script{.opening = Opening::HugeHeader, .size = 10} << protocol << qint64{0};
    QTest::newRow("is a short body truncated?")
        << Script{.size = 100'000, .closeAfterBytes = 50'000} << truncated << qint64{50'000};
    QTest::newRow("is a reset in the body truncated?")
        << Script{.size = 100'000, .resetAfterBytes = 50'000} << truncated << qint64{50'000};
    QTest::newRow("is a body shorter than its length truncated?")
        << Script{.size = 1000, .contentLength = "2000"} << truncated << qint64{1000};
    QTest::newRow("is a chunk size that is no number a broken answer?")
        << Script{.size = 100'000, .framing = Framing::ChunkedBad} << protocol << qint64{1024};
    QTest::newRow("is a chunk size beyond 64 bits a broken answer?")
        << Script{.size = 100'000, .framing = Framing::ChunkedHuge} << protocol << qint64{1024};
    QTest::newRow("is a missing last chunk truncated?")
        << Script{.size = 1000, .framing = Framing::ChunkedNoEnd} << truncated << qint64{1000};
    QTest::newRow("is a length beyond 64 bits a broken answer?")
        << Script{.size = 1000, .contentLength = "99999999999999999999"} << protocol << qint64{0};
    QTest::newRow("is the largest 64-bit length a broken answer?")
        << Script{.size = 1000, .contentLength = "9223372036854775807"} << protocol << qint64{0};
    QTest::newRow("is a negative length a broken answer?")
        << Script{.size = 1000, .contentLength = "-1"} << protocol << qint64{0};
    QTest::newRow("is a length that is no number a broken answer?")
        << Script{.size = 1000, .contentLength = "0x10"} << protocol << qint64{0};
    QTest::newRow("are two lengths that differ a broken answer?")
        << Script{.headers = {"Content-Length: 1000"}, .size = 1000, .contentLength = "500"} << protocol << qint64{0};
}

void TestClientAnswers::misbehaviour()
{
    QFETCH(Script, script);
    QFETCH(QString, kind);
    QFETCH(qint64, atMost);
    m_server.setScript(u"/f"_s, script);
    Collector sink;
    const auto result = fetch(*m_client, get(m_server.url(u"/f"_s)), sink);
    QCOMPARE(nameOf(result.error), kind);
    QVERIFY(sink.taken <= atMost);
    QCOMPARE(result.bodyBytes, sink.taken);
    QCOMPARE(result.error->bytes, sink.taken);
    QCOMPARE(result.error->url, m_server.url(u"/f"_s));
    QCOMPARE(result.error->host, u"127.0.0.1:%1"_s.arg(m_server.port()));
    QCOMPARE(result.error->retry, RetryClass::AfterBackoff);
    QVERIFY(!result.error->detail.isEmpty());
    QVERIFY(result.stamps.ended != 0);
    QCOMPARE(m_client->running(), 0);
    if (atMost > 0 && sink.taken > 0)
        QCOMPARE(sink.begin.first(1000), demo::patternBytes(demo::patternSeed(u"/f"_s), 0, 1000));
}

void TestClientAnswers::garbage_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("is another protocol?") << QByteArray("220 ftp.example ready\r\n");
    QTest::newRow("is HTTP/0.9?") << QByteArray("<html>hello</html>");
    QTest::newRow("is a status of two digits?") << QByteArray("HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("is a status below 100?") << QByteArray("HTTP/1.1 099 No\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("is a version of its own?") << QByteArray("HTTP/7.3 200 OK\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("is an end within the head?") << QByteArray("HTTP/1.1 200 OK\r\nX: 1\r\n");
    QTest::newRow("is an end after an interim answer?") << QByteArray("HTTP/1.1 103 Early Hints\r\nX: 1\r\n\r\n");
    QTest::newRow("is a switch of protocols nobody asked for?")
        << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nhello");
    QTest::newRow("is a line without a colon?") << QByteArray("HTTP/1.1 200 OK\r\nwhat\r\n\r\nhello");
    QTest::newRow("are zero bytes?") << QByteArray(1000, '\0');
    QTest::newRow("is a head within a head?") << QByteArray("HTTP/1.1 200 OK\r\nHTTP/9.9 777 Hm\r\n\r\nhello");
}

void TestClientAnswers::garbage()
{
    QFETCH(QByteArray, answer);
    const RawServer server(answer);
    Collector sink;
    const auto result = fetch(*m_client, get(server.url()), sink);
    QVERIFY(result.error);
    QVERIFY2(result.error->kind == ErrorKind::Protocol || result.error->kind == ErrorKind::Truncated,
        qPrintable(nameOf(result.error)));
    QCOMPARE(sink.calls(), 0);
    QVERIFY(!result.error->detail.isEmpty());
}

void TestClientAnswers::goodEnough_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("may lines end in LF alone?") << QByteArray("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello");
    QTest::newRow("may the reason be missing?") << QByteArray("HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello");
    QTest::newRow("may a line be folded?")
        << QByteArray("HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 5\r\n\r\nhello");
    QTest::newRow("may the same length come twice?")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello");
    QTest::newRow("may interim answers come first?")
        << QByteArray("HTTP/1.1 100 Continue\r\nX: a\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
                      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    QTest::newRow("may trailers follow?") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nHTTP/1.1: x\r\nY: z\r\n\r\n");
    QTest::newRow("may more follow than the length says?")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, world");
    QTest::newRow("may a length be ignored for chunks?")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: "
                      "99999999999999999999\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
}

void TestClientAnswers::goodEnough()
{
    QFETCH(QByteArray, answer);
    const RawServer server(answer);
    Collector sink;
    const auto result = fetch(*m_client, get(server.url()), sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(sink.begin, QByteArray("hello"));
    QCOMPARE(sink.heads.size(), std::size_t{1});
    QCOMPARE(sink.heads[0].status, 200);
}

void TestClientAnswers::whatCannotBeAsked_data()
{
    QTest::addColumn<http::Request>("request");
    QTest::addColumn<QString>("kind");
    const auto row = [this](const char *name, const char *kind, auto change) {
        http::Request request = get(m_server.url(u"/f"_s));
        change(request);
        QTest::newRow(name) << request << QString::fromLatin1(kind);
    };
    row("is an empty URL a bad one?", "bad-url", [](auto &request) { request.url.clear(); });
    row("is a text that is no URL a bad one?", "bad-url", [](auto &request) { request.url = u"http://"_s; });
    row("is file unsupported?", "unsupported", [](auto &request) { request.url = u"file:///etc/passwd"_s; });
    row("is gopher unsupported?", "unsupported", [](auto &request) { request.url = u"gopher://127.0.0.1/"_s; });
    row("is a folder unsupported?", "unsupported", [](auto &request) { request.url = u"ftp://127.0.0.1/dir/"_s; });
    row("is a header with a line break unsupported?", "unsupported",
        [](auto &request) { request.headers = {"X: 1\r\nHost: evil.example"}; });
    row("is a header with a zero byte unsupported?", "unsupported",
        [](auto &request) { request.headers = {QByteArray("X: 1\0secret", 11)}; });
    row("is a referer with a line break unsupported?", "unsupported", [](auto &request) { request.referer = "a\nb"; });
    row("is an agent with a line break unsupported?", "unsupported", [](auto &request) { request.userAgent = "a\rb"; });
    row("is a text too long for libcurl unsupported?", "unsupported",
        [](auto &request) { request.proxy = QByteArray(9'000'000, 'x'); });
    row("is a proxy that is none a matter of names?", "name-resolution",
        [](auto &request) { request.proxy = "http://:::::/"; });
    row("is an unknown kind of proxy a matter of connecting?", "connect",
        [](auto &request) { request.proxy = "gopher://127.0.0.1:1"; });
    row("is a missing CA file TLS?", "tls", [](auto &request) {
        request.url.replace(u"http:"_s, u"https:"_s);
        request.caFile = "/no/such/file.pem";
    });
}

void TestClientAnswers::whatCannotBeAsked()
{
    QFETCH(http::Request, request);
    QFETCH(QString, kind);
    m_server.setScript(u"/f"_s, {.size = 10});
    Fetch fetch(*m_client, request);
    QVERIFY(fetch.wait());
    QVERIFY(!fetch.threw());
    QCOMPARE(nameOf(fetch.result().error), kind);
    QVERIFY(!fetch.result().error->detail.contains(u"evil.example"_s));
    QCOMPARE(fetch.sink.calls(), 0);
    QCOMPARE(m_client->running(), 0);
    QCOMPARE(m_server.requests(u"/f"_s).size(), std::size_t{0});
    // The handle it had is as good as new.
    Collector sink;
    const auto next = test::fetch(*m_client, get(m_server.url(u"/f"_s)), sink);
    QVERIFY2(!next.error, qPrintable(next.error.value_or(Error()).detail));
}

void TestClientAnswers::headersAreSentOnce()
{
    m_server.setScript(u"/f"_s, {.size = 10});
    http::Request request = get(m_server.url(u"/f"_s));
    request.headers = {"X-Mine: yes", "Accept: text/plain"};
    request.userAgent = "Agent/1";
    request.referer = "http://from.example/";
    for (int i = 0; i < 2; ++i) {
        Collector sink;
        QCOMPARE(nameOf(fetch(*m_client, request, sink).error), u"none"_s);
        request.headers.clear();
        request.referer.clear();
        request.userAgent.clear();
    }
    const auto seen = m_server.requests(u"/f"_s);
    QCOMPARE(seen.at(0).header("X-Mine"), QByteArray("yes"));
    QCOMPARE(seen.at(0).header("Accept"), QByteArray("text/plain"));
    QCOMPARE(seen.at(0).header("User-Agent"), QByteArray("Agent/1"));
    QCOMPARE(seen.at(0).header("Referer"), QByteArray("http://from.example/"));
    QCOMPARE(seen.at(0).header("Accept-Encoding"), QByteArray("identity"));
    // The handle is used again, and has forgotten all of it.
    for (const char *name : {"X-Mine", "User-Agent", "Referer", "Range", "If-Range", "Cookie", "Authorization"})
        QCOMPARE(seen.at(1).header(name), QByteArray());
}

QTEST_GUILESS_MAIN(TestClientAnswers)
#include "tst_client_answers.moc"
