// SPDX-License-Identifier: MIT
#include "core/trace/masking.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice::trace;

class TestMasking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headers_data();
    void headers();
    void urls_data();
    void urls();
    void largeInputs();
};

void TestMasking::headers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *question, const char *name, const char *value, const char *expected) {
        QTest::newRow(question) << QByteArray(name) << QByteArray(value) << QByteArray(expected);
    };
    row("does Basic keep its scheme only?", "Authorization", "Basic dXNlcjpwYXNz", "Basic •••");
    row("does Bearer?", "authorization", "Bearer abc.def", "Bearer •••");
    row("does Digest lose the user name too?", "Authorization", "Digest username=\"a\", nonce=\"b\"", "Digest •••");
    row("is a word that is no scheme kept?", "Authorization", "hunter2 again", "•••");
    row("is a bare token kept?", "Authorization", "Bearer", "•••");
    row("is the proxy's masked?", "PROXY-AUTHORIZATION", "Basic Zm9v", "Basic •••");
    row("do cookies keep their names?", "Cookie", "a=1; session=xyz; c=\"q\"", "a=•••; session=•••; c=•••");
    row("does a cookie without a name vanish?", "Cookie", "xyz; a=1", "•••; a=•••");
    row("does a value with = vanish whole?", "Cookie", "a=b=c", "a=•••");
    row("does a set cookie keep its attributes?", "Set-Cookie", "id=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
        "id=•••; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    row("is a cookie called Path masked?", "Set-Cookie", "Path=secret; Secure", "Path=•••; Secure");
    row("is an unknown attribute masked?", "Set-Cookie", "a=b; extra=secret", "a=•••; extra=•••");
    row("is an API key masked?", "X-Api-Key", "k", "•••");
    row("an auth token?", "X-Auth-Token", "k", "•••");
    row("a security token?", "X-Amz-Security-Token", "k", "•••");
    row("a session?", "X-Session-Id", "k", "•••");
    row("a signature?", "Signature", "keyId=..", "•••");
    row("a subscription key?", "Ocp-Apim-Subscription-Key", "k", "•••");
    row("a password?", "X-Password", "k", "•••");
    row("a secret?", "Client_Secret", "k", "•••");
    row("an anti-forgery header?", "X-CSRF", "k", "•••");
    row("does a location lose its password?", "Location", "https://u:p@host/a?token=x&b=1",
        "https://host/a?token=•••&b=1");
    row("a relative location its signature?", "location", "/a?sig=x", "/a?sig=•••");
    row("a referer?", "Referer", "http://h/?password=x#top", "http://h/?password=•••#top");
    row("a refresh?", "Refresh", "5; url=http://u:p@h/?key=1", "5; url=http://h/?key=•••");
    row("do plain headers stay?", "Content-Type", "text/html; charset=utf-8", "text/html; charset=utf-8");
    row("does a validator stay?", "ETag", "\"abc\"", "\"abc\"");
    row("does a challenge stay?", "WWW-Authenticate", "Basic realm=\"x\"", "Basic realm=\"x\"");
    row("does a cache key stay?", "Surrogate-Key", "a b", "a b");
    row("does keep-alive stay?", "Keep-Alive", "timeout=5", "timeout=5");
    row("does an empty value stay empty?", "Authorization", "", "");
    row("do bytes that are no UTF-8 stay?", "X-Name", "\xff\xfe", "\xff\xfe");
    row("is a line without a name left alone?", "", "value", "value");
}

void TestMasking::headers()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const HeaderLine once = masked({name, value});
    QCOMPARE(once.name, name);
    QCOMPARE(once.value, expected);
    QCOMPARE(masked(once), once);
}

