// SPDX-License-Identifier: MIT
// What the server does wrong on request, as seen on the wire.
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/lab/gallery.h"
#include "tests/lab/raw_client.h"

#include <QSet>
#include <QTest>

using namespace sluice::demo;
using sluice::lab::RawClient;
using sluice::lab::statusOf;
using Qt::operator""_s;
using End = RawClient::End;

namespace {

const QString kPath = u"/f"_s;
constexpr qint64 kSize = 300'000;
constexpr int kForEver = 3'600'000;

QByteArray pattern(qint64 length)
{
    return patternBytes(patternSeed(kPath), 0, length);
}

} // namespace

class TestMisbehaviour : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void endsTooEarly_data();
    void endsTooEarly();
    void stallsForEver();
    void stallsAndGoesOn();
    void stallsThenResets();
    void drips();
    void delaysTheHead();
    void delaysTheBody();
    void shortDelaysPass();
    void wire_data();
    void wire();
    void brokenChunks_data();
    void brokenChunks();
    void openings_data();
    void openings();
    void endless_data();
    void endless();
    void hugeHeader();
    void acceptModes_data();
    void acceptModes();
    void dropsConnections();
    void galleryIsComplete();

private:
    void serve(const Script &script) { m_server->setScript(kPath, script); }
    RequestRecord lastRecord() { return m_server->requests().back(); }

    std::unique_ptr<LoopbackServer> m_server;
};

void TestMisbehaviour::init()
{
    m_server = std::make_unique<LoopbackServer>();
    QVERIFY(m_server->start());
}

void TestMisbehaviour::endsTooEarly_data()
{
    QTest::addColumn<bool>("reset");
    QTest::addColumn<qint64>("after");
    for (const qint64 after : {qint64(0), qint64(1), kSize / 2, kSize - 1}) {
        QTest::addRow("is the body reset after %lld bytes, all of them delivered?", after) << true << after;
        QTest::addRow("is the body closed after %lld bytes?", after) << false << after;
    }
}

void TestMisbehaviour::endsTooEarly()
{
    QFETCH(bool, reset);
    QFETCH(qint64, after);
    Script script{.size = kSize};
    (reset ? script.resetAfterBytes : script.closeAfterBytes) = after;
    serve(script);
    RawClient client(m_server->port());
    client.get("/f");
    QVERIFY(client.readHead().contains("Content-Length: 300000\r\n"));
    QCOMPARE(client.readToEnd(), pattern(after));
    QCOMPARE(client.end(), reset ? End::Reset : End::Closed);
    QTRY_COMPARE(lastRecord().ending, reset ? Ending::Reset : Ending::Closed);
    QCOMPARE(lastRecord().bodyBytes, after);
}

void TestMisbehaviour::stallsForEver()
{
    serve({.size = kSize, .stallAfterBytes = 1000});
    RawClient client(m_server->port());
    client.get("/f");
    client.readHead();
    QCOMPARE(client.read(1000), pattern(1000));
    QTRY_COMPARE(lastRecord().bodyBytes, 1000);
    QVERIFY(!client.hasBytes());
    QCOMPARE(lastRecord().ending, Ending::Running);
    client.leave();
    QTRY_COMPARE(lastRecord().ending, Ending::ClientLeft);
    QCOMPARE(lastRecord().bodyBytes, 1000);
}

void TestMisbehaviour::stallsAndGoesOn()
{
    serve({.size = kSize, .stallAfterBytes = 1000, .stallForMs = 20});
    RawClient client(m_server->port());
    client.get("/f");
    client.readHead();
    QCOMPARE(client.read(kSize), pattern(kSize));
    client.get("/f"); // the stall belongs to the answer, not to the connection
    client.readHead();
    QCOMPARE(client.read(kSize), pattern(kSize));
}

void TestMisbehaviour::stallsThenResets()
{
    serve({.size = kSize, .stallAfterBytes = 1000, .stallForMs = 1, .resetAfterBytes = 2000});
    RawClient client(m_server->port());
    client.get("/f");
    client.readHead();
    QCOMPARE(client.readToEnd(), pattern(2000));
    QCOMPARE(client.end(), End::Reset);
}

void TestMisbehaviour::drips()
{
    serve({.size = kSize, .bytesPerSecond = 200});
    RawClient client(m_server->port());
    client.get("/f");
    client.readHead();
    QCOMPARE(client.read(10), pattern(10));
    QVERIFY(lastRecord().bodyBytes < kSize);
    QCOMPARE(lastRecord().ending, Ending::Running);
}

