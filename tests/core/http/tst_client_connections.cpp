// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/core/http/fetching.h"
#include "tests/support/certificates.h"
#include "tests/support/nginx.h"
#include "tests/support/ports.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::test;
using http::Client;

/// Connections: their phases, their re-use, HTTP/2, and those that do not come about.
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
    void noAddress_data();
    void noAddress();
    void closedPort();

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

QTEST_GUILESS_MAIN(TestClientConnections)
#include "tst_client_connections.moc"
