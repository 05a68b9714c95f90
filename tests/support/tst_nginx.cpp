// SPDX-License-Identifier: MIT
#include "tests/support/nginx.h"

#include "app/demo/gzip.h"
#include "app/demo/pattern.h"
#include "tests/support/certificates.h"
#include "tests/support/command.h"

#include <QTcpSocket>
#include <QTest>

#include <csignal>
#include <memory>
#include <stdexcept>

using namespace sluice::test;

namespace {

QByteArray curl(const QStringList &arguments)
{
    return run(QStringLiteral("curl"),
        QStringList{QStringLiteral("-sS"), QStringLiteral("--noproxy"), QStringLiteral("*")} + arguments);
}

QByteArray status(const QString &url)
{
    return curl({QStringLiteral("-o"), QStringLiteral("/dev/null"), QStringLiteral("-w"),
        QStringLiteral("%{http_code} %{redirect_url}"), url});
}

} // namespace

class TestNginx : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void files();
    void locations_data();
    void locations();
    void contentDisposition();
    void gzipUnasked();
    void basicAuth();
    void noRange();
    void delay();
    void http2();
    void manyAtOnce();
    void workers();
    void unreadableCertificate();

private:
    const Certificates m_certificates;
    std::unique_ptr<Nginx> m_nginx;
};

void TestNginx::initTestCase()
{
    m_nginx = std::make_unique<Nginx>(NginxOptions{.certificate = &m_certificates.good()});
    m_nginx->addFile(QStringLiteral("hello.txt"), "hello");
}

void TestNginx::files()
{
    m_nginx->addPattern(QStringLiteral("dir/a b.bin"), 100'000, 5);
    QCOMPARE(curl({m_nginx->httpUrl(QStringLiteral("/dir/a%20b.bin"))}), sluice::demo::patternBytes(5, 0, 100'000));
    QCOMPARE(curl({QStringLiteral("-r"), QStringLiteral("10-19"), m_nginx->httpUrl(QStringLiteral("/dir/a%20b.bin"))}),
        sluice::demo::patternBytes(5, 10, 10));
}

void TestNginx::locations_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("is a missing file 404?") << QStringLiteral("/nothing") << QByteArray("404 ");
    for (const char *code : {"301", "302", "303", "307", "308"}) {
        QTest::addRow("does %s lead to the file?", code)
            << QStringLiteral("/redirect/%1/hello.txt").arg(QLatin1StringView(code))
            << QByteArray(code) + ' ' + m_nginx->httpUrl(QStringLiteral("/hello.txt")).toLatin1();
    }
    for (const char *code : {"403", "404", "410", "429", "500", "503"}) {
        QTest::addRow("is the status %s?", code)
            << QStringLiteral("/status/") + QLatin1StringView(code) << QByteArray(code) + ' ';
    }
    QTest::newRow("does basic want a password?") << QStringLiteral("/basic/hello.txt") << QByteArray("401 ");
    QTest::newRow("is slow served?") << QStringLiteral("/slow/hello.txt") << QByteArray("200 ");
}

void TestNginx::locations()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, answer);
    QCOMPARE(status(m_nginx->httpUrl(path)), answer);
}

void TestNginx::contentDisposition()
{
    const QByteArray plain
        = curl({QStringLiteral("-i"), m_nginx->httpUrl(QStringLiteral("/cd/a%20name.bin/hello.txt"))});
    QVERIFY(plain.contains("Content-Disposition: attachment; filename=\"a name.bin\"\r\n"));
    QVERIFY(plain.endsWith("\r\n\r\nhello"));
    const QByteArray extended = curl({QStringLiteral("-i"), m_nginx->httpUrl(QStringLiteral("/cd-utf8/hello.txt"))});
    QVERIFY(extended.contains("filename*=UTF-8''na%C3%AFve%20file.bin"));
}

void TestNginx::gzipUnasked()
{
    m_nginx->addGzip(QStringLiteral("log.txt"), "a log");
    const QString url = m_nginx->httpUrl(QStringLiteral("/gz/log.txt"));
    QCOMPARE(curl({url}), sluice::demo::gzip("a log"));
    QCOMPARE(curl({QStringLiteral("--compressed"), url}), QByteArray("a log"));
}

void TestNginx::basicAuth()
{
    const QString url = m_nginx->httpUrl(QStringLiteral("/basic/hello.txt"));
    QCOMPARE(curl({QStringLiteral("-u"), QStringLiteral("user:secret"), url}), QByteArray("hello"));
    QVERIFY_THROWS_EXCEPTION(
        std::runtime_error, curl({QStringLiteral("-f"), QStringLiteral("-u"), QStringLiteral("user:wrong"), url}));
}

void TestNginx::noRange()
{
    QCOMPARE(
        curl({QStringLiteral("-r"), QStringLiteral("1-2"), m_nginx->httpUrl(QStringLiteral("/no-range/hello.txt"))}),
        QByteArray("hello"));
}

void TestNginx::delay()
{
    const QByteArray answer = status(m_nginx->httpUrl(QStringLiteral("/delay/0.1/hello.txt")));
    QCOMPARE(answer, m_nginx->hasDelay() ? QByteArray("200 ") : QByteArray("404 "));
}

void TestNginx::http2()
{
    const QByteArray answer = curl({QStringLiteral("--cacert"), m_certificates.caFile(), QStringLiteral("-w"),
        QStringLiteral(" %{http_version}"), m_nginx->httpsUrl(QStringLiteral("/hello.txt"))});
    QCOMPARE(answer, QByteArray("hello 2"));
}

void TestNginx::manyAtOnce()
{
    const Nginx other;
    QVERIFY(other.httpPort() != m_nginx->httpPort());
    QCOMPARE(status(other.httpUrl(QStringLiteral("/hello.txt"))), QByteArray("404 "));
}

void TestNginx::workers()
{
    qint64 pid = 0;
    quint16 port = 0;
    {
        Nginx nginx(NginxOptions{.workers = 2});
        nginx.addFile(QStringLiteral("f"), "from a worker");
        QCOMPARE(curl({nginx.httpUrl(QStringLiteral("/f"))}), QByteArray("from a worker"));
        pid = nginx.pid();
        port = nginx.httpPort();
    }
    QCOMPARE(::kill(static_cast<pid_t>(pid), 0), -1);
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    QVERIFY(!socket.waitForConnected(1000));
}

void TestNginx::unreadableCertificate()
{
    const Certificate missing{.certificateFile = QStringLiteral("/no/such.pem"),
        .keyFile = QStringLiteral("/no/such.key"),
        .certificatePem = {},
        .keyPem = {}};
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, Nginx(NginxOptions{.certificate = &missing}));
}

QTEST_GUILESS_MAIN(TestNginx)
#include "tst_nginx.moc"
