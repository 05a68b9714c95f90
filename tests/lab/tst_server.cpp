// SPDX-License-Identifier: MIT
// What the server does right: requests, connections, records.
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/lab/raw_client.h"
#include "tests/support/command.h"

#include <QCryptographicHash>
#include <QTest>

#include <memory>
#include <thread>
#include <vector>

using namespace sluice::demo;
using sluice::lab::RawClient;
using sluice::lab::statusOf;
using Qt::operator""_s;

class TestServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startsOnce();
    void portTaken();
    void stopsAndStartsAgain();
    void servesTheFile();
    void keepsTheConnection();
    void pipelined();
    void closesWhenAsked();
    void headHasNoBody();
    void skipsRequestBodies();
    void scriptsInOrder();
    void pathsAndFallback();
    void rangeAndValidator();
    void badRequests_data();
    void badRequests();
    void records();
    void clearsRecords();
    void peak();
    void hundredsAtOnce();
    void hugeBodyTakesNoMemory();
    void curlAgrees();
    void scriptsChangeWhileItServes();
    void endsInTheMiddle();

private:
    std::unique_ptr<LoopbackServer> m_server;
};

void TestServer::init()
{
    m_server = std::make_unique<LoopbackServer>();
    QVERIFY(m_server->start());
}

void TestServer::cleanup()
{
    m_server.reset();
}

void TestServer::startsOnce()
{
    QCOMPARE(m_server->baseUrl(), u"http://127.0.0.1:%1"_s.arg(m_server->port()));
    QCOMPARE(m_server->url(u"/a"_s), m_server->baseUrl() + u"/a"_s);
    const auto again = m_server->start();
    QVERIFY(!again);
    QVERIFY(again.error().contains(m_server->baseUrl()));
}

void TestServer::portTaken()
{
    LoopbackServer other;
    const auto started = other.start({.port = m_server->port()});
    QVERIFY(!started);
    QVERIFY2(started.error().contains(QString::number(m_server->port())), qPrintable(started.error()));
    QVERIFY(other.baseUrl().isEmpty());
    QVERIFY(other.start()); // a failure leaves it ready for another try
}

void TestServer::stopsAndStartsAgain()
{
    m_server->setScript(u"/f"_s, {.body = "hello"});
    const quint16 port = m_server->port();
    RawClient open(port);
    open.get("/f");
    QCOMPARE(statusOf(open.readHead()), 200);
    m_server->stop();
    m_server->stop();
    QVERIFY(m_server->baseUrl().isEmpty());
    open.readToEnd();
    QVERIFY(open.end() != RawClient::End::Open);
    QCOMPARE(RawClient(port).end(), RawClient::End::Reset);

    QVERIFY(m_server->start());
    RawClient client(m_server->port());
    client.get("/f", "Connection: close\r\n");
    QVERIFY(client.readToEnd().endsWith("\r\n\r\nhello"));
    QCOMPARE(m_server->requests(u"/f"_s).size(), size_t(2));
}

void TestServer::servesTheFile()
{
    constexpr qint64 kSize = 3'000'003;
    m_server->setScript(u"/big.bin"_s, {.size = kSize});
    RawClient client(m_server->port());
    client.get("/big.bin");
    QVERIFY(client.readHead().contains("Content-Length: 3000003\r\n"));
    const QByteArray body = client.read(kSize);
    QCOMPARE(
        QCryptographicHash::hash(body, QCryptographicHash::Sha256), patternSha256(patternSeed(u"/big.bin"), kSize));
}

