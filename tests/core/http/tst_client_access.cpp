// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"
#include "tests/core/http/fetching.h"
#include "tests/support/certificates.h"
#include "tests/support/files.h"
#include "tests/support/nginx.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::test;
using http::Client;

/// Whom a connection trusts, what identifies the user on it, and which proxy it goes through.
class TestClientAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void verification_data();
    void verification();
    void insecureIsNotInherited();
    void brokenHandshakes_data();
    void brokenHandshakes();
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

void TestClientAccess::initTestCase()
{
    forgetProxies();
    QVERIFY(m_server.start());
    m_server.setScript(u"/f"_s, {.size = 5000});
    m_nginx = std::make_unique<Nginx>(NginxOptions{.certificate = &m_certificates.good()});
    m_nginx->addPattern(u"f"_s, 5000);
}

void TestClientAccess::init()
{
    m_client = std::make_unique<Client>();
    m_server.clearRecords();
}

void TestClientAccess::verification_data()
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

void TestClientAccess::verification()
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

void TestClientAccess::insecureIsNotInherited()
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

void TestClientAccess::brokenHandshakes_data()
{
    QTest::addColumn<demo::AcceptMode>("mode");
    QTest::newRow("is an end within it TLS?") << demo::AcceptMode::AbortHandshake;
    QTest::newRow("is plain HTTP on a TLS port TLS?") << demo::AcceptMode::Plain;
}

void TestClientAccess::brokenHandshakes()
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

void TestClientAccess::basicAuth_data()
{
    QTest::addColumn<QString>("userInfo");
    QTest::addColumn<int>("status");
    QTest::newRow("are right credentials accepted?") << u"user:secret@"_s << 200;
    QTest::newRow("are encoded credentials decoded?") << u"us%65r:s%65cret@"_s << 200;
    QTest::newRow("are wrong ones an answer like any other?") << u"user:wrong@"_s << 401;
    QTest::newRow("are none an answer like any other?") << QString() << 401;
}

void TestClientAccess::basicAuth()
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

void TestClientAccess::cookieFile()
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

void TestClientAccess::aCookieFileNamedDash()
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

void TestClientAccess::proxy()
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

void TestClientAccess::proxiedFtp_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("is the file delivered?") << 200;
    QTest::newRow("is an error page told by its status?") << 404;
}

void TestClientAccess::proxiedFtp()
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

void TestClientAccess::proxyRefusesTunnel()
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

QTEST_GUILESS_MAIN(TestClientAccess)
#include "tst_client_access.moc"
