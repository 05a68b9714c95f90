// SPDX-License-Identifier: MIT
#include "app/demo/http_request.h"

#include <QTest>

using namespace sluice::demo;
using Kind = RangeChoice::Kind;

namespace {

QString text(const RangeChoice &choice)
{
    if (choice.kind != Kind::Some) {
        return choice.kind == Kind::None ? QStringLiteral("none") : QStringLiteral("unsatisfiable");
    }
    QStringList parts;
    for (const Interval &range : choice.ranges) {
        parts += QStringLiteral("%1-%2").arg(range.begin).arg(range.end);
    }
    return parts.join(u' ');
}

} // namespace

class TestHttpRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heads();
    void refused_data();
    void refused();
    void paths_data();
    void paths();
    void keepAlive_data();
    void keepAlive();
    void ranges_data();
    void ranges();
    void foreignBytes();
};

void TestHttpRequest::heads()
{
    const auto head = parseRequestHead("GET /a HTTP/1.1\r\nHost: h\r\nRANGE:  bytes=1-2 \r\nX-Empty:");
    QVERIFY(head);
    QCOMPARE(head->method, QByteArray("GET"));
    QCOMPARE(head->header("range"), QByteArray("bytes=1-2"));
    QCOMPARE(head->header("x-empty"), QByteArray());
    QCOMPARE(head->header("missing"), QByteArray());
    QCOMPARE(head->headers.size(), 3);
}

void TestHttpRequest::refused_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("is nothing a request?") << QByteArray();
    QTest::newRow("is one word a request?") << QByteArray("GET");
    QTest::newRow("is a request without a version one?") << QByteArray("GET /");
    QTest::newRow("is HTTP/2 spoken?") << QByteArray("PRI * HTTP/2.0");
    QTest::newRow("is a header without a colon one?") << QByteArray("GET / HTTP/1.1\r\nHost");
    QTest::newRow("is a header without a name one?") << QByteArray("GET / HTTP/1.1\r\n: value");
    QTest::newRow("may a path hold a space?") << QByteArray("GET /a b HTTP/1.1");
}

void TestHttpRequest::refused()
{
    QFETCH(QByteArray, head);
    QVERIFY(!parseRequestHead(head));
}

void TestHttpRequest::paths_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("path");
    QTest::newRow("is a path kept?") << QByteArray("/a/b") << QStringLiteral("/a/b");
    QTest::newRow("is it decoded?") << QByteArray("/a%20%C3%A9") << QStringLiteral("/a é");
    QTest::newRow("is the query left out?") << QByteArray("/a?b=/c") << QStringLiteral("/a");
    QTest::newRow("is a proxy's URL reduced?") << QByteArray("http://127.0.0.1:1/a") << QStringLiteral("/a");
    QTest::newRow("is a proxy's bare host the root?") << QByteArray("http://127.0.0.1") << QStringLiteral("/");
    QTest::newRow("is a URL within a path left alone?") << QByteArray("/x/http://y") << QStringLiteral("/x/http://y");
}

void TestHttpRequest::paths()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, path);
    const auto head = parseRequestHead("GET " + target + " HTTP/1.1");
    QVERIFY(head);
    QCOMPARE(head->target, target);
    QCOMPARE(head->path, path);
}

void TestHttpRequest::keepAlive_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("kept");
    QTest::newRow("does 1.1 keep it?") << QByteArray("GET / HTTP/1.1") << true;
    QTest::newRow("does close end it?") << QByteArray("GET / HTTP/1.1\r\nconnection: Close") << false;
    QTest::newRow("does 1.0 end it?") << QByteArray("GET / HTTP/1.0") << false;
    QTest::newRow("does 1.0 keep it when asked?") << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive") << true;
}

void TestHttpRequest::keepAlive()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, kept);
    QCOMPARE(parseRequestHead(head).value().keepAlive, kept);
}

void TestHttpRequest::ranges_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("choice");
    const auto row = [](const char *question, const char *header, const char *choice) {
        QTest::newRow(question) << QByteArray(header) << QString::fromLatin1(choice);
    };
    row("no header?", "", "none");
    row("another unit?", "lines=1-2", "none");
    row("a closed range?", "bytes=2-4", "2-5");
    row("one byte?", "bytes=0-0", "0-1");
    row("an open end?", "bytes=7-", "7-10");
    row("the last bytes?", "bytes=-3", "7-10");
    row("more last bytes than there are?", "bytes=-30", "0-10");
    row("an end beyond the file?", "bytes=8-100", "8-10");
    row("a begin at the end?", "bytes=10-", "unsatisfiable");
    row("the last no bytes?", "bytes=-0", "unsatisfiable");
    row("several?", "bytes=0-1, 5-", "0-2 5-10");
    row("one of two beyond the file?", "bytes=0-1,20-30", "0-2");
    row("backwards?", "bytes=5-2", "none");
    row("no numbers?", "bytes=a-b", "none");
    row("nothing but a dash?", "bytes=-", "none");
    row("a sign?", "bytes=+1-2", "none");
    row("a number beyond 64 bits?", "bytes=99999999999999999999-", "none");
}

void TestHttpRequest::ranges()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, choice);
    QCOMPARE(text(resolveRange(header, 10)), choice);
}

void TestHttpRequest::foreignBytes()
{
    QVERIFY(looksLikeHttp(""));
    QVERIFY(looksLikeHttp("G"));
    QVERIFY(!looksLikeHttp("\x16\x03\x01"));
}

QTEST_GUILESS_MAIN(TestHttpRequest)
#include "tst_http_request.moc"