void TestMisbehaviour::delaysTheHead()
{
    serve({.size = kSize, .delayBeforeHeadMs = kForEver});
    RawClient client(m_server->port());
    client.get("/f");
    QTRY_COMPARE(m_server->runningRequests(), 1);
    QVERIFY(!client.hasBytes());
    client.leave();
    QTRY_COMPARE(lastRecord().ending, Ending::ClientLeft);
}

void TestMisbehaviour::delaysTheBody()
{
    serve({.size = kSize, .delayBeforeFirstByteMs = kForEver});
    RawClient client(m_server->port());
    client.get("/f");
    QCOMPARE(statusOf(client.readHead()), 200);
    QVERIFY(!client.hasBytes());
    QCOMPARE(lastRecord().bodyBytes, 0);
}

void TestMisbehaviour::shortDelaysPass()
{
    serve({.size = kSize, .delayBeforeHeadMs = 5, .delayBeforeFirstByteMs = 5});
    RawClient client(m_server->port());
    client.get("/f");
    QCOMPARE(statusOf(client.readHead()), 200);
    QCOMPARE(client.read(kSize), pattern(kSize));
}

void TestMisbehaviour::wire_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a body without length?") << Script{.size = 5000, .framing = Framing::UntilClose} << pattern(5000);
    QTest::newRow("more than announced?") << Script{.size = 5000, .extraBytes = 100} << pattern(5100);
    QTest::newRow("a length too large?") << Script{.size = 5000, .contentLength = "6000"} << pattern(5000);
    QTest::newRow("a length too small?") << Script{.size = 5000, .contentLength = "10"} << pattern(5000);
    QTest::newRow("a chunked body?") << Script{.closeConnection = true, .body = "abc", .framing = Framing::Chunked}
                                     << QByteArray("3\r\nabc\r\n0\r\n\r\n");
    QTest::newRow("an empty chunked body?")
        << Script{.closeConnection = true, .framing = Framing::Chunked} << QByteArray("0\r\n\r\n");
    QTest::newRow("chunks without end?") << Script{.body = "abc", .framing = Framing::ChunkedNoEnd}
                                         << QByteArray("3\r\nabc\r\n");
}

void TestMisbehaviour::wire()
{
    QFETCH(Script, script);
    QFETCH(QByteArray, body);
    serve(script);
    RawClient client(m_server->port());
    client.get("/f");
    QCOMPARE(statusOf(client.readHead()), 200);
    QCOMPARE(client.readToEnd(), body);
    QCOMPARE(client.end(), End::Closed);
}

void TestMisbehaviour::brokenChunks_data()
{
    QTest::addColumn<Framing>("framing");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QByteArray>("mark");
    QTest::newRow("no number?") << Framing::ChunkedBad << kSize << QByteArray("what?\r\n");
    QTest::newRow("beyond 64 bits?") << Framing::ChunkedHuge << kSize << QByteArray("FFFFFFFFFFFFFFFFF\r\n");
    QTest::newRow("in a small body?") << Framing::ChunkedBad << qint64(1024) << QByteArray("what?\r\n");
}

void TestMisbehaviour::brokenChunks()
{
    QFETCH(Framing, framing);
    QFETCH(qint64, size);
    QFETCH(QByteArray, mark);
    serve({.size = size, .framing = framing});
    RawClient client(m_server->port());
    client.get("/f");
    QVERIFY(client.readHead().contains("Transfer-Encoding: chunked\r\n"));
    const QByteArray wire = client.readToEnd();
    const QByteArray firstChunk = "400\r\n" + pattern(1024) + "\r\n";
    QVERIFY(wire.startsWith(firstChunk));
    QVERIFY(wire.mid(firstChunk.size()).startsWith(mark));
}

void TestMisbehaviour::openings_data()
{
    QTest::addColumn<Opening>("opening");
    QTest::addColumn<End>("end");
    QTest::newRow("is it closed?") << Opening::Close << End::Closed;
    QTest::newRow("is it reset?") << Opening::Reset << End::Reset;
    QTest::newRow("is garbage closed?") << Opening::Garbage << End::Closed;
}

void TestMisbehaviour::openings()
{
    QFETCH(Opening, opening);
    QFETCH(End, end);
    serve({.opening = opening});
    RawClient client(m_server->port());
    client.get("/f");
    const QByteArray wire = client.readToEnd();
    QCOMPARE(wire.isEmpty(), opening != Opening::Garbage);
    QVERIFY(!wire.startsWith("HTTP"));
    QCOMPARE(client.end(), end);
}

