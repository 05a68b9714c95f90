// SPDX-License-Identifier: MIT
#include "core/http/redirect.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::http;

namespace {

ResponseHead answer(int status, const QByteArray &location, const QString &url = u"https://a.example/dir/file"_s)
{
    ResponseHead head;
    head.url = url;
    head.status = status;
    if (!location.isNull())
        head.headers.addLine(QByteArray("Location: " + location + "\r\n"));
    return head;
}

Request askedFor(const QString &url)
{
    Request request;
    request.url = url;
    request.headers = {"Authorization: Basic Zm9v", "Cookie: a=b", "X-Token: t", "accept: text/plain",
        "Accept-Language: de", "Proxy-Authorization: Basic eA==", "not a header"};
    request.referer = "https://a.example/page?secret=1";
    request.userAgent = "Agent/1";
    request.fromByte = 100;
    request.ifRange = "\"v1\"";
    request.cookieFile = "/c";
    request.proxy = "http://127.0.0.1:1";
    request.insecure = true;
    return request;
}

} // namespace

class TestRedirect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recognition_data();
    void recognition();
    void target_data();
    void target();
    void refusals_data();
    void refusals();
    void sameOriginKeepsAll();
    void otherOriginKeepsNoSecret_data();
    void otherOriginKeepsNoSecret();
    void userInformation_data();
    void userInformation();
    void count_data();
    void count();
    void errorNamesTheHop();
};

void TestRedirect::recognition_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<bool>("redirects");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("does %d with a Location lead on?", status) << status << QByteArray("/x") << true;
    for (const int status : {200, 201, 206, 300, 304, 305, 306, 309, 399, 404, 503})
        QTest::addRow("is %d final, Location or not?", status) << status << QByteArray("/x") << false;
    QTest::newRow("is 302 without Location final?") << 302 << QByteArray() << false;
    QTest::newRow("is 302 with an empty Location final?") << 302 << QByteArray("") << false;
}

void TestRedirect::recognition()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    QFETCH(bool, redirects);
    QCOMPARE(isRedirect(answer(status, location)), redirects);
}

void TestRedirect::target_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("url");
    QTest::newRow("is an absolute path resolved?") << QByteArray("/x?q=1") << u"https://a.example/x?q=1"_s;
    QTest::newRow("is a relative path resolved?") << QByteArray("../y") << u"https://a.example/y"_s;
    QTest::newRow("is a query alone resolved?") << QByteArray("?z") << u"https://a.example/dir/file?z"_s;
    QTest::newRow("does //host keep the scheme?") << QByteArray("//b.example/z") << u"https://b.example/z"_s;
    QTest::newRow("is the fragment dropped?") << QByteArray("/x#part") << u"https://a.example/x"_s;
    QTest::newRow("is http allowed?") << QByteArray("http://b.example/") << u"http://b.example/"_s;
    QTest::newRow("is an upper-case scheme allowed?") << QByteArray("HTTPS://B.example/") << u"https://b.example/"_s;
    QTest::newRow("is ftp allowed?") << QByteArray("ftp://b.example/f") << u"ftp://b.example/f"_s;
    QTest::newRow("is ftps allowed?") << QByteArray("ftps://b.example/f") << u"ftps://b.example/f"_s;
    QTest::newRow("do raw bytes go back as they came?") << QByteArray("/\xe4.bin") << u"https://a.example/%E4.bin"_s;
}

void TestRedirect::target()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, url);
    const auto next = planRedirect(askedFor(u"https://a.example/dir/file"_s), answer(302, location), 1);
    QVERIFY2(next, next ? "" : qPrintable(next.error().detail));
    QCOMPARE(next->url, url);
}

void TestRedirect::refusals_data()
{
    QTest::addColumn<QByteArray>("location");
    for (const char *location : {"file:///etc/passwd", "FILE:/etc/passwd", "sftp://b.example/f", "scp://b.example/f",
             "gopher://b.example/", "dict://b.example/", "ldap://b.example/", "smb://b.example/f", "telnet://b.example",
             "javascript:alert(1)", "data:text/plain,x", "about:blank", "mailto:a@b.example", "http://", "http:///",
             "http://b.example:99999/", "http://b example/", "http://[::1/"})
        QTest::addRow("is %s refused?", location) << QByteArray(location);
}

