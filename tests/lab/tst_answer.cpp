// SPDX-License-Identifier: MIT
#include "app/demo/answer.h"

#include "app/demo/gzip.h"
#include "app/demo/pattern.h"

#include <QTest>

#include <limits>

using namespace sluice::demo;

namespace {

Answer ask(const Script &script, const QByteArray &headers = {}, int number = 1, const QByteArray &method = "GET")
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(784'111'777, Qt::UTC);
    return planAnswer(script, {parseRequestHead(method + " /f HTTP/1.1" + headers).value(), number, 4711, now});
}

QByteArray bodyOf(const Answer &answer)
{
    BodyStream stream(answer.body);
    QByteArray all;
    while (!stream.atEnd()) {
        all += stream.read(std::numeric_limits<qint32>::max());
    }
    return all;
}

} // namespace

class TestAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeHead();
    void lines_data();
    void lines();
    void bodies();
    void statusesWithoutBody_data();
    void statusesWithoutBody();
    void openings();
    void authorization();
    void change();
    void closing_data();
    void closing();
    void multipartBody();
    void extraBytes();
};

void TestAnswer::wholeHead()
{
    const Answer answer = ask({.headers = {"X-A: b"}, .size = 10, .etag = "\"e\""});
    QCOMPARE(answer.head,
        QByteArray("HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                   "Content-Type: application/octet-stream\r\nContent-Length: 10\r\nAccept-Ranges: bytes\r\n"
                   "ETag: \"e\"\r\nX-A: b\r\n\r\n"));
    QVERIFY(!answer.close);
}

void TestAnswer::lines_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *question, const Script &script, const char *line) {
        QTest::newRow(question) << script << QByteArray(line);
    };
    row("is Location sent?", redirect(302, "next"), "Location: next");
    row("is the number put in?", redirect(302, "/x?{n}"), "Location: /x?3");
    row("is the port put in?", redirect(302, "http://localhost:{port}/"), "Location: http://localhost:4711/");
    row("is Retry-After sent?", failure(503, "-1"), "Retry-After: -1");
    row("is the disposition sent?", {.contentDisposition = "inline"}, "Content-Disposition: inline");
    row("is the date sent?", {.lastModified = "then"}, "Last-Modified: then");
    row("is a lie about the length sent?", {.size = 5, .contentLength = "-5"}, "Content-Length: -5");
    row("are chunks announced?", {.framing = Framing::Chunked}, "Transfer-Encoding: chunked");
    row("is a gzip body named?", {.gzip = true}, "Content-Encoding: gzip");
    row("is HTTP/1.0 spoken?", {.http10 = true}, "HTTP/1.0 200 OK");
    row("is an unknown status sent?", {.status = 299}, "HTTP/1.1 299 Unknown");
    row("is the end announced?", {.closeConnection = true}, "Connection: close");
}

void TestAnswer::lines()
{
    QFETCH(Script, script);
    QFETCH(QByteArray, line);
    const QByteArray head = ask(script, {}, 3).head;
    QVERIFY2(head.split('\n').contains(QByteArray(line + "\r")), head.constData());
}

void TestAnswer::bodies()
{
    QCOMPARE(bodyOf(ask({.size = 1000})), patternBytes(patternSeed(u"/f"), 0, 1000));
    QCOMPARE(bodyOf(ask({.size = 1000, .seed = 5})), patternBytes(5, 0, 1000));
    QCOMPARE(bodyOf(ask({.body = "given"})), QByteArray("given"));
    QCOMPARE(bodyOf(ask({.body = "given", .gzip = true})), gzip("given"));
    QVERIFY(bodyOf(ask(failure(404))).contains("404 Not Found"));
    QCOMPARE(bodyOf(ask({.status = 404, .body = ""})), QByteArray());
    QCOMPARE(bodyOf(ask({.body = "given"}, "\r\nRange: bytes=1-2")), QByteArray("iv"));
    QCOMPARE(bodyOf(ask({.status = 500, .body = "given"}, "\r\nRange: bytes=1-2")), QByteArray("given"));
}

void TestAnswer::statusesWithoutBody_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("has 204 no body?") << 204 << QByteArray("GET");
    QTest::newRow("has 304 no body?") << 304 << QByteArray("GET");
    QTest::newRow("has HEAD no body?") << 200 << QByteArray("HEAD");
}

void TestAnswer::statusesWithoutBody()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    const Answer answer = ask({.status = status, .size = 100, .framing = Framing::Chunked}, {}, 1, method);
    QVERIFY(answer.body.empty());
    QVERIFY(answer.framing == Framing::Length);
    QVERIFY(!answer.close);
}

