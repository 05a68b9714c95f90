// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/core/http/fetching.h"
#include "tests/core/http/raw_server.h"
#include "tests/support/certificates.h"
#include "tests/support/files.h"
#include "tests/support/nginx.h"
#include "tests/support/ports.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::test;
using http::Client;

/// Connections: their phases, their re-use, TLS, HTTP/2, proxies, and what identifies the user on them.
class TestClientConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void phases_data();
    void phases();
    void connectionsAreKept();
    void aDeadConnectionIsReplaced();
    void aSlowHeadHoldsNobodyUp();
    void manyOnFewConnections_data();
    void manyOnFewConnections();
    void stoppedStreamsDoNoHarm();
    void backpressureOverHttp2();
    void verification_data();
    void verification();
    void insecureIsNotInherited();
    void brokenHandshakes_data();
    void brokenHandshakes();
    void noAddress_data();
    void noAddress();
    void closedPort();
    void basicAuth_data();
    void basicAuth();
    void cookieFile();
    void aCookieFileNamedDash();
    void proxy();
    void proxiedFtp_data();
    void proxiedFtp();
    void proxyRefusesTunnel();

private:
    http::Request secure(const QString &url) const
    {
        http::Request request = get(url);
        request.caFile = m_certificates.caFile().toUtf8();
        return request;
    }

    const Certificates m_certificates;
    demo::LoopbackServer m_server;
    std::unique_ptr<Nginx> m_nginx;
    std::unique_ptr<Client> m_client;
};

void TestClientConnections::initTestCase()
{
    forgetProxies();
    QVERIFY(m_server.start());
    m_server.setScript(u"/f"_s, {.size = 5000});
    m_nginx = std::make_unique<Nginx>(NginxOptions{.certificate = &m_certificates.good()});
    m_nginx->addPattern(u"f"_s, 5000);
}

void TestClientConnections::init()
{
    m_client = std::make_unique<Client>();
    m_server.clearRecords();
}

void TestClientConnections::phases_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("version");
    QTest::newRow("without TLS?") << m_server.url(u"/f"_s) << false << QByteArray("HTTP/1.1");
    QTest::newRow("with TLS and HTTP/2?") << m_nginx->httpsUrl(u"/f"_s) << true << QByteArray("HTTP/2");
}

void TestClientConnections::phases()
{
    QFETCH(QString, url);
    QFETCH(bool, tls);
    QFETCH(QByteArray, version);
    for (const bool again : {false, true}) {
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        Collector sink;
        const auto result = fetch(*m_client, secure(url), sink);
        const qint64 after = QDateTime::currentMSecsSinceEpoch();
        QCOMPARE(nameOf(result.error), u"none"_s);
        QCOMPARE(result.head.version, version);
        QCOMPARE(result.head.reused, again);
        const http::Stamps &stamps = result.stamps;
        std::vector<qint64> order{before, stamps.queued};
        if (again) {
            QCOMPARE(stamps.nameResolved, 0);
            QCOMPARE(stamps.connected, 0);
            QCOMPARE(stamps.tlsDone, 0);
        } else {
            order.insert(order.end(), {stamps.nameResolved, stamps.connected});
            if (tls)
                order.push_back(stamps.tlsDone);
            else
                QCOMPARE(stamps.tlsDone, 0);
        }
        order.insert(order.end(), {stamps.requestSent, stamps.firstHeader, stamps.firstByte, stamps.ended, after});
        QVERIFY(std::ranges::is_sorted(order));
    }
}

void TestClientConnections::connectionsAreKept()
{
    for (int i = 0; i < 10; ++i) {
        Collector sink;
        QCOMPARE(nameOf(fetch(*m_client, get(m_server.url(u"/f"_s)), sink).error), u"none"_s);
    }
    QCOMPARE(m_server.connectionCount(), 1);
    m_client.reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_server.openConnections(), 0, kPatience);
}

void TestClientConnections::aDeadConnectionIsReplaced()
{
    Collector first;
    QCOMPARE(nameOf(fetch(*m_client, get(m_server.url(u"/f"_s)), first).error), u"none"_s);
    m_server.dropConnections();
    Collector second;
    const auto result = fetch(*m_client, get(m_server.url(u"/f"_s)), second);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QVERIFY(!result.head.reused);
    QCOMPARE(second.taken, 5000);
    QCOMPARE(second.heads.size(), std::size_t{1});
}