void TestServer::keepsTheConnection()
{
    m_server->setScript(u"/f"_s, {.body = "abc"});
    RawClient client(m_server->port());
    for (int turn = 0; turn < 3; ++turn) {
        client.get("/f");
        QCOMPARE(statusOf(client.readHead()), 200);
        QCOMPARE(client.read(3), QByteArray("abc"));
    }
    QCOMPARE(m_server->connectionCount(), 1);
    QCOMPARE(m_server->openConnections(), 1);
    client.leave();
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void TestServer::pipelined()
{
    constexpr int kRequests = 2000;
    m_server->setScript(u"/f"_s, {.body = "abc"});
    RawClient client(m_server->port());
    std::thread sender([&client] { client.send(QByteArray("GET /f HTTP/1.1\r\n\r\n").repeated(kRequests)); });
    int answered = 0;
    while (answered < kRequests && statusOf(client.readHead()) == 200 && client.read(3) == "abc") {
        ++answered;
    }
    sender.join();
    QCOMPARE(answered, kRequests);
    QCOMPARE(m_server->concurrentPeak(), 1);
}

void TestServer::closesWhenAsked()
{
    m_server->setScript(u"/f"_s, {.body = "abc"});
    m_server->setScript(u"/once"_s, {.closeConnection = true, .body = "abc"});
    m_server->setScript(u"/old"_s, {.http10 = true, .body = "abc"});
    for (const auto &[path, lines] : {std::pair("/f", "Connection: close\r\n"), {"/once", ""}, {"/old", ""}}) {
        RawClient client(m_server->port());
        client.get(path, lines);
        QVERIFY2(client.readToEnd().endsWith("\r\n\r\nabc"), path);
        QCOMPARE(client.end(), RawClient::End::Closed);
    }
}

void TestServer::headHasNoBody()
{
    m_server->setScript(u"/f"_s, {.body = "abc"});
    RawClient client(m_server->port());
    client.request("HEAD", "/f");
    QVERIFY(client.readHead().contains("Content-Length: 3\r\n"));
    client.get("/f"); // comes next only if no body byte lies in between
    QCOMPARE(statusOf(client.readHead()), 200);
    QCOMPARE(client.read(3), QByteArray("abc"));
}

void TestServer::skipsRequestBodies()
{
    m_server->setScript(u"/f"_s, {.body = "abc"});
    RawClient client(m_server->port());
    const QByteArray posted(200'000, 'p');
    client.request("POST", "/f", "Content-Length: 200000\r\n");
    client.send(posted);
    client.get("/f");
    for (int turn = 0; turn < 2; ++turn) {
        QCOMPARE(statusOf(client.readHead()), 200);
        QCOMPARE(client.read(3), QByteArray("abc"));
    }
    QCOMPARE(m_server->requests().size(), size_t(2));
}

void TestServer::scriptsInOrder()
{
    m_server->setScripts(u"/f"_s, failFirst(2, failure(503, "6"), {.body = "abc"}));
    RawClient client(m_server->port());
    QList<int> statuses;
    for (int turn = 0; turn < 4; ++turn) {
        client.request("HEAD", "/f");
        statuses += statusOf(client.readHead());
    }
    QCOMPARE(statuses, QList({503, 503, 200, 200}));
}

void TestServer::pathsAndFallback()
{
    m_server->setScript(u"/many/*"_s, {.size = 10});
    m_server->setScript(u"/many/special"_s, {.status = 410});
    m_server->setScript(u"/a é"_s, {.status = 204});
    const auto status = [this](const QByteArray &path) {
        RawClient client(m_server->port());
        client.request("HEAD", path);
        return statusOf(client.readHead());
    };
    QCOMPARE(status("/many/1?x=/y"), 200);
    QCOMPARE(status("/many/deep/2"), 200);
    QCOMPARE(status("/many/special"), 410);
    QCOMPARE(status("/a%20%C3%A9"), 204);
    QCOMPARE(status("/"), 404);
    QCOMPARE(status("*"), 404);
    m_server->setFallback({.status = 200});
    QCOMPARE(status("/elsewhere"), 200);
    m_server->setScripts(u"/many/special"_s, {});
    QCOMPARE(status("/many/special"), 200);
    QCOMPARE(m_server->paths(), QStringList({u"/a é"_s, u"/many/*"_s}));
}

void TestServer::rangeAndValidator()
{
    m_server->setScript(u"/f"_s, {.size = 1000, .etag = "\"v1\""});
    RawClient client(m_server->port());
    client.get("/f", "Range: bytes=990-\r\nIf-Range: \"v1\"\r\n");
    const QByteArray head = client.readHead();
    QCOMPARE(statusOf(head), 206);
    QVERIFY(head.contains("Content-Range: bytes 990-999/1000\r\n"));
    QCOMPARE(client.read(10), patternBytes(patternSeed(u"/f"), 990, 10));
    client.request("HEAD", "/f", "Range: bytes=990-\r\n");
    QCOMPARE(statusOf(client.readHead()), 200);
}

void TestServer::badRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("is a TLS hello refused?") << QByteArray("\x16\x03\x01\x02\x00\x01", 6) << 400;
    QTest::newRow("is nonsense refused?") << QByteArray("HELLO\r\n\r\n") << 400;
    QTest::newRow("is a head without end refused?")
        << QByteArray("GET / HTTP/1.1\r\nX: ") + QByteArray(70'000, 'x') << 431;
}

void TestServer::badRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    RawClient client(m_server->port());
    client.send(bytes);
    QCOMPARE(statusOf(client.readHead()), status);
    client.readToEnd();
    QVERIFY(client.end() != RawClient::End::Open);
}

void TestServer::records()
{
    m_server->setScript(u"/f"_s, {.size = 1000});
    {
        RawClient client(m_server->port());
        client.get("/f?q", "Range: bytes=0-9\r\nX-Mine: 1\r\n");
        client.readHead();
        client.read(10);
        QTRY_COMPARE(m_server->runningRequests(), 0);
    }
    RawClient other(m_server->port());
    other.get("/f");
    other.readHead();
    other.read(1000);
    QTRY_COMPARE(m_server->requests(u"/f"_s).size(), size_t(2));
    QTRY_COMPARE(m_server->runningRequests(), 0);

    const RequestRecord first = m_server->requests().at(0);
    const RequestRecord second = m_server->requests().at(1);
    QCOMPARE(first.method, QByteArray("GET"));
    QCOMPARE(first.target, QByteArray("/f?q"));
    QCOMPARE(first.path, u"/f"_s);
    QCOMPARE(first.range, QByteArray("bytes=0-9"));
    QCOMPARE(first.header("x-mine"), QByteArray("1"));
    QCOMPARE(first.status, 206);
    QCOMPARE(first.bodyBytes, 10);
    QCOMPARE(first.ending, Ending::Complete);
    QCOMPARE(first.connection, 1);
    QCOMPARE(first.number, 1);
    QVERIFY(first.endedNs >= first.atNs);
    QVERIFY(first.wallMs > 0);
    QCOMPARE(second.connection, 2);
    QCOMPARE(second.number, 2);
    QVERIFY(second.atNs >= first.endedNs);
    QVERIFY(m_server->requests(u"/g"_s).empty());
}

void TestServer::clearsRecords()
{
    m_server->setScript(u"/wait"_s, {.opening = Opening::Silent});
    RawClient waiting(m_server->port());
    waiting.get("/wait");
    QTRY_COMPARE(m_server->runningRequests(), 1);
    m_server->clearRecords();
    QVERIFY(m_server->requests().empty());
    QCOMPARE(m_server->concurrentPeak(), 1);
    QCOMPARE(m_server->connectionCount(), 0);
    waiting.leave();
    QTRY_COMPARE(m_server->runningRequests(), 0);
    QVERIFY(m_server->requests().empty());
}

void TestServer::peak()
{
    m_server->setScript(u"/wait"_s, {.opening = Opening::Silent});
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_server->port()));
        clients.back()->get("/wait");
    }
    QTRY_COMPARE(m_server->runningRequests(), 3);
    clients.pop_back();
    QTRY_COMPARE(m_server->runningRequests(), 2);
    QCOMPARE(m_server->concurrentPeak(), 3);
}

