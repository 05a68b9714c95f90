// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/lab/raw_client.h"
#include "tests/support/certificates.h"
#include "tests/support/command.h"

#include <QProcess>
#include <QTest>

using namespace sluice::demo;
using sluice::lab::RawClient;
using sluice::lab::statusOf;
using sluice::test::Certificate;
using Qt::operator""_s;

namespace {

TlsConfig tlsOf(const Certificate &certificate)
{
    return {certificate.certificatePem, certificate.keyPem};
}

struct Curl {
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

Curl curl(const QStringList &arguments)
{
    QProcess process;
    process.start(u"curl"_s, QStringList{u"-sS"_s, u"--noproxy"_s, u"*"_s, u"-m"_s, u"20"_s} + arguments);
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

// curl(1), EXIT CODES
constexpr int kTlsConnectError = 35;
constexpr int kPeerNotVerified = 60;

} // namespace

class TestServerTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesTheFile();
    void verification_data();
    void verification();
    void brokenHandshakes_data();
    void brokenHandshakes();
    void plainClientOnTlsPort();
    void resetAndCloseInTheMiddle();
    void unreadableCertificate();

private:
    const sluice::test::Certificates m_certificates;
};

void TestServerTls::servesTheFile()
{
    LoopbackServer server;
    QVERIFY(server.start({.tls = tlsOf(m_certificates.good())}));
    QVERIFY(server.baseUrl().startsWith(u"https://127.0.0.1:"_s));
    server.setScript(u"/f"_s, {.size = 5'000'000});
    const Curl got = curl({u"--cacert"_s, m_certificates.caFile(), server.url(u"/f"_s), server.url(u"/f"_s)});
    QCOMPARE(got.exitCode, 0);
    const QByteArray once = patternBytes(patternSeed(u"/f"), 0, 5'000'000);
    QVERIFY(got.output == QByteArray(once + once));
    QCOMPARE(server.connectionCount(), 1);
}

void TestServerTls::verification_data()
{
    QTest::addColumn<const Certificate *>("certificate");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("is the good one good?") << &m_certificates.good() << 0;
    QTest::newRow("is a self-signed one refused?") << &m_certificates.selfSigned() << kPeerNotVerified;
    QTest::newRow("is an expired one refused?") << &m_certificates.expired() << kPeerNotVerified;
    QTest::newRow("is another name refused?") << &m_certificates.wrongName() << kPeerNotVerified;
}

void TestServerTls::verification()
{
    QFETCH(const Certificate *, certificate);
    QFETCH(int, exitCode);
    LoopbackServer server;
    QVERIFY(server.start({.tls = tlsOf(*certificate)}));
    server.setScript(u"/f"_s, {.body = "abc"});
    QCOMPARE(curl({u"--cacert"_s, m_certificates.caFile(), server.url(u"/f"_s)}).exitCode, exitCode);
    QCOMPARE(curl({u"--insecure"_s, server.url(u"/f"_s)}).output, QByteArray("abc"));
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestServerTls::brokenHandshakes_data()
{
    QTest::addColumn<AcceptMode>("mode");
    QTest::newRow("is an aborted handshake a TLS error?") << AcceptMode::AbortHandshake;
    QTest::newRow("is plain HTTP a TLS error?") << AcceptMode::Plain;
}

void TestServerTls::brokenHandshakes()
{
    QFETCH(AcceptMode, mode);
    LoopbackServer server;
    QVERIFY(server.start({.tls = tlsOf(m_certificates.good())}));
    server.setAcceptMode(mode);
    const Curl got = curl({u"--insecure"_s, server.url(u"/f"_s)});
    QVERIFY2(got.exitCode == kTlsConnectError, got.errors.constData());
}

void TestServerTls::plainClientOnTlsPort()
{
    LoopbackServer server;
    QVERIFY(server.start({.tls = tlsOf(m_certificates.good())}));
    RawClient client(server.port());
    client.get("/f");
    QCOMPARE(statusOf(client.readToEnd()), 0);
    QVERIFY(client.end() != RawClient::End::Open);
    QVERIFY(server.requests().empty());
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestServerTls::resetAndCloseInTheMiddle()
{
    LoopbackServer server;
    QVERIFY(server.start({.tls = tlsOf(m_certificates.good())}));
    server.setScript(u"/reset"_s, {.size = 1'000'000, .resetAfterBytes = 500'000});
    server.setScript(u"/close"_s, {.size = 1'000'000, .closeAfterBytes = 500'000});
    for (const QString &path : {u"/reset"_s, u"/close"_s}) {
        const Curl got = curl({u"--insecure"_s, server.url(path)});
        QVERIFY(got.exitCode != 0);
        QVERIFY(got.output == patternBytes(patternSeed(path), 0, 500'000));
    }
}

void TestServerTls::unreadableCertificate()
{
    LoopbackServer server;
    TlsConfig config = tlsOf(m_certificates.good());
    config.keyPem = "nonsense";
    const auto badKey = server.start({.tls = config});
    QVERIFY(!badKey);
    QVERIFY(badKey.error().contains(u"key"_s));
    config.certificatePem = "nonsense";
    const auto badCertificate = server.start({.tls = config});
    QVERIFY(!badCertificate);
    QVERIFY(badCertificate.error().contains(u"certificate"_s));
    QVERIFY(server.start());
}

QTEST_GUILESS_MAIN(TestServerTls)
#include "tst_server_tls.moc"