void TestClientConnections::aSlowHeadHoldsNobodyUp()
{
    m_server.setScript(u"/silent"_s, {.opening = demo::Opening::Silent});
    const Fetch silent(*m_client, get(m_server.url(u"/silent"_s)));
    const Fetch quick(*m_client, get(m_server.url(u"/f"_s)));
    QVERIFY(quick.wait());
    QVERIFY(quick.isGood());
    QVERIFY(!silent.isOver());
}

void TestClientConnections::manyOnFewConnections_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("do 500 files come over HTTP/2?") << true;
    QTest::newRow("do 500 files come over HTTP/1.1?") << false;
}

void TestClientConnections::manyOnFewConnections()
{
    QFETCH(bool, tls);
    constexpr int kAll = 500;
    constexpr int kAtOnce = 64;
    std::vector<std::unique_ptr<Fetch>> fetches;
    const auto running = [&] {
        return std::ranges::count_if(fetches, [](const auto &fetch) { return !fetch->isOver(); });
    };
    while (std::ssize(fetches) < kAll) {
        while (std::ssize(fetches) < kAll && running() < kAtOnce) {
            const QString path = u"/f?%1"_s.arg(fetches.size());
            fetches.push_back(
                std::make_unique<Fetch>(*m_client, secure(tls ? m_nginx->httpsUrl(path) : m_server.url(path))));
        }
        QVERIFY(QTest::qWaitFor([&] { return running() < kAtOnce; }, kPatience));
    }
    QVERIFY(QTest::qWaitFor([&] { return running() == 0; }, kPatience));
    QCOMPARE(m_client->running(), 0);
    int opened = 0;
    for (const auto &fetch : fetches) {
        QVERIFY2(fetch->isGood(), qPrintable(fetch->result().error.value_or(Error()).detail));
        QCOMPARE(fetch->sink.taken, 5000);
        opened += fetch->result().head.reused ? 0 : 1;
    }
    QVERIFY2(opened <= (tls ? 8 : kAtOnce), qPrintable(QString::number(opened)));
    if (!tls)
        QVERIFY(m_server.connectionCount() <= kAtOnce);
}

void TestClientConnections::stoppedStreamsDoNoHarm()
{
    // Half of the streams of a shared connection are stopped at different times; the others are whole all the same.
    m_nginx->addPattern(u"large"_s, 2'000'000);
    constexpr int kAll = 100;
    std::vector<std::unique_ptr<Fetch>> fetches;
    for (int i = 0; i < kAll; ++i)
        fetches.push_back(std::make_unique<Fetch>(*m_client, secure(m_nginx->httpsUrl(u"/large?%1"_s.arg(i)))));
    for (int i = 0; i < kAll; i += 2) {
        QVERIFY(QTest::qWaitFor([&] { return fetches[std::size_t(i) + 1]->sink.taken > i * 1000 / kAll; }, kPatience));
        fetches[std::size_t(i)]->stop.request_stop();
    }
    for (const auto &fetch : fetches)
        QVERIFY(fetch->wait());
    for (int i = 1; i < kAll; i += 2) {
        QVERIFY(fetches[std::size_t(i)]->isGood());
        QCOMPARE(fetches[std::size_t(i)]->sink.taken, 2'000'000);
    }
    QCOMPARE(m_client->running(), 0);
}

void TestClientConnections::backpressureOverHttp2()
{
    constexpr qint64 kSize = 8 * 1024 * 1024;
    const QByteArray hash = m_nginx->addPattern(u"paused"_s, kSize);
    Fetch fetch(*m_client, secure(m_nginx->httpsUrl(u"/paused"_s)));
    int calls = 0;
    QTimer resume;
    resume.setSingleShot(true);
    QObject::connect(&resume, &QTimer::timeout, &resume, [&] { fetch.sink.resumeBody(); });
    fetch.sink.decide = [&](std::span<const char>) {
        if (++calls % 5 != 0)
            return http::BodySink::Take::All;
        resume.start(0);
        return http::BodySink::Take::None;
    };
    QVERIFY(fetch.wait());
    QVERIFY(fetch.isGood());
    QCOMPARE(fetch.sink.taken, kSize);
    QCOMPARE(fetch.sink.sha256(), hash);
}

void TestClientConnections::verification_data()
{
    QTest::addColumn<const Certificate *>("shown");
    QTest::addColumn<bool>("knowsAuthority");
    QTest::addColumn<bool>("insecure");
    QTest::addColumn<QString>("kind");
    const auto *good = &m_certificates.good();
    QTest::newRow("is an unknown authority refused?") << good << false << false << u"tls"_s;
    QTest::newRow("is a known authority trusted?") << good << true << false << u"none"_s;
    QTest::newRow("is a self-signed certificate refused?") << &m_certificates.selfSigned() << true << false << u"tls"_s;
    QTest::newRow("is an expired certificate refused?") << &m_certificates.expired() << true << false << u"tls"_s;
    QTest::newRow("is a certificate for another name refused?")
        << &m_certificates.wrongName() << true << false << u"tls"_s;
    QTest::newRow("does insecure take a self-signed one?")
        << &m_certificates.selfSigned() << false << true << u"none"_s;
    QTest::newRow("does insecure take an expired one?") << &m_certificates.expired() << false << true << u"none"_s;
    QTest::newRow("does insecure take another name?") << &m_certificates.wrongName() << false << true << u"none"_s;
}

