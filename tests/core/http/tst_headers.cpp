// SPDX-License-Identifier: MIT
#include "core/http/headers.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sluice::http;
using Line = HeaderList::Line;

class TestHeaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusLine_data();
    void statusLine();
    void headerLine_data();
    void headerLine();
    void namesAreFoundInAnyCaseAndOrderIsKept();
    void foldedLinesContinueTheValueBefore();
    void foldAfterAMalformedLineIsNotGivenToAnotherField();
    void endlessHeadersEnd_data();
    void endlessHeadersEnd();
    void clearForgetsBounds();
    void noiseNeverBreaksTheInvariants();
};

void TestHeaders::statusLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status"); // 0 = refused
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("is HTTP/1.1 read?") << QByteArray("HTTP/1.1 200 OK\r\n") << 200 << QByteArray("HTTP/1.1")
                                       << QByteArray("OK");
    QTest::newRow("is HTTP/2 without a reason read?")
        << QByteArray("HTTP/2 206 \r\n") << 206 << QByteArray("HTTP/2") << QByteArray();
    QTest::newRow("may the last space be missing?")
        << QByteArray("HTTP/1.0 404") << 404 << QByteArray("HTTP/1.0") << QByteArray();
    QTest::newRow("may the reason hold spaces?") << QByteArray("HTTP/1.1 503 Service Unavailable\n") << 503
                                                 << QByteArray("HTTP/1.1") << QByteArray("Service Unavailable");
    QTest::newRow("is a NUL in the reason made harmless?")
        << QByteArray("HTTP/1.1 200 a\0b\r\n", 18) << 200 << QByteArray("HTTP/1.1") << QByteArray("a b");
    QTest::newRow("is another protocol refused?") << QByteArray("ICY 200 OK") << 0 << QByteArray() << QByteArray();
    QTest::newRow("are two digits refused?") << QByteArray("HTTP/1.1 20 OK") << 0 << QByteArray() << QByteArray();
    QTest::newRow("are four digits refused?") << QByteArray("HTTP/1.1 2000 OK") << 0 << QByteArray() << QByteArray();
    QTest::newRow("is a status below 100 refused?")
        << QByteArray("HTTP/1.1 099 x") << 0 << QByteArray() << QByteArray();
    QTest::newRow("is a sign refused?") << QByteArray("HTTP/1.1 +20 x") << 0 << QByteArray() << QByteArray();
    QTest::newRow("is a missing version refused?") << QByteArray("HTTP/ 200 OK") << 0 << QByteArray() << QByteArray();
    QTest::newRow("is a long version refused?") << QByteArray("HTTP/1.11 200 OK") << 0 << QByteArray() << QByteArray();
    QTest::newRow("is the empty line refused?") << QByteArray() << 0 << QByteArray() << QByteArray();
}

void TestHeaders::statusLine()
{
    QFETCH(QByteArray, line);
    QFETCH(int, status);
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, reason);
    const auto parsed = parseStatusLine(line);
    QCOMPARE(parsed.has_value(), status != 0);
    if (parsed)
        QCOMPARE(*parsed, (StatusLine{version, status, reason}));
}

void TestHeaders::headerLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("name"); // empty = refused
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("is a plain field read?")
        << QByteArray("ETag: \"a\"\r\n") << QByteArray("ETag") << QByteArray("\"a\"");
    QTest::newRow("may the value be empty?") << QByteArray("X-Empty:\r\n") << QByteArray("X-Empty") << QByteArray();
    QTest::newRow("is white space around the value dropped?")
        << QByteArray("A: \t b c \t\r\n") << QByteArray("A") << QByteArray("b c");
    QTest::newRow("does the first colon count?")
        << QByteArray("Location: http://h:1/") << QByteArray("Location") << QByteArray("http://h:1/");
    QTest::newRow("is white space before the colon dropped?")
        << QByteArray("Content-Length : 5") << QByteArray("Content-Length") << QByteArray("5");
    QTest::newRow("are bytes above 0x7f kept?")
        << QByteArray("A: \xc3\xa4") << QByteArray("A") << QByteArray("\xc3\xa4");
    QTest::newRow("does a bare CR become a space?")
        << QByteArray("A: b\rC: d") << QByteArray("A") << QByteArray("b C: d");
    QTest::newRow("does a NUL become a space?") << QByteArray("A: b\0c", 6) << QByteArray("A") << QByteArray("b c");
    QTest::newRow("is a line without a colon refused?") << QByteArray("garbage") << QByteArray() << QByteArray();
    QTest::newRow("is an empty name refused?") << QByteArray(": x") << QByteArray() << QByteArray();
    QTest::newRow("is a space in the name refused?") << QByteArray("A b: x") << QByteArray() << QByteArray();
    QTest::newRow("is a control character in the name refused?")
        << QByteArray("A\x01: x") << QByteArray() << QByteArray();
    QTest::newRow("is a byte above 0x7f in the name refused?")
        << QByteArray("\xc3\xa4: x") << QByteArray() << QByteArray();
    QTest::newRow("is a folded line refused?") << QByteArray(" A: x") << QByteArray() << QByteArray();
    QTest::newRow("is the empty line refused?") << QByteArray("\r\n") << QByteArray() << QByteArray();
}

