// SPDX-License-Identifier: MIT
// The options of `sluice get` that concern the network: limits, timeouts, retries, TLS, proxies and headers.
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/e2e/harness/event_log.h"
#include "tests/e2e/harness/sandbox.h"
#include "tests/support/certificates.h"
#include "tests/support/files.h"
#include "tests/support/ports.h"

#include <QElapsedTimer>
#include <QTest>

using namespace sluice;
using namespace sluice::e2e;
using namespace Qt::StringLiterals;

class TstGetNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void limits_data();
    void limits();
    void rateIsALimitForAllTogether();
    void timeouts_data();
    void timeouts();
    void retries_data();
    void retries();
    void aBrokenConnectionIsGoneOnWith();
    void certificates_data();
    void certificates();
    void headers();
    void badProxy();
    void proxyIsUsed();
    void passwordsAreNotShown();

private:
    std::unique_ptr<Sandbox> m_box;
    std::unique_ptr<demo::LoopbackServer> m_server;
};

void TstGetNetwork::init()
{
    m_box = std::make_unique<Sandbox>();
    m_server = std::make_unique<demo::LoopbackServer>();
    QVERIFY(m_server->start());
    m_server->setFallback({.size = 1000});
}

void TstGetNetwork::limits_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("most");
    QTest::newRow("--limit 1?") << QStringList{u"-j"_s, u"1"_s} << 1;
    QTest::newRow("--limit 4?") << QStringList{u"-j"_s, u"4"_s} << 4;
    QTest::newRow("--host-limit 3?") << QStringList{u"-j"_s, u"10"_s, u"--host-limit"_s, u"3"_s} << 3;
    QTest::newRow("none given?") << QStringList() << 5;
    QTest::newRow("more than links?") << QStringList{u"-j"_s, u"1000"_s} << 12;
}

void TstGetNetwork::limits()
{
    QFETCH(QStringList, options);
    QFETCH(int, most);
    m_server->setFallback({.size = 1000, .delayBeforeFirstByteMs = 200});
    QStringList links;
    for (int i = 0; i < 12; ++i)
        links << m_server->url(u"/%1"_s.arg(i));
    const Outcome outcome = m_box->get(options + QStringList(u"--json"_s) + links);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(EventLog(outcome.out).problems(), QString());
    QCOMPARE(m_server->concurrentPeak(), most);
}

