// SPDX-License-Identifier: MIT
// Proxies that only the environment names. A process of its own, for the environment is read once.
#include "app/demo/loopback_server.h"
#include "tests/core/http/fetching.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::test;

class TestClientEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetProxies();
        QVERIFY(m_server.start());
        m_server.setFallback({.size = 7});
        qputenv("http_proxy", m_server.baseUrl().toLatin1());
        qputenv("no_proxy", "127.0.0.1,.direct.invalid");
    }

    void whereARequestGoes_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("arrives");
        QTest::newRow("is the proxy asked for a host it alone can find?") << u"http://host.invalid/file"_s << true;
        QTest::newRow("is it not asked where no_proxy says so?") << u"http://a.direct.invalid/file"_s << false;
        QTest::newRow("is it not asked for https, which has none?") << u"https://host.invalid/file"_s << false;
    }

    void whereARequestGoes()
    {
        QFETCH(QString, url);
        QFETCH(bool, arrives);
        http::Client client;
        Collector sink;
        const auto result = fetch(client, get(url), sink);
        QCOMPARE(nameOf(result.error), arrives ? u"none"_s : u"name-resolution"_s);
    }

private:
    demo::LoopbackServer m_server;
};

QTEST_GUILESS_MAIN(TestClientEnvironment)
#include "tst_client_environment.moc"
