// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/core/http/fetching.h"
#include "tests/support/certificates.h"
#include "tests/support/nginx.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::test;
using demo::Script;
using http::Client;

/// Redirects as the client follows them; what planRedirect() decides is tested on its own.
class TestClientRedirects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void followed_data();
    void followed();
    void theSinkSeesOnlyTheLastHead();
    void largeBodiesOnTheWay();
    void aDrippingBodyOnTheWay();
    void withoutLocation_data();
    void withoutLocation();
    void refused_data();
    void refused();
    void tooMany_data();
    void tooMany();
    void credentialsStay_data();
    void credentialsStay();
    void cookiesOfTheWayAreSentAndForgotten();
    void rangeSurvives();
    void manyOverHttp2();

private:
    /// The same server under another name: another origin.
    QString elsewhere(const QString &path) const { return u"http://localhost:%1"_s.arg(m_server.port()) + path; }

    const Certificates m_certificates;
    demo::LoopbackServer m_server;
    std::unique_ptr<Client> m_client;
};

void TestClientRedirects::initTestCase()
{
    forgetProxies();
    QVERIFY(m_server.start());
    m_server.setScript(u"/file"_s, {.size = 5000});
    m_server.setScript(u"/dir/file"_s, {.size = 5000, .seed = demo::patternSeed(u"/file")});
}

void TestClientRedirects::init()
{
    m_client = std::make_unique<Client>();
    m_server.clearRecords();
}

void TestClientRedirects::followed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("url");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("is %d followed?", status) << status << QByteArray("/file") << m_server.url(u"/file"_s);
    QTest::newRow("is a relative one?") << 302 << QByteArray("dir/file") << m_server.url(u"/dir/file"_s);
    QTest::newRow("is one with dots?") << 302 << QByteArray("x/../dir/./file") << m_server.url(u"/dir/file"_s);
    QTest::newRow("is one with a query?") << 302 << QByteArray("/file?a=b#c") << m_server.url(u"/file?a=b"_s);
    QTest::newRow("is one without a scheme?") << 302 << QByteArray("//localhost:{port}/file") << elsewhere(u"/file"_s);
    QTest::newRow("is one to another host?")
        << 302 << QByteArray("http://localhost:{port}/file") << elsewhere(u"/file"_s);
}

void TestClientRedirects::followed()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    QFETCH(QString, url);
    m_server.setScript(u"/start"_s, demo::redirect(status, location));
    Collector sink;
    const auto result = fetch(*m_client, get(m_server.url(u"/start"_s)), sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(result.redirects, 1);
    QCOMPARE(result.head.url, url);
    QCOMPARE(result.head.status, 200);
    QCOMPARE(sink.sha256(), demo::patternSha256(demo::patternSeed(u"/file"), 5000));
}