void TestServer::hundredsAtOnce()
{
    constexpr int kClients = 300;
    constexpr qint64 kSize = 500;
    m_server->setScript(u"/d/*"_s, {.size = kSize, .bytesPerSecond = kSize});
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < kClients; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_server->port()));
        clients.back()->get("/d/" + QByteArray::number(i));
    }
    for (int i = 0; i < kClients; ++i) {
        clients[size_t(i)]->readHead();
        QCOMPARE(clients[size_t(i)]->read(kSize), patternBytes(patternSeed(u"/d/%1"_s.arg(i)), 0, kSize));
    }
    QCOMPARE(m_server->concurrentPeak(), kClients);
    QCOMPARE(m_server->connectionCount(), kClients);
}

void TestServer::hugeBodyTakesNoMemory()
{
    constexpr qint64 kSize = 5LL << 30;
    constexpr qint64 kRead = 20'000'000;
    m_server->setScript(u"/huge"_s, {.size = kSize});
    RawClient client(m_server->port());
    client.get("/huge", "Range: bytes=4000000000-\r\n");
    client.readHead();
    QCOMPARE(QCryptographicHash::hash(client.read(kRead), QCryptographicHash::Sha256),
        QCryptographicHash::hash(
            patternBytes(patternSeed(u"/huge"), 4'000'000'000, kRead), QCryptographicHash::Sha256));
    client.leave();
    QTRY_COMPARE(m_server->runningRequests(), 0);
    const RequestRecord record = m_server->requests().at(0);
    QCOMPARE(record.ending, Ending::ClientLeft);
    constexpr qint64 kSystemBuffers = 32 << 20; // of both sockets; the server's own is 256 KiB
    QVERIFY2(record.bodyBytes < kRead + kSystemBuffers, qPrintable(QString::number(record.bodyBytes)));
}

void TestServer::curlAgrees()
{
    m_server->setScript(u"/chunked"_s, {.size = 200'000, .framing = Framing::Chunked});
    m_server->setScript(u"/gzip"_s, {.body = "packed", .gzip = true});
    m_server->setScript(u"/moved"_s, redirect(302, "http://localhost:{port}/chunked"));
    const auto curl = [this](const QStringList &options, const QString &path) {
        return sluice::test::run(
            u"curl"_s, QStringList{u"-sS"_s, u"--noproxy"_s, u"*"_s} + options + QStringList{m_server->url(path)});
    };
    QCOMPARE(curl({u"-L"_s}, u"/moved"_s), patternBytes(patternSeed(u"/chunked"), 0, 200'000));
    QCOMPARE(curl({u"--compressed"_s}, u"/gzip"_s), QByteArray("packed"));
}

void TestServer::scriptsChangeWhileItServes()
{
    m_server->setScript(u"/f"_s, {.body = "a"});
    std::jthread writer([this](const std::stop_token &stop) {
        while (!stop.stop_requested()) {
            m_server->setScript(u"/f"_s, {.body = "a"});
        }
    });
    RawClient client(m_server->port());
    for (int turn = 0; turn < 200; ++turn) {
        client.get("/f");
        QCOMPARE(statusOf(client.readHead()), 200);
        QCOMPARE(client.read(1), QByteArray("a"));
        QCOMPARE(m_server->requests().size(), size_t(turn + 1));
    }
}

void TestServer::endsInTheMiddle()
{
    m_server->setScript(u"/f"_s, {.size = 1 << 30, .bytesPerSecond = 1000});
    RawClient client(m_server->port());
    client.get("/f");
    client.readHead();
    client.read(1);
    m_server.reset();
    client.readToEnd();
    QVERIFY(client.end() != RawClient::End::Open);
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