void TestMasking::urls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *question, const char16_t *url, const char16_t *expected) {
        QTest::newRow(question) << QString::fromUtf16(url) << QString::fromUtf16(expected);
    };
    row("does a plain URL stay?", u"https://h:81/a%20b;v=1?q=x&n=2#part", u"https://h:81/a%20b;v=1?q=x&n=2#part");
    row("does the user information go?", u"https://user:pa%40ss@h/a", u"https://h/a");
    row("with @ in the password?", u"ftp://u:p@q@h/a", u"ftp://h/a");
    row("without a path?", u"http://u:p@h", u"http://h");
    row("without a scheme?", u"//u:p@h/x", u"//h/x");
    row("does an @ in the path stay?", u"https://h/@scope/pkg@1", u"https://h/@scope/pkg@1");
    row("and one in the query?", u"https://h/?mail=a@b", u"https://h/?mail=a@b");
    row("in a URL in the path?", u"https://archive/web/http://u:p@h/", u"https://archive/web/http://h/");
    row("is a token masked?", u"http://h/?token=abc&x=1", u"http://h/?token=•••&x=1");
    row("whatever its case?", u"http://h/?Access_Token=abc", u"http://h/?Access_Token=•••");
    row("is a signed S3 link?",
        u"https://b.s3/k?X-Amz-Algorithm=A&X-Amz-Credential=AK%2F1&X-Amz-Date=2&X-Amz-Signature=ff",
        u"https://b.s3/k?X-Amz-Algorithm=A&X-Amz-Credential=•••&X-Amz-Date=2&X-Amz-Signature=•••");
    row("is an old S3 link?", u"https://b/k?AWSAccessKeyId=A&Expires=1&Signature=b%3D",
        u"https://b/k?AWSAccessKeyId=•••&Expires=1&Signature=•••");
    row("is an Azure link?", u"https://b/k?sv=1&sr=b&sig=a%2Bb&se=2", u"https://b/k?sv=1&sr=b&sig=•••&se=2");
    row("is a CloudFront link?", u"https://b/k?Policy=e&Signature=s&Key-Pair-Id=K",
        u"https://b/k?Policy=•••&Signature=•••&Key-Pair-Id=K");
    row("is a Google link?", u"https://b/k?GoogleAccessId=a%40b&Signature=s",
        u"https://b/k?GoogleAccessId=•••&Signature=•••");
    row("is a key?", u"http://h/?key=1&keyword=tea", u"http://h/?key=•••&keyword=tea");
    row("are a user and a password?", u"http://h/?user=a&pass=b&pwd=c", u"http://h/?user=•••&pass=•••&pwd=•••");
    row("does an author stay?", u"http://h/?author=a", u"http://h/?author=a");
    row("is a name in percent signs known?", u"http://h/?%74oken=abc", u"http://h/?%74oken=•••");
    row("is the fragment masked?", u"http://h/#access_token=abc&expires_in=5",
        u"http://h/#access_token=•••&expires_in=5");
    row("a query in the fragment?", u"http://h/#/in?token=abc", u"http://h/#/in?token=•••");
    row("a fragment after a secret?", u"http://h/?sig=a#b", u"http://h/?sig=•••#b");
    row("parameters after a semicolon?", u"http://h/a?b=1;token=x;y", u"http://h/a?b=1;token=•••");
    row("parameters of the path?", u"http://h/a;jsessionid=XYZ?b=1", u"http://h/a;jsessionid=•••?b=1");
    row("a value that holds marks?", u"http://h/?token=a;b?c=d&e=f", u"http://h/?token=•••&e=f");
    row("a URL as a value?", u"http://h/?to=http://g/?token=x&y=1", u"http://h/?to=http://g/?token=•••&y=1");
    row("an encoded URL as a value?", u"http://h/?to=http%3A%2F%2Fg%2F%3Ftoken%3Dx&y=1", u"http://h/?to=•••&y=1");
    row("an encoded URL with a password?", u"http://h/?to=http%3A%2F%2Fu%3Ap%40g%2F", u"http://h/?to=•••");
    row("one encoded twice?", u"http://h/?to=%252F%253Fsig%253Dx", u"http://h/?to=•••");
    row("does a harmless encoded URL stay?", u"http://h/?to=http%3A%2F%2Fg%2F%3Fa%3Dx",
        u"http://h/?to=http%3A%2F%2Fg%2F%3Fa%3Dx");
    row("does an empty value stay?", u"http://h/?token=&a=1", u"http://h/?token=&a=1");
    row("does a name without a value stay?", u"http://h/?token", u"http://h/?token");
    row("does an empty text?", u"", u"");
    row("do only marks?", u"?&;#//@?", u"?&;#//?");
    row("does right-to-left text?", u"http://h/ملف?q=א", u"http://h/ملف?q=א");
}

void TestMasking::urls()
{
    QFETCH(QString, url);
    QFETCH(QString, expected);
    QCOMPARE(maskedUrl(url), expected);
    QCOMPARE(maskedUrl(expected), expected);
}

void TestMasking::largeInputs()
{
    // Marks that begin something are the expensive case: a megabyte of each must not take quadratic time.
    for (const QString &piece : {u"//a@"_s, u"?a=%25"_s, u"&token=x"_s, u";"_s, u"%253D"_s}) {
        const QString url = "http://h/?q="_L1 + piece.repeated(200'000);
        const QString once = maskedUrl(url);
        QVERIFY(once.size() <= url.size() * 2);
        QVERIFY(once.startsWith("http://h/?q="_L1));
    }
}

QTEST_APPLESS_MAIN(TestMasking)
#include "tst_masking.moc"