void TestHeaders::headerLine()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const auto parsed = parseHeaderLine(line);
    QCOMPARE(parsed.has_value(), !name.isEmpty());
    if (parsed)
        QCOMPARE(*parsed, (Header{name, value}));
}

void TestHeaders::namesAreFoundInAnyCaseAndOrderIsKept()
{
    HeaderList list;
    QCOMPARE(list.addLine("Vary: a\r\n"), Line::Added);
    QCOMPARE(list.addLine("Server: s\r\n"), Line::Added);
    QCOMPARE(list.addLine("VARY: b\r\n"), Line::Added);
    QCOMPARE(list.addLine("\r\n"), Line::End);
    QCOMPARE(list.first("vary"), QByteArray("a"));
    QCOMPARE(list.all("vArY"), (QList<QByteArray>{"a", "b"}));
    QCOMPARE(list.combined("Vary"), QByteArray("a, b"));
    QVERIFY(list.contains("server"));
    QVERIFY(!list.contains("serve"));
    QCOMPARE(list.first("none"), std::nullopt);
    QCOMPARE(list.combined("none"), QByteArray());
    QCOMPARE(list.fields().size(), 3u);
    QCOMPARE(list.fields()[2].name, QByteArray("VARY"));
}

void TestHeaders::foldedLinesContinueTheValueBefore()
{
    HeaderList list;
    QCOMPARE(list.addLine("Content-Disposition: attachment;\r\n"), Line::Added);
    QCOMPARE(list.addLine("\t filename=a \r\n"), Line::Folded);
    QCOMPARE(list.addLine(" \r\n"), Line::Folded);
    QCOMPARE(list.first("content-disposition"), QByteArray("attachment; filename=a"));
}

void TestHeaders::foldAfterAMalformedLineIsNotGivenToAnotherField()
{
    HeaderList list;
    QCOMPARE(list.addLine(" first"), Line::Malformed);
    QCOMPARE(list.addLine("A: b"), Line::Added);
    QCOMPARE(list.addLine("garbage"), Line::Malformed);
    QCOMPARE(list.addLine(" more garbage"), Line::Malformed);
    QCOMPARE(list.first("a"), QByteArray("b"));
}

void TestHeaders::endlessHeadersEnd_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<qsizetype>("most");
    QTest::newRow("do many short lines end?") << QByteArray("A: b\r\n") << HeaderList::kMaxLines;
    QTest::newRow("do many malformed lines end?") << QByteArray("garbage\r\n") << HeaderList::kMaxLines;
    QTest::newRow("do long lines end?") << QByteArray("A: " + QByteArray(64 * 1024 - 3, 'x')) << qsizetype(4);
    QTest::newRow("does one line that is too long end?")
        << QByteArray("A: " + QByteArray(256 * 1024, 'x')) << qsizetype(0);
}

void TestHeaders::endlessHeadersEnd()
{
    QFETCH(QByteArray, line);
    QFETCH(qsizetype, most);
    HeaderList list;
    for (qsizetype i = 0; i < most; ++i)
        QVERIFY(list.addLine(line) != Line::TooMuch);
    const auto before = list.fields();
    QCOMPARE(list.addLine(line), Line::TooMuch);
    QCOMPARE(list.addLine(" folded"), Line::TooMuch);
    QCOMPARE(list.fields(), before);
}

void TestHeaders::clearForgetsBounds()
{
    HeaderList list;
    for (int i = 0; i < HeaderList::kMaxLines; ++i)
        list.addLine("A: b");
    QCOMPARE(list.addLine("A: b"), Line::TooMuch);
    list.clear();
    QVERIFY(list.fields().empty());
    QCOMPARE(list.addLine(" fold"), Line::Malformed);
    QCOMPARE(list.addLine("A: b"), Line::Added);
}

void TestHeaders::noiseNeverBreaksTheInvariants()
{
    QRandomGenerator random(1);
    static constexpr char kAlphabet[] = "aB:; \t\r\n\0\x7f\xff,=\"";
    for (int round = 0; round < 300; ++round) {
        HeaderList list;
        for (int line = 0; line < 20; ++line) {
            QByteArray text;
            for (quint32 n = random.bounded(24u); n > 0; --n)
                text += kAlphabet[random.bounded(int(sizeof kAlphabet) - 1)];
            list.addLine(text);
        }
        for (const Header &field : list.fields()) {
            QVERIFY(!field.name.isEmpty());
            QVERIFY(!field.value.contains('\0') && !field.value.contains('\r') && !field.value.contains('\n'));
            QCOMPARE(field.value, field.value.trimmed());
            QVERIFY(list.all(field.name.toLower()).contains(field.value));
        }
    }
}

QTEST_GUILESS_MAIN(TestHeaders)
#include "tst_headers.moc"