void TestMisbehaviour::endless_data()
{
    QTest::addColumn<Opening>("opening");
    QTest::newRow("do header lines go on?") << Opening::EndlessHeaders;
    QTest::newRow("do 103 answers go on?") << Opening::EndlessInformational;
}

void TestMisbehaviour::endless()
{
    QFETCH(Opening, opening);
    serve({.opening = opening});
    RawClient client(m_server->port());
    client.get("/f");
    const QByteArray wire = client.read(5'000'000);
    QCOMPARE(wire.size(), 5'000'000);
    QVERIFY(!wire.contains("HTTP/1.1 200 OK\r\n\r\n"));
    QCOMPARE(wire.contains("\r\n\r\n"), opening == Opening::EndlessInformational);
    client.leave();
    QTRY_COMPARE(lastRecord().ending, Ending::ClientLeft);
}

void TestMisbehaviour::hugeHeader()
{
    serve({.opening = Opening::HugeHeader, .body = "abc"});
    RawClient client(m_server->port());
    client.get("/f");
    const QByteArray head = client.readHead();
    QCOMPARE(statusOf(head), 200);
    QVERIFY(head.contains(QByteArray(int(kHugeHeaderBytes), 'x')));
    QCOMPARE(client.read(3), QByteArray("abc"));
}

void TestMisbehaviour::acceptModes_data()
{
    QTest::addColumn<AcceptMode>("mode");
    QTest::addColumn<End>("end");
    QTest::newRow("is a connection closed?") << AcceptMode::Close << End::Closed;
    QTest::newRow("is a connection reset?") << AcceptMode::Reset << End::Reset;
    QTest::newRow("is a connection closed at the first bytes?") << AcceptMode::AbortHandshake << End::Closed;
    QTest::newRow("is a connection left without an answer?") << AcceptMode::Silent << End::Open;
}

void TestMisbehaviour::acceptModes()
{
    QFETCH(AcceptMode, mode);
    QFETCH(End, end);
    m_server->setAcceptMode(mode);
    RawClient client(m_server->port());
    QTRY_COMPARE(m_server->connectionCount(), 1);
    if (end == End::Open || mode == AcceptMode::AbortHandshake) {
        client.get("/f");
    }
    if (end == End::Open) {
        QCOMPARE(m_server->openConnections(), 1);
        QVERIFY(!client.hasBytes());
    } else {
        QVERIFY(client.readToEnd().isEmpty());
        QCOMPARE(client.end(), end);
    }
    QVERIFY(m_server->requests().empty());
    client.leave();
    QTRY_COMPARE(m_server->openConnections(), 0);

    m_server->setAcceptMode(AcceptMode::Serve);
    RawClient served(m_server->port());
    served.get("/f");
    QCOMPARE(statusOf(served.readHead()), 404);
}

void TestMisbehaviour::dropsConnections()
{
    serve({.size = kSize, .stallAfterBytes = 10});
    RawClient busy(m_server->port());
    busy.get("/f");
    busy.readHead();
    QCOMPARE(busy.read(10), pattern(10));
    RawClient idle(m_server->port());
    QTRY_COMPARE(m_server->openConnections(), 2);
    m_server->dropConnections();
    busy.readToEnd();
    idle.readToEnd();
    QCOMPARE(busy.end(), End::Reset);
    QCOMPARE(idle.end(), End::Reset);
    QTRY_COMPARE(m_server->openConnections(), 0);
    QCOMPARE(lastRecord().ending, Ending::Reset);
}

void TestMisbehaviour::galleryIsComplete()
{
    QSet<QString> paths;
    QSet<Opening> openings;
    QSet<Ranges> ranges;
    QSet<Framing> framings;
    for (const sluice::lab::Exhibit &exhibit : sluice::lab::gallery()) {
        QVERIFY2(!paths.contains(exhibit.path), qPrintable(exhibit.path));
        QVERIFY(!exhibit.explanation.isEmpty());
        paths.insert(exhibit.path);
        for (const Script &script : exhibit.scripts) {
            openings.insert(script.opening);
            ranges.insert(script.ranges);
            framings.insert(script.framing);
        }
    }
    QCOMPARE(openings.size(), int(Opening::HugeHeader) + 1);
    QCOMPARE(framings.size(), int(Framing::UntilClose) + 1);
    QVERIFY(ranges.contains(Ranges::Multipart));
}

QTEST_GUILESS_MAIN(TestMisbehaviour)
#include "tst_misbehaviour.moc"