void TestAnswer::openings()
{
    for (const Opening kind : {Opening::Silent, Opening::Close, Opening::Reset}) {
        const Answer answer = ask({.opening = kind, .size = 10});
        QVERIFY(answer.opening == kind);
        QVERIFY(answer.head.isEmpty() && answer.body.empty());
        QCOMPARE(answer.status, 0);
    }
    QVERIFY(!ask({.opening = Opening::Garbage}).head.startsWith("HTTP"));
    QVERIFY(ask({.opening = Opening::HugeHeader}).head.size() > kHugeHeaderBytes);
    const Answer endless = ask({.opening = Opening::EndlessHeaders});
    QVERIFY(!endless.head.contains("\r\n\r\n"));
    QCOMPARE(BodyStream(endless.body).length(), kEndlessBytes);
    QVERIFY(!BodyStream(endless.body).read(100'000).contains("\r\n\r\n"));
    QVERIFY(BodyStream(ask({.opening = Opening::EndlessInformational}).body).read(5000).count("HTTP/1.1 103 ") > 2);
    QVERIFY(refusal(431).close);
    QVERIFY(refusal(431).head.startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n"));
}

void TestAnswer::authorization()
{
    const Script script{.body = "secret", .basicAuth = "user:pass"};
    const Answer denied = ask(script);
    QCOMPARE(denied.status, 401);
    QVERIFY(denied.head.contains("WWW-Authenticate: Basic realm=\"lab\"\r\n"));
    QCOMPARE(ask(script, "\r\nAuthorization: Basic " + QByteArray("user:wrong").toBase64()).status, 401);
    QCOMPARE(
        bodyOf(ask(script, "\r\nAuthorization: Basic " + QByteArray("user:pass").toBase64())), QByteArray("secret"));
}

void TestAnswer::change()
{
    const Script script{.size = 50, .etag = "\"e\"", .changeAfterRequests = 2};
    QCOMPARE(bodyOf(ask(script, {}, 1)), bodyOf(ask(script, {}, 2)));
    QVERIFY(bodyOf(ask(script, {}, 2)) != bodyOf(ask(script, {}, 3)));
    QVERIFY(ask(script, {}, 3).head.contains("ETag: \"e-2\"\r\n"));
    QCOMPARE(ask(script, "\r\nRange: bytes=9-\r\nIf-Range: \"e\"", 2).status, 206);
    QCOMPARE(ask(script, "\r\nRange: bytes=9-\r\nIf-Range: \"e\"", 3).status, 200);
    QCOMPARE(bodyOf(ask({.body = "abc", .changeAfterRequests = 1}, {}, 2)), QByteArray("cba"));
}

void TestAnswer::closing_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("after close-delimited?") << Script{.framing = Framing::UntilClose} << QByteArray();
    QTest::newRow("after broken chunks?") << Script{.framing = Framing::ChunkedBad} << QByteArray();
    QTest::newRow("after too many bytes?") << Script{.extraBytes = 1} << QByteArray();
    QTest::newRow("after a false length?") << Script{.contentLength = "1"} << QByteArray();
    QTest::newRow("after HTTP/1.0?") << Script{.http10 = true} << QByteArray();
    QTest::newRow("when the client asks?") << Script{} << QByteArray("\r\nConnection: close");
}

void TestAnswer::closing()
{
    QFETCH(Script, script);
    QFETCH(QByteArray, headers);
    QVERIFY(ask(script, headers).close);
    QVERIFY(ask(script, headers).head.contains("Connection: close\r\n"));
}

void TestAnswer::multipartBody()
{
    const Answer answer = ask({.body = "0123456789"}, "\r\nRange: bytes=1-2,5-6");
    QCOMPARE(bodyOf(answer),
        QByteArray("--sluice-lab-boundary\r\nContent-Range: bytes 1-2/10\r\n\r\n12\r\n"
                   "--sluice-lab-boundary\r\nContent-Range: bytes 5-6/10\r\n\r\n56\r\n--sluice-lab-boundary--\r\n"));
    QVERIFY(answer.head.contains("Content-Type: multipart/byteranges; boundary=sluice-lab-boundary\r\n"));
    const QByteArray length = "Content-Length: " + QByteArray::number(bodyOf(answer).size()) + "\r\n";
    QVERIFY(answer.head.contains(length));
}

void TestAnswer::extraBytes()
{
    const Answer answer = ask({.body = "given", .extraBytes = 3});
    QVERIFY(answer.head.contains("Content-Length: 5\r\n"));
    QCOMPARE(bodyOf(answer).size(), 8);
    QVERIFY(bodyOf(answer).startsWith("given"));
}

QTEST_GUILESS_MAIN(TestAnswer)
#include "tst_answer.moc"