void TstGetNetwork::rateIsALimitForAllTogether()
{
    // 1.2 MB at 400 kB a second cannot take less than 3 s; a burst of half a second is allowed for.
    m_server->setFallback({.size = 400'000});
    QElapsedTimer clock;
    clock.start();
    const Outcome outcome = m_box->get({u"--json"_s, u"--limit-rate"_s, u"400000"_s, m_server->url(u"/1"_s),
        m_server->url(u"/2"_s), m_server->url(u"/3"_s)});
    QCOMPARE(outcome.status, 0);
    QVERIFY2(clock.elapsed() >= 2500, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(EventLog(outcome.out).problems(), QString());
}

void TstGetNetwork::timeouts_data()
{
    QTest::addColumn<demo::AcceptMode>("mode");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("kind");
    using enum demo::AcceptMode;
    QTest::newRow("--connect-timeout: who never completes the TLS handshake?")
        << Silent << QStringList{u"--connect-timeout"_s, u"0.5"_s} << u"timeout-connect"_s;
    QTest::newRow("--stall-timeout: who falls silent?")
        << Serve << QStringList{u"--stall-timeout"_s, u"0.5"_s} << u"timeout-stall"_s;
    QTest::newRow("--timeout: who takes too long in all?")
        << Serve << QStringList{u"--timeout"_s, u"0.7"_s} << u"timeout-deadline"_s;
}

void TstGetNetwork::timeouts()
{
    QFETCH(demo::AcceptMode, mode);
    QFETCH(QStringList, options);
    QFETCH(QString, kind);
    m_server->setAcceptMode(mode);
    m_server->setFallback({.size = 1'000'000, .stallAfterBytes = 100'000});
    QString link = m_server->url(u"/a"_s);
    if (mode == demo::AcceptMode::Silent)
        link.replace(u"http:"_s, u"https:"_s);
    const Outcome outcome = m_box->get(options + QStringList{u"--json"_s, u"--retries"_s, u"0"_s, link});
    QCOMPARE(outcome.status, 1);
    const EventLog log(outcome.out);
    QCOMPARE(log.problems(), QString());
    QCOMPARE(log.named(u"failed"_s).size(), 1U);
    QCOMPARE(log.named(u"failed"_s)[0]["error"_L1]["kind"_L1].toString(), kind);
}

void TstGetNetwork::retries_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<QString>("retries");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("requests");
    QTest::newRow("none?") << 1 << u"0"_s << 1 << 1;
    QTest::newRow("just enough?") << 2 << u"2"_s << 0 << 3;
    QTest::newRow("one too few?") << 3 << u"2"_s << 1 << 3;
}

void TstGetNetwork::retries()
{
    QFETCH(int, failures);
    QFETCH(QString, retries);
    QFETCH(int, status);
    QFETCH(int, requests);
    m_server->setScripts(u"/a"_s, demo::failFirst(failures, demo::failure(500), {.size = 1000}));
    const Outcome outcome
        = m_box->get({u"--json"_s, u"--retries"_s, retries, u"--retry-wait"_s, u"0.1"_s, m_server->url(u"/a"_s)});
    QCOMPARE(outcome.status, status);
    QCOMPARE(EventLog(outcome.out).problems(), QString());
    QCOMPARE(int(m_server->requests(u"/a"_s).size()), requests);
    QCOMPARE(int(EventLog(outcome.out).named(u"retry"_s).size()), requests - 1);
}

void TstGetNetwork::aBrokenConnectionIsGoneOnWith()
{
    const demo::Script whole{.size = 2'000'000, .etag = "\"e\"", .bytesPerSecond = 4'000'000};
    demo::Script broken = whole;
    broken.resetAfterBytes = 1'000'000;
    m_server->setScripts(u"/a"_s, demo::failFirst(1, broken, whole));
    const Outcome outcome = m_box->get({u"--json"_s, u"--retry-wait"_s, u"0.1"_s, m_server->url(u"/a"_s)});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(EventLog(outcome.out).problems(), QString());
    const auto requests = m_server->requests(u"/a"_s);
    QCOMPARE(requests.size(), 2U);
    QVERIFY(requests[1].range.startsWith("bytes="));
    QCOMPARE(m_box->sha256(u"a"_s), demo::patternSha256(demo::patternSeed(u"/a"), 2'000'000));
}

void TstGetNetwork::certificates_data()
{
    QTest::addColumn<QString>("server"); // whose certificate it shows
    QTest::addColumn<bool>("knowsAuthority");
    QTest::addColumn<bool>("insecure");
    QTest::addColumn<int>("status");
    QTest::newRow("of an unknown authority?") << u"good"_s << false << false << 1;
    QTest::newRow("of an authority in --ca-file?") << u"good"_s << true << false << 0;
    QTest::newRow("of an unknown authority, --insecure?") << u"good"_s << false << true << 0;
    QTest::newRow("expired?") << u"expired"_s << true << false << 1;
    QTest::newRow("for another name?") << u"wrong-name"_s << true << false << 1;
}

void TstGetNetwork::certificates()
{
    QFETCH(QString, server);
    QFETCH(bool, knowsAuthority);
    QFETCH(bool, insecure);
    QFETCH(int, status);
    const test::Certificates all;
    const test::Certificate &shown = server == "good"_L1 ? all.good()
        : server == "expired"_L1                         ? all.expired()
                                                         : all.wrongName();
    demo::LoopbackServer secure;
    const auto url = secure.start({.tls = demo::TlsConfig{shown.certificatePem, shown.keyPem}});
    QVERIFY2(url, qPrintable(url ? QString() : url.error()));
    secure.setFallback({.size = 50'000});

    QStringList arguments{u"--json"_s, u"--retries"_s, u"0"_s, secure.url(u"/a"_s)};
    if (knowsAuthority)
        arguments << u"--ca-file"_s << all.caFile();
    if (insecure)
        arguments << u"--insecure"_s;
    const Outcome outcome = m_box->get(arguments);
    QCOMPARE(outcome.status, status);
    const EventLog log(outcome.out);
    QCOMPARE(log.problems(), QString());
    if (status == 0)
        QCOMPARE(m_box->sha256(u"a"_s), demo::patternSha256(demo::patternSeed(u"/a"), 50'000));
    else
        QCOMPARE(log.named(u"failed"_s)[0]["error"_L1]["kind"_L1].toString(), u"tls"_s);
    QCOMPARE(secure.requests().size(), status == 0 ? 1U : 0U);
}

void TstGetNetwork::headers()
{
    const QString cookies = m_box->path(u"cookies.txt"_s);
    test::writeFile(cookies, "# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\tflavour\tplain\n");
    const Outcome outcome = m_box->get({u"-H"_s, u"X-One: 1"_s, u"-H"_s, u"X-Two: 2"_s, u"-A"_s, u"Tester/1"_s,
        u"--referer"_s, u"http://page.example/x"_s, u"--cookies"_s, cookies, m_server->url(u"/a"_s)});
    QCOMPARE(outcome.status, 0);
    const auto requests = m_server->requests(u"/a"_s);
    QCOMPARE(requests.size(), 1U);
    QCOMPARE(requests[0].header("X-One"), QByteArray("1"));
    QCOMPARE(requests[0].header("X-Two"), QByteArray("2"));
    QCOMPARE(requests[0].header("User-Agent"), QByteArray("Tester/1"));
    QCOMPARE(requests[0].header("Referer"), QByteArray("http://page.example/x"));
    QCOMPARE(requests[0].header("Cookie"), QByteArray("flavour=plain"));
    QVERIFY(!requests[0].header("Accept-Encoding").contains("gzip")); // bytes are to be kept as they are stored
}

void TstGetNetwork::badProxy()
{
    const QString proxy = u"http://127.0.0.1:%1"_s.arg(test::freePort());
    const Outcome outcome
        = m_box->get({u"--json"_s, u"--retries"_s, u"0"_s, u"--proxy"_s, proxy, m_server->url(u"/a"_s)});
    QCOMPARE(outcome.status, 1);
    const EventLog log(outcome.out);
    QCOMPARE(log.problems(), QString());
    QCOMPARE(log.named(u"failed"_s)[0]["error"_L1]["kind"_L1].toString(), u"connect"_s);
    QCOMPARE(m_server->requests().size(), 0U);
}

void TstGetNetwork::proxyIsUsed()
{
    // The server answers whatever it is asked for, so it can be the proxy of a server that is nowhere.
    const Outcome outcome = m_box->get({u"--proxy"_s, m_server->baseUrl(), u"http://nowhere.invalid/b"_s});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(m_server->requests().size(), 1U);
    QVERIFY(m_server->requests()[0].target.startsWith("http://nowhere.invalid/"));
}

void TstGetNetwork::passwordsAreNotShown()
{
    m_server->setScript(u"/a"_s, {.size = 1000, .basicAuth = "user:secret"});
    QString link = m_server->url(u"/a"_s);
    link.insert(7, u"user:secret@"_s);
    const Outcome good = m_box->get({u"--json"_s, link});
    QCOMPARE(good.status, 0);
    QVERIFY2(!good.out.contains("secret") && !good.err.contains("secret"), good.out.constData());
    const Outcome bad = m_box->get({QString(link).replace(u"secret"_s, u"wrong-word"_s)});
    QCOMPARE(bad.status, 1);
    QVERIFY2(bad.err.contains("401") && !bad.err.contains("wrong-word"), bad.err.constData());
}

QTEST_GUILESS_MAIN(TstGetNetwork)
#include "tst_get_network.moc"
