// SPDX-License-Identifier: MIT
#include "core/http/request_headers.h"

#include <QTest>

using namespace sluice::http;
using namespace Qt::StringLiterals;

class TestRequestHeaders : public QObject
{
    Q_OBJECT

    static QByteArray text(const Request &request)
    {
        QByteArray lines;
        for (const Header &header : requestHeaders(request))
            lines += header.name + ": " + header.value + "\n";
        return lines;
    }
    static Request plain(const QString &url)
    {
        Request request;
        request.url = url;
        request.userAgent = "Sluice";
        return request;
    }

private Q_SLOTS:
    void whatGoesOut()
    {
        QCOMPARE(text(plain(u"http://host.example/file"_s)),
            QByteArray("Host: host.example\nUser-Agent: Sluice\nAccept: */*\nAccept-Encoding: identity\n"));
    }
    void aPortIsPartOfTheHost()
    {
        QVERIFY(text(plain(u"http://host.example:8080/file"_s)).startsWith("Host: host.example:8080\n"));
    }
    void aResumedDownloadAsksForTheRest()
    {
        Request request = plain(u"https://host.example/file"_s);
        request.fromByte = 4096;
        request.ifRange = "\"tag\"";
        request.referer = "https://host.example/";
        QCOMPARE(text(request),
            QByteArray("Host: host.example\nRange: bytes=4096-\nUser-Agent: Sluice\nAccept: */*\n"
                       "Referer: https://host.example/\nIf-Range: \"tag\"\nAccept-Encoding: identity\n"));
    }
    void credentialsOfTheUrlBecomeBasicAuthorization()
    {
        const QByteArray lines = text(plain(u"http://me:p%40ss@host.example/file"_s));
        const QByteArray expected = "Authorization: Basic " + QByteArray("me:p@ss").toBase64() + "\n";
        QVERIFY(lines.contains(expected));
        QVERIFY(lines.startsWith("Host: host.example\n"));
    }
    void anAtSignInThePathIsNoCredential()
    {
        QVERIFY(!text(plain(u"http://host.example/@me/file"_s)).contains("Authorization"));
    }

    void aLineOfTheUsers_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("present");
        QTest::addColumn<QByteArray>("absent");

        QTest::newRow("does a new one go along?")
            << QByteArray("X-Mine: 1") << QByteArray("X-Mine: 1\n") << QByteArray();
        QTest::newRow("does it replace ours, in any case?")
            << QByteArray("user-agent: other") << QByteArray("user-agent: other\n") << QByteArray("User-Agent: Sluice");
        QTest::newRow("does an empty one take ours away?")
            << QByteArray("Accept:") << QByteArray("Host:") << QByteArray("Accept: ");
        QTest::newRow("does a semicolon send it empty?")
            << QByteArray("X-Empty;") << QByteArray("X-Empty: \n") << QByteArray();
        QTest::newRow("is nonsense left out?")
            << QByteArray("nonsense") << QByteArray("Host:") << QByteArray("nonsense");
    }
    void aLineOfTheUsers()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, present);
        QFETCH(QByteArray, absent);
        Request request = plain(u"http://host.example/file"_s);
        request.headers = {line};
        const QByteArray lines = text(request);
        QVERIFY2(lines.contains(present), lines.constData());
        if (!absent.isEmpty())
            QVERIFY2(!lines.contains(absent), lines.constData());
    }

    void ftpHasNone() { QVERIFY(requestHeaders(plain(u"ftp://host.example/file"_s)).empty()); }
};

QTEST_GUILESS_MAIN(TestRequestHeaders)
#include "tst_request_headers.moc"