void TestClientRedirects::theSinkSeesOnlyTheLastHead()
{
    m_server.setScript(u"/a"_s, {.status = 302, .size = 2000, .location = "/b"});
    m_server.setScript(u"/b"_s, {.status = 307, .location = "/file"});
    Collector sink;
    const auto result = fetch(*m_client, get(m_server.url(u"/a"_s)), sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(result.redirects, 2);
    QCOMPARE(sink.heads.size(), std::size_t{1});
    QCOMPARE(sink.heads[0].status, 200);
    QVERIFY(!sink.heads[0].headers.contains("location"));
    QCOMPARE(sink.taken, 5000);
    QCOMPARE(result.bodyBytes, 5000);
    QCOMPARE(m_server.connectionCount(), 1); // small bodies on the way are read, so that the connection lives
}

void TestClientRedirects::largeBodiesOnTheWay()
{
    m_server.setScript(u"/start"_s, {.status = 302, .size = 64 * 1024 * 1024, .location = "/file"});
    Collector sink;
    const auto result = fetch(*m_client, get(m_server.url(u"/start"_s)), sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(sink.taken, 5000);
    QVERIFY(m_server.requests(u"/start"_s).at(0).bodyBytes < 32 * 1024 * 1024);
}

void TestClientRedirects::aDrippingBodyOnTheWay()
{
    m_server.setScript(u"/start"_s, {.status = 302, .size = 10'000, .bytesPerSecond = 10, .location = "/file"});
    Collector sink;
    const auto result = fetch(*m_client, get(m_server.url(u"/start"_s)), sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(sink.taken, 5000);
}

void TestClientRedirects::withoutLocation_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("is 302 without Location the answer?") << Script{.status = 302, .size = 100};
    QTest::newRow("is 302 with an empty Location the answer?")
        << Script{.status = 302, .headers = {"Location:"}, .size = 100};
    QTest::newRow("is 304 with Location the answer?") << Script{.status = 304, .location = "/file"};
    QTest::newRow("is 201 with Location the answer?") << Script{.status = 201, .size = 100, .location = "/file"};
}

void TestClientRedirects::withoutLocation()
{
    QFETCH(Script, script);
    m_server.setScript(u"/start"_s, script);
    Collector sink;
    const auto result = fetch(*m_client, get(m_server.url(u"/start"_s)), sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(result.redirects, 0);
    QCOMPARE(sink.heads.at(0).status, script.status);
    QCOMPARE(sink.taken, script.size);
}

void TestClientRedirects::refused_data()
{
    QTest::addColumn<QByteArray>("location");
    for (const char *location : {"file:///etc/passwd", "sftp://127.0.0.1/x", "gopher://127.0.0.1/", "data:,x",
             "http://", "http://127.0.0.1:0x50/", "//"})
        QTest::addRow("is %s refused?", location) << QByteArray(location);
}

void TestClientRedirects::refused()
{
    QFETCH(QByteArray, location);
    m_server.setScript(u"/start"_s, demo::redirect(302, location));
    Collector sink;
    const auto result = fetch(*m_client, get(m_server.url(u"/start"_s)), sink);
    QCOMPARE(nameOf(result.error), u"redirect-refused"_s);
    QCOMPARE(result.error->httpStatus, 302);
    QCOMPARE(sink.calls(), 0);
    QCOMPARE(m_client->running(), 0);
}

void TestClientRedirects::tooMany_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("requests");
    QTest::newRow("does a circle end?") << QByteArray("/start") << u"too-many-redirects"_s << 21;
    QTest::newRow("does an endless chain end?") << QByteArray("/start?{n}") << u"too-many-redirects"_s << 21;
}

void TestClientRedirects::tooMany()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, kind);
    QFETCH(int, requests);
    m_server.setScript(u"/start"_s, demo::redirect(302, location));
    Collector sink;
    const auto result = fetch(*m_client, get(m_server.url(u"/start"_s)), sink);
    QCOMPARE(nameOf(result.error), kind);
    QCOMPARE(static_cast<int>(m_server.requests().size()), requests);
    QCOMPARE(sink.calls(), 0);

    // One less is well.
    std::vector<Script> chain(20, demo::redirect(302, "/start"));
    chain.push_back({.size = 10});
    m_server.setScripts(u"/start"_s, chain);
    Collector second;
    const auto followed = fetch(*m_client, get(m_server.url(u"/start"_s)), second);
    QCOMPARE(nameOf(followed.error), u"none"_s);
    QCOMPARE(followed.redirects, 20);
    QCOMPARE(second.taken, 10);
}

void TestClientRedirects::credentialsStay_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<bool>("follow");
    QTest::newRow("do they go on within the origin?") << QByteArray("/file") << true;
    QTest::newRow("do they stay behind for another host?") << QByteArray("http://localhost:{port}/file") << false;
}

void TestClientRedirects::credentialsStay()
{
    QFETCH(QByteArray, location);
    QFETCH(bool, follow);
    m_server.setScript(u"/start"_s, demo::redirect(302, location));
    http::Request request = get(u"http://user:secret@127.0.0.1:%1/start"_s.arg(m_server.port()));
    request.headers = {"Cookie: session=1", "X-Token: t", "Accept-Language: de"};
    request.referer = "http://127.0.0.1/private";
    request.userAgent = "Agent/1";
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    const auto first = m_server.requests(u"/start"_s).at(0);
    QCOMPARE(first.header("Authorization"), QByteArray("Basic dXNlcjpzZWNyZXQ="));
    QCOMPARE(first.header("X-Token"), QByteArray("t"));
    const auto last = m_server.requests(u"/file"_s).at(0);
    QCOMPARE(last.header("Authorization"), follow ? QByteArray("Basic dXNlcjpzZWNyZXQ=") : QByteArray());
    QCOMPARE(last.header("Cookie"), follow ? QByteArray("session=1") : QByteArray());
    QCOMPARE(last.header("X-Token"), follow ? QByteArray("t") : QByteArray());
    QCOMPARE(last.header("Referer"), follow ? request.referer : QByteArray());
    QCOMPARE(last.header("Accept-Language"), QByteArray("de"));
    QCOMPARE(last.header("User-Agent"), QByteArray("Agent/1"));
    QVERIFY(!result.head.url.contains(u"secret"_s) || follow);
}

void TestClientRedirects::cookiesOfTheWayAreSentAndForgotten()
{
    m_server.setScript(u"/start"_s, {.status = 302, .headers = {"Set-Cookie: way=1; Path=/"}, .location = "/file"});
    Collector first;
    QCOMPARE(nameOf(fetch(*m_client, get(m_server.url(u"/start"_s)), first).error), u"none"_s);
    QCOMPARE(m_server.requests(u"/file"_s).at(0).header("Cookie"), QByteArray("way=1"));
    // The next fetch has the same handle, and is somebody else's.
    Collector second;
    QCOMPARE(nameOf(fetch(*m_client, get(m_server.url(u"/file"_s)), second).error), u"none"_s);
    QCOMPARE(m_server.requests(u"/file"_s).at(1).header("Cookie"), QByteArray());
}

void TestClientRedirects::rangeSurvives()
{
    m_server.setScript(u"/start"_s, demo::redirect(302, "http://localhost:{port}/tagged"));
    m_server.setScript(u"/tagged"_s, {.size = 1000, .etag = "\"v1\""});
    http::Request request = get(m_server.url(u"/start"_s));
    request.fromByte = 990;
    request.ifRange = "\"v1\"";
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(result.head.status, 206);
    QCOMPARE(sink.begin, demo::patternBytes(demo::patternSeed(u"/tagged"), 990, 10));
}

void TestClientRedirects::manyOverHttp2()
{
    // A hop goes on with the handle of the one before: over HTTP/2 libcurl 7.88 is known to lose its wake-ups.
    Nginx nginx(NginxOptions{.certificate = &m_certificates.good()});
    const QByteArray hash = nginx.addPattern(u"f.bin"_s, 20'000);
    constexpr int kAll = 300;
    constexpr int kAtOnce = 65;
    std::vector<std::unique_ptr<Fetch>> fetches;
    const auto running = [&] {
        return std::ranges::count_if(fetches, [](const auto &fetch) { return !fetch->isOver(); });
    };
    while (std::ssize(fetches) < kAll) {
        while (std::ssize(fetches) < kAll && running() < kAtOnce) {
            http::Request request = get(nginx.httpsUrl(u"/redirect/302/f.bin?%1"_s.arg(fetches.size())));
            request.caFile = m_certificates.caFile().toUtf8();
            fetches.push_back(std::make_unique<Fetch>(*m_client, request));
        }
        QVERIFY(QTest::qWaitFor([&] { return running() < kAtOnce; }, kPatience));
    }
    QVERIFY2(QTest::qWaitFor([&] { return running() == 0; }, kPatience), qPrintable(QString::number(running())));
    for (const auto &fetch : fetches) {
        QVERIFY2(fetch->isGood(), qPrintable(fetch->result().error.value_or(Error()).detail));
        QCOMPARE(fetch->result().head.version, QByteArray("HTTP/2"));
        QCOMPARE(fetch->result().redirects, 1);
        QCOMPARE(fetch->sink.sha256(), hash);
    }
}

QTEST_GUILESS_MAIN(TestClientRedirects)
#include "tst_client_redirects.moc"