void TestRedirect::refusals()
{
    QFETCH(QByteArray, location);
    const auto next = planRedirect(askedFor(u"https://a.example/dir/file"_s), answer(302, location), 1);
    QVERIFY2(!next, next ? qPrintable(next->url) : "");
    QCOMPARE(next.error().kind, ErrorKind::RedirectRefused);
    QCOMPARE(next.error().retry, RetryClass::Never);
    QVERIFY(next.error().detail.contains(QString::fromLatin1(location)));
}

void TestRedirect::sameOriginKeepsAll()
{
    const Request request = askedFor(u"https://a.example/dir/file"_s);
    const auto next = planRedirect(request, answer(302, "https://A.example:443/other"), 1);
    QVERIFY(next);
    QCOMPARE(next->url, u"https://a.example/other"_s);
    QCOMPARE(next->headers, request.headers);
    QCOMPARE(next->referer, request.referer);
    QCOMPARE(next->fromByte, request.fromByte);
    QCOMPARE(next->ifRange, request.ifRange);
}

void TestRedirect::otherOriginKeepsNoSecret_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("is another host another origin?") << QByteArray("https://b.example/");
    QTest::newRow("is a subdomain another origin?") << QByteArray("https://www.a.example/");
    QTest::newRow("is another port another origin?") << QByteArray("https://a.example:8443/");
    QTest::newRow("is plain http another origin?") << QByteArray("http://a.example/");
    QTest::newRow("is ftp another origin?") << QByteArray("ftp://a.example/");
    QTest::newRow("is a host that only looks the same another origin?") << QByteArray("https://a.example@b.example/");
    QTest::newRow("is a trailing dot another origin?") << QByteArray("https://a.example./");
}

void TestRedirect::otherOriginKeepsNoSecret()
{
    QFETCH(QByteArray, location);
    const Request request = askedFor(u"https://user:secret@a.example/dir/file"_s);
    const auto next = planRedirect(request, answer(302, location), 1);
    QVERIFY(next);
    const QList<QByteArray> kept{"accept: text/plain", "Accept-Language: de"};
    QCOMPARE(next->headers, kept);
    QCOMPARE(next->referer, QByteArray());
    QVERIFY(!next->url.contains(u"secret"_s));
    QCOMPARE(next->userAgent, request.userAgent);
    QCOMPARE(next->fromByte, request.fromByte);
    QCOMPARE(next->ifRange, request.ifRange);
    QCOMPARE(next->cookieFile, request.cookieFile);
    QCOMPARE(next->proxy, request.proxy);
    QCOMPARE(next->insecure, request.insecure);
}

void TestRedirect::userInformation_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("url");
    QTest::newRow("does it hold within the origin?") << QByteArray("/x") << u"https://user:secret@a.example/x"_s;
    QTest::newRow("does the Location's own win?")
        << QByteArray("https://other:word@a.example/x") << u"https://other:word@a.example/x"_s;
    QTest::newRow("does it stay behind elsewhere?") << QByteArray("https://b.example/x") << u"https://b.example/x"_s;
}

void TestRedirect::userInformation()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, url);
    const QString from = u"https://user:secret@a.example/dir/file"_s;
    const auto next = planRedirect(askedFor(from), answer(302, location, from), 1);
    QVERIFY(next);
    QCOMPARE(next->url, url);
}

void TestRedirect::count_data()
{
    QTest::addColumn<int>("hop");
    QTest::addColumn<bool>("follows");
    QTest::newRow("is the first followed?") << 1 << true;
    QTest::newRow("is the last allowed followed?") << kMaxRedirects << true;
    QTest::newRow("is one more refused?") << kMaxRedirects + 1 << false;
}

void TestRedirect::count()
{
    QFETCH(int, hop);
    QFETCH(bool, follows);
    const auto next = planRedirect(askedFor(u"https://a.example/"_s), answer(302, "/x"), hop);
    QCOMPARE(next.has_value(), follows);
    if (!follows) {
        QCOMPARE(next.error().kind, ErrorKind::TooManyRedirects);
        QCOMPARE(next.error().retry, RetryClass::Never);
    }
}

void TestRedirect::errorNamesTheHop()
{
    const QString from = u"https://user:secret@a.example:444/f"_s;
    const auto next = planRedirect(askedFor(from), answer(307, "file:///x", from), 1);
    QVERIFY(!next);
    QCOMPARE(next.error().url, u"https://a.example:444/f"_s);
    QCOMPARE(next.error().host, u"a.example:444"_s);
    QCOMPARE(next.error().httpStatus, 307);
}

QTEST_GUILESS_MAIN(TestRedirect)
#include "tst_redirect.moc"