void TestClientConnections::verification()
{
    QFETCH(const Certificate *, shown);
    QFETCH(bool, knowsAuthority);
    QFETCH(bool, insecure);
    QFETCH(QString, kind);
    demo::LoopbackServer server;
    QVERIFY(server.start({.tls = demo::TlsConfig{shown->certificatePem, shown->keyPem}}));
    server.setScript(u"/f"_s, {.size = 100});
    http::Request request = get(server.url(u"/f"_s));
    request.insecure = insecure;
    if (knowsAuthority)
        request.caFile = m_certificates.caFile().toUtf8();
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QCOMPARE(nameOf(result.error), kind);
    if (result.error) {
        QCOMPARE(sink.calls(), 0);
        QCOMPARE(server.requests().size(), std::size_t{0});
        QCOMPARE(result.error->retry, RetryClass::Never);
    }
}

void TestClientConnections::insecureIsNotInherited()
{
    demo::LoopbackServer server;
    const Certificate &shown = m_certificates.selfSigned();
    QVERIFY(server.start({.tls = demo::TlsConfig{shown.certificatePem, shown.keyPem}}));
    server.setScript(u"/f"_s, {.size = 100});
    http::Request request = get(server.url(u"/f"_s));
    request.insecure = true;
    Collector first;
    QCOMPARE(nameOf(fetch(*m_client, request, first).error), u"none"_s);
    // The handle and the connection of before are there.
    request.insecure = false;
    Collector second;
    QCOMPARE(nameOf(fetch(*m_client, request, second).error), u"tls"_s);
    QCOMPARE(second.calls(), 0);
}

void TestClientConnections::brokenHandshakes_data()
{
    QTest::addColumn<demo::AcceptMode>("mode");
    QTest::newRow("is an end within it TLS?") << demo::AcceptMode::AbortHandshake;
    QTest::newRow("is plain HTTP on a TLS port TLS?") << demo::AcceptMode::Plain;
}

void TestClientConnections::brokenHandshakes()
{
    QFETCH(demo::AcceptMode, mode);
    demo::LoopbackServer server;
    QVERIFY(server.start({.tls = demo::TlsConfig{m_certificates.good().certificatePem, m_certificates.good().keyPem}}));
    server.setAcceptMode(mode);
    Collector sink;
    const auto result = fetch(*m_client, secure(server.url(u"/f"_s)), sink);
    QCOMPARE(nameOf(result.error), u"tls"_s);
    QCOMPARE(sink.calls(), 0);
}

void TestClientConnections::noAddress_data()
{
    // Names that no resolver has to be asked about.
    QTest::addColumn<QString>("host");
    QTest::newRow("is a label of 64 letters no name?") << QString(64, u'a') + u".invalid"_s;
    QTest::newRow("is an empty label no name?") << u"a..invalid"_s;
}

void TestClientConnections::noAddress()
{
    QFETCH(QString, host);
    Collector sink;
    const auto result = fetch(*m_client, get(u"http://"_s + host + u"/f"_s), sink);
    QCOMPARE(nameOf(result.error), u"name-resolution"_s);
    QCOMPARE(result.error->host, host);
    QCOMPARE(result.stamps.nameResolved, 0);
    QCOMPARE(result.error->retry, RetryClass::AfterBackoff);
}

void TestClientConnections::closedPort()
{
    Collector sink;
    const auto result = fetch(*m_client, get(u"http://127.0.0.1:%1/f"_s.arg(freePort())), sink);
    QCOMPARE(nameOf(result.error), u"connect"_s);
    QCOMPARE(result.error->osError, ECONNREFUSED);
    QCOMPARE(result.stamps.connected, 0);
    QCOMPARE(sink.calls(), 0);
}

void TestClientConnections::basicAuth_data()
{
    QTest::addColumn<QString>("userInfo");
    QTest::addColumn<int>("status");
    QTest::newRow("are right credentials accepted?") << u"user:secret@"_s << 200;
    QTest::newRow("are encoded credentials decoded?") << u"us%65r:s%65cret@"_s << 200;
    QTest::newRow("are wrong ones an answer like any other?") << u"user:wrong@"_s << 401;
    QTest::newRow("are none an answer like any other?") << QString() << 401;
}

