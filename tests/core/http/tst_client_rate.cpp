// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "core/http/curl/easy.h"
#include "core/http/curl/multi.h"
#include "core/http/rate_gate.h"
#include "core/http/transfer.h"
#include "tests/core/http/fetching.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::test;
using http::Client;

/// The limit on all fetches together. Time is only ever asked to have been long enough: a machine may be slow.
class TestClientRate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void theGateKeepsTheOrder();
    void neverFasterThanTheRate();
    void togetherNotEach();
    void everyoneGetsATurn();
    void lowered();
    void liftedAtOnce();
    void pausedByBoth();
    void theEventLoopGetsItsTurn();

private:
    demo::LoopbackServer m_server;
    std::unique_ptr<Client> m_client;
};

void TestClientRate::initTestCase()
{
    forgetProxies();
    QVERIFY(m_server.start());
    m_server.setScript(u"/f"_s, {.size = 300'000});
    m_server.setScript(u"/large"_s, {.size = 64 * 1024 * 1024});
}

void TestClientRate::init()
{
    m_client = std::make_unique<Client>();
    m_server.clearRecords();
}

void TestClientRate::theGateKeepsTheOrder()
{
    http::curl::Multi multi;
    http::curl::Easy easy;
    http::RateGate gate;
    Collector sink;
    http::Transfer first(multi, gate, easy, get(u"http://127.0.0.1/"_s), sink, {});
    http::Transfer second(multi, gate, easy, get(u"http://127.0.0.1/"_s), sink, {});
    QVERIFY(gate.admit(&first, 1'000'000'000));
    QVERIFY(!gate.isLimited());
    gate.setRate(1);
    QVERIFY(gate.isLimited());
    QVERIFY(!gate.admit(&first, 10)); // nothing has flowed in yet
    // The rate is high enough now, but who waits goes first.
    gate.setRate(1'000'000'000'000);
    QVERIFY(!gate.admit(&second, 10));
    gate.forget(&first);
    gate.forget(&second);
    QTRY_VERIFY(gate.admit(&second, 10));
    gate.setRate(0);
    QVERIFY(gate.admit(&first, 1'000'000'000));
    gate.setRate(-5);
    QVERIFY(!gate.isLimited());
}

void TestClientRate::neverFasterThanTheRate()
{
    m_client->setRateLimit(300'000);
    QElapsedTimer timer;
    timer.start();
    Collector sink;
    const auto result = fetch(*m_client, get(m_server.url(u"/f"_s)), sink);
    QCOMPARE(nameOf(result.error), u"none"_s);
    QCOMPARE(sink.sha256(), demo::patternSha256(demo::patternSeed(u"/f"), 300'000));
    // Less what may be saved up before the first byte and what the last piece may overdraw.
    QVERIFY2(timer.elapsed() >= 700, qPrintable(QString::number(timer.elapsed())));
}

void TestClientRate::togetherNotEach()
{
    m_client->setRateLimit(1'000'000);
    QElapsedTimer timer;
    timer.start();
    std::vector<std::unique_ptr<Fetch>> fetches;
    for (int i = 0; i < 5; ++i)
        fetches.push_back(std::make_unique<Fetch>(*m_client, get(m_server.url(u"/f"_s))));
    for (const auto &fetch : fetches) {
        QVERIFY(fetch->wait());
        QVERIFY(fetch->isGood());
        QCOMPARE(fetch->sink.sha256(), demo::patternSha256(demo::patternSeed(u"/f"), 300'000));
    }
    QVERIFY2(timer.elapsed() >= 1200, qPrintable(QString::number(timer.elapsed())));
}

void TestClientRate::everyoneGetsATurn()
{
    m_client->setRateLimit(500'000);
    std::vector<std::unique_ptr<Fetch>> fetches;
    for (int i = 0; i < 4; ++i)
        fetches.push_back(std::make_unique<Fetch>(*m_client, get(m_server.url(u"/large"_s))));
    const auto extremes = [&] {
        return std::ranges::minmax(
            fetches | std::views::transform([](const auto &fetch) { return fetch->sink.taken; }));
    };
    QTRY_VERIFY_WITH_TIMEOUT(extremes().max >= 300'000, kPatience);
    const auto [least, most] = extremes();
    QVERIFY2(least >= most / 4, qPrintable(u"%1 of %2"_s.arg(least).arg(most)));
}

void TestClientRate::lowered()
{
    Fetch fetch(*m_client, get(m_server.url(u"/large"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(fetch.sink.taken > 1'000'000, kPatience);
    m_client->setRateLimit(100'000);
    // One piece may still come on what is there; from then on it is the rate.
    const qint64 before = fetch.sink.taken;
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY_WITH_TIMEOUT(fetch.sink.taken >= before + 200'000, kPatience);
    QVERIFY2(timer.elapsed() >= 1000, qPrintable(QString::number(timer.elapsed())));
}

void TestClientRate::liftedAtOnce()
{
    m_client->setRateLimit(10); // the first piece is worth half an hour
    Fetch fetch(*m_client, get(m_server.url(u"/f"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(fetch.sink.taken > 0, kPatience);
    QVERIFY(fetch.sink.taken < 300'000);
    m_client->setRateLimit(0);
    QVERIFY(fetch.wait());
    QVERIFY(fetch.isGood());
    QCOMPARE(fetch.sink.taken, 300'000);
}

void TestClientRate::pausedByBoth()
{
    m_client->setRateLimit(2'000'000);
    Fetch fetch(*m_client, get(m_server.url(u"/f"_s)));
    int calls = 0;
    QTimer resume;
    resume.setSingleShot(true);
    QObject::connect(&resume, &QTimer::timeout, &resume, [&] { fetch.sink.resumeBody(); });
    fetch.sink.decide = [&](std::span<const char>) {
        if (++calls % 2 != 0)
            return http::BodySink::Take::All;
        resume.start(0);
        return http::BodySink::Take::None;
    };
    QVERIFY(fetch.wait());
    QVERIFY(fetch.isGood());
    QCOMPARE(fetch.sink.sha256(), demo::patternSha256(demo::patternSeed(u"/f"), 300'000));
}

void TestClientRate::theEventLoopGetsItsTurn()
{
    // Twenty connections that always have data, and a receiver slow enough that they never run dry: each call takes
    // at least 2 ms. What else waits in the loop gets its turn all the same, and so does every connection.
    std::vector<std::unique_ptr<Fetch>> fetches;
    int calls = 0;
    for (int i = 0; i < 20; ++i) {
        fetches.push_back(std::make_unique<Fetch>(*m_client, get(m_server.url(u"/large"_s))));
        fetches.back()->sink.decide = [&calls](std::span<const char>) {
            ++calls;
            QElapsedTimer timer;
            timer.start();
            while (timer.elapsed() < 2) { }
            return http::BodySink::Take::All;
        };
    }
    int turns = 0;
    int callsBefore = 0;
    int mostInOneTurn = 0;
    QTimer other;
    QObject::connect(&other, &QTimer::timeout, &other, [&] {
        ++turns;
        mostInOneTurn = std::max(mostInOneTurn, calls - std::exchange(callsBefore, calls));
    });
    other.start(0);
    QTRY_VERIFY_WITH_TIMEOUT(
        std::ranges::all_of(fetches, [](const auto &fetch) { return fetch->sink.taken > 500'000; }), kPatience);
    QVERIFY(turns > 10);
    QVERIFY2(mostInOneTurn < 200, qPrintable(QString::number(mostInOneTurn)));
}

QTEST_GUILESS_MAIN(TestClientRate)
#include "tst_client_rate.moc"