void TestClientConnections::basicAuth()
{
    QFETCH(QString, userInfo);
    QFETCH(int, status);
    QString url = m_nginx->httpUrl(u"/basic/f"_s);
    url.insert(7, userInfo);
    Collector sink;
    const auto result = fetch(*m_client, get(url), sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(result.head.status, status);
}

void TestClientConnections::cookieFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"cookies.txt"_s);
    const QByteArray text = "# Netscape HTTP Cookie File\n"
                            "127.0.0.1\tFALSE\t/\tFALSE\t0\tmine\tyes\n"
                            "127.0.0.1\tFALSE\t/elsewhere\tFALSE\t0\tpath\tno\n"
                            "127.0.0.1\tFALSE\t/\tFALSE\t1000\told\tno\n"
                            "elsewhere.example\tFALSE\t/\tFALSE\t0\thost\tno\n"
                            "nonsense\n";
    writeFile(path, text);
    m_server.setScript(u"/sets"_s, {.headers = {"Set-Cookie: mine=changed; Path=/"}, .size = 10});
    http::Request request = get(m_server.url(u"/sets"_s));
    request.cookieFile = path.toUtf8();
    for (int i = 0; i < 2; ++i) {
        Collector sink;
        QCOMPARE(nameOf(fetch(*m_client, request, sink).error), u"none"_s);
        QCOMPARE(m_server.requests(u"/sets"_s).at(std::size_t(i)).header("Cookie"), QByteArray("mine=yes"));
    }
    QCOMPARE(readFile(path), text);
    // A fetch without the file sends none of it.
    Collector sink;
    QCOMPARE(nameOf(fetch(*m_client, get(m_server.url(u"/sets"_s)), sink).error), u"none"_s);
    QCOMPARE(m_server.requests(u"/sets"_s).at(2).header("Cookie"), QByteArray());
}

void TestClientConnections::aCookieFileNamedDash()
{
    // To libcurl "-" is standard input, which would hold up the engine.
    const QTemporaryDir folder;
    writeFile(folder.filePath(u"-"_s), "127.0.0.1\tFALSE\t/\tFALSE\t0\tdash\tyes\n");
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(folder.path()));
    http::Request request = get(m_server.url(u"/f"_s));
    request.cookieFile = "-";
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(m_server.requests(u"/f"_s).at(0).header("Cookie"), QByteArray("dash=yes"));
}

void TestClientConnections::proxy()
{
    http::Request request = get(u"http://elsewhere.example/f?q=1"_s);
    request.proxy = m_server.baseUrl().toUtf8();
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(sink.taken, 5000);
    const auto seen = m_server.requests(u"/f"_s).at(0);
    QCOMPARE(seen.target, QByteArray("http://elsewhere.example/f?q=1"));
    QCOMPARE(seen.header("Host"), QByteArray("elsewhere.example"));
    // The next one goes its own way.
    Collector direct;
    QCOMPARE(nameOf(fetch(*m_client, get(m_server.url(u"/f"_s)), direct).error), u"none"_s);
    QCOMPARE(m_server.requests(u"/f"_s).at(1).target, QByteArray("/f"));
}

void TestClientConnections::proxiedFtp_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("is the file delivered?") << 200;
    QTest::newRow("is an error page told by its status?") << 404;
}

void TestClientConnections::proxiedFtp()
{
    QFETCH(int, status);
    m_server.setScript(u"/pub/f"_s, {.status = status, .size = 700});
    http::Request request = get(u"ftp://elsewhere.example/pub/f"_s);
    request.proxy = m_server.baseUrl().toUtf8();
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(sink.heads.size(), std::size_t{1});
    QVERIFY(sink.heads[0].isHttp);
    QCOMPARE(sink.heads[0].status, status);
    QCOMPARE(sink.taken, 700);
}

void TestClientConnections::proxyRefusesTunnel()
{
    m_server.setFallback(demo::failure(403));
    http::Request request = get(u"https://elsewhere.example/f"_s);
    request.proxy = m_server.baseUrl().toUtf8();
    Collector sink;
    const auto result = fetch(*m_client, request, sink);
    QCOMPARE(nameOf(result.error), u"connect"_s);
    QCOMPARE(sink.calls(), 0);
    QCOMPARE(m_server.requests().at(0).method, QByteArray("CONNECT"));
}

QTEST_GUILESS_MAIN(TestClientConnections)
#include "tst_client_connections.moc"
