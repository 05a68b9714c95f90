// SPDX-License-Identifier: MIT
#include "core/http/url.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sluice::http;
using namespace Qt::StringLiterals;
using Problem = UrlProblem;

Q_DECLARE_METATYPE(Problem)

class TestUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalised_data();
    void normalised();
    void refused_data();
    void refused();
    void tooLong();
    void manyDotSegmentsAreFast();
    void normalisingTwiceChangesNothing();
    void locations_data();
    void locations();
    void locationsOfOtherSchemesAreRefused();
    void userInfoIsTakenOut_data();
    void userInfoIsTakenOut();
    void hostLabels_data();
    void hostLabels();
    void origins_data();
    void origins();
};

void TestUrl::normalised_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *name, const char16_t *text, const char16_t *url) {
        QTest::newRow(name) << QString::fromUtf16(text) << QString::fromUtf16(url);
    };
    row("is a plain link left alone?", u"https://example.org/a/b.zip?x=1&y=2", u"https://example.org/a/b.zip?x=1&y=2");
    row("does the bare host get a path?", u"http://example.org", u"http://example.org/");
    row("does a query without path get one?", u"http://example.org?x", u"http://example.org/?x");
    row("are scheme and host lowered, and the path not?", u"HTTP://EXAMPLE.org/A", u"http://example.org/A");
    row("is white space around it dropped?", u" \t\r\n http://h/a \n", u"http://h/a");
    row("are angle brackets dropped?", u"<http://h/a>", u"http://h/a");
    row("are quotes dropped?", u"\"http://h/a\"", u"http://h/a");
    row("are single quotes dropped in pairs?", u"'http://h/a'", u"http://h/a");
    row("does a single apostrophe stay?", u"http://h/a'", u"http://h/a'");
    row("are quotes of print dropped?", u"\u201chttp://h/a\u201d", u"http://h/a");
    row("is an invisible mark in front dropped?", u"\ufeff\u200bhttp://h/a", u"http://h/a");
    row("is the fragment dropped?", u"http://h/a?b#c?d#e", u"http://h/a?b");
    row("does %2F stay %2F?", u"http://h/a%2Fb%2fc", u"http://h/a%2Fb%2fc");
    row("does %41 stay %41?", u"http://h/%41?%41", u"http://h/%41?%41");
    row("does %2e%2e stay?", u"http://h/a/%2e%2e/b", u"http://h/a/%2e%2e/b");
    row("does + stay?", u"http://h/a+b?c+d", u"http://h/a+b?c+d");
    row("do brackets in the query stay?", u"http://h/?a[]=1&b={2}|3", u"http://h/?a[]=1&b={2}|3");
    row("do sub-delimiters stay?", u"http://h/a;b=c,d!$&'()*~_-.", u"http://h/a;b=c,d!$&'()*~_-.");
    row("does a stray percent sign stay?", u"http://h/50%.txt?a%zz", u"http://h/50%.txt?a%zz");
    row("does an empty query stay?", u"http://h/a?", u"http://h/a?");
    row("does a URL in the query stay?", u"http://h/a?u=http://x/../y", u"http://h/a?u=http://x/../y");
    row("does a space become %20?", u"http://h/a b?c d", u"http://h/a%20b?c%20d");
    row("is non-ASCII encoded as UTF-8?", u"http://h/\u00e4?\u20ac", u"http://h/%C3%A4?%E2%82%AC");
    row("is a character beyond the BMP encoded?", u"http://h/\U0001f600", u"http://h/%F0%9F%98%80");
    row("are braces in the path encoded?", u"http://h/{a}", u"http://h/%7Ba%7D");
    row("are dot segments resolved?", u"http://h/a/./b/../c", u"http://h/a/c");
    row("do dot segments end at the root?", u"http://h/../../a", u"http://h/a");
    row("do empty segments stay?", u"http://h//a///b", u"http://h//a///b");
    row("do empty segments give way to dots one by one?", u"http://h/a//../b", u"http://h/a/b");
    row("does a name with dots stay?", u"http://h/..a/b../...", u"http://h/..a/b../...");
    row("is an international host in ASCII?", u"http://B\u00fccher.example/", u"http://xn--bcher-kva.example/");
    row("is a full-width host mapped?", u"http://\uff27\uff4f.com/", u"http://go.com/");
    row("may a host hold an underscore?", u"http://my_host/", u"http://my_host/");
    row("is a percent-encoded host decoded?", u"http://ex%61mple.org/", u"http://example.org/");
    row("is an IPv6 host shortened?", u"http://[2001:DB8:0:0::1]:8080/", u"http://[2001:db8::1]:8080/");
    row("is an IPv4 host in hexadecimal decimal?", u"http://0x7f.1/", u"http://127.0.0.1/");
    row("does a dot after a name stay?", u"http://example.org./", u"http://example.org./");
    row("is the scheme's own port dropped?", u"https://h:443/", u"https://h/");
    row("does another scheme's port stay?", u"https://h:80/", u"https://h:80/");
    row("is an empty port dropped?", u"http://h:/a", u"http://h/a");
    row("does the largest port stay?", u"http://h:65535/", u"http://h:65535/");
    row("does port 1 stay?", u"http://h:1/", u"http://h:1/");
    row("are leading zeros of the port dropped?", u"http://h:0008080/", u"http://h:8080/");
    row("does user information stay?", u"http://me:p%40ss@h/", u"http://me:p%40ss@h/");
    row("does the last @ end user information?", u"http://me:p@ss@h/", u"http://me:p%40ss@h/");
    row("is an @ in the path no user information?", u"http://h/a@b", u"http://h/a@b");
    row("is an @ in the query no user information?", u"http://h?a@b", u"http://h/?a@b");
    row("does a backslash end the host?", u"http://good\\@evil/", u"http://good/@evil/");
    row("does a backslash count as a slash?", u"http:\\\\h\\a", u"http://h/a");
    row("does a backslash stay in sftp?", u"sftp://h/a\\b", u"sftp://h/a%5Cb");
    row("is ftp spoken?", u"ftp://h/a;type=i", u"ftp://h/a;type=i");
    row("is ftps spoken?", u"ftps://h:990/a", u"ftps://h/a");
    row("is sftp spoken?", u"sftp://me@h/~/a", u"sftp://me@h/~/a");
    row("is localhost with a port a host?", u"http://localhost:8080/x", u"http://localhost:8080/x");
}

void TestUrl::normalised()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    const auto result = normaliseUrl(text);
    QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().detail));
    QCOMPARE(*result, url);
}

void TestUrl::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Problem>("problem");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QString &text, Problem problem, const QString &detail = {}) {
        QTest::newRow(name) << text << problem << detail;
    };
    row("is nothing empty?", QString(), Problem::Empty);
    row("is white space empty?", u" \t\n"_s, Problem::Empty);
    row("are brackets alone empty?", u"<>"_s, Problem::Empty);
    row("is a host without scheme named so?", u"example.org/x"_s, Problem::NoScheme);
    row("is a host with a port without scheme?", u"example.org:8080/x"_s, Problem::NoScheme);
    row("is localhost with a port without scheme?", u"localhost:8080"_s, Problem::NoScheme);
    row("is a network path without scheme?", u"//host/x"_s, Problem::NoScheme);
    row("is a word without scheme?", u"word"_s, Problem::NoScheme);
    row("is a colon in front without scheme?", u"://host/x"_s, Problem::NoScheme);
    row("is a digit in front without scheme?", u"7z://host/x"_s, Problem::NoScheme);
    row("is an IPv6 address without scheme?", u"[::1]/x"_s, Problem::NoScheme);
    row("is magnet unsupported?", u"magnet:?xt=urn:btih:0"_s, Problem::UnsupportedScheme, u"magnet"_s);
    row("is file unsupported?", u"file:///etc/passwd"_s, Problem::UnsupportedScheme, u"file"_s);
    row("is javascript unsupported?", u"JavaScript:alert(1)"_s, Problem::UnsupportedScheme, u"javascript"_s);
    row("is data unsupported?", u"data:text/plain,x"_s, Problem::UnsupportedScheme, u"data"_s);
    row("is gopher unsupported?", u"gopher://h/"_s, Problem::UnsupportedScheme, u"gopher"_s);
    row("is a drive unsupported?", u"C:\\file"_s, Problem::UnsupportedScheme, u"c"_s);
    row("is a mail address unsupported?", u"mailto:a@b"_s, Problem::UnsupportedScheme, u"mailto"_s);
    row("is a scheme alone without host?", u"http:"_s, Problem::NoHost);
    row("is a scheme with slashes without host?", u"http://"_s, Problem::NoHost);
    row("is a single slash no host?", u"http:/x"_s, Problem::NoHost);
    row("are three slashes no host?", u"http:///x"_s, Problem::NoHost);
    row("is a port alone no host?", u"http://:80/"_s, Problem::NoHost);
    row("is user information alone no host?", u"http://me@/"_s, Problem::NoHost);
    row("is a query alone no host?", u"http://?x"_s, Problem::NoHost);
    row("is port 0 named?", u"http://h:0/"_s, Problem::Malformed, u"0"_s);
    row("is port 65536 named?", u"http://h:65536/"_s, Problem::Malformed, u"65536"_s);
    row("is a huge port named?", u"http://h:99999999999999999999/"_s, Problem::Malformed, u"99999999999999999999"_s);
    row("is a word as port named?", u"http://h:http/"_s, Problem::Malformed, u"http"_s);
    row("is a negative port named?", u"http://h:-1/"_s, Problem::Malformed, u"-1"_s);
    row("are digits of other scripts no port?", u"http://h:\u0661\u0662/"_s, Problem::Malformed, u"\u0661\u0662"_s);
    row("is a space in the host malformed?", u"http://a b/"_s, Problem::Malformed, u"a b"_s);
    row("is an encoded slash in the host malformed?", u"http://a%2Fb/"_s, Problem::Malformed, u"a%2Fb"_s);
    row("is an encoded NUL in the host malformed?", u"http://a%00b/"_s, Problem::Malformed, u"a%00b"_s);
    row("is bad UTF-8 in the host malformed?", u"http://a%ffb/"_s, Problem::Malformed, u"a%ffb"_s);
    row("is a full-width slash in the host malformed?", u"http://a\uff0fb/"_s, Problem::Malformed, u"a\uff0fb"_s);
    row("is half an IPv6 address malformed?", u"http://[::1/"_s, Problem::Malformed, u"[::1"_s);
    row("is a bad IPv6 address malformed?", u"http://[::g]/"_s, Problem::Malformed, u"[::g]"_s);
    row("is text after an IPv6 address malformed?", u"http://[::1]x/"_s, Problem::Malformed, u"[::1]x"_s);
    row("is a bad IPv4 address malformed?", u"http://1.2.3.256/"_s, Problem::Malformed, u"1.2.3.256"_s);
    row("is a host that is too long malformed?", u"http://"_s + QString(256, u'a') + u"/"_s, Problem::Malformed,
        QString(256, u'a'));
    row("is a line break inside malformed?", u"http://h/a\nb"_s, Problem::Malformed, u"U+000A"_s);
    row("is a tab inside malformed?", u"http://h/a\tb"_s, Problem::Malformed, u"U+0009"_s);
    row("is a NUL inside malformed?", u"http://h/a"_s + QChar(0) + u"b"_s, Problem::Malformed, u"U+0000"_s);
    row("is a C1 control malformed?", u"http://h/a\u0085b"_s, Problem::Malformed, u"U+0085"_s);
    row("is half a surrogate pair malformed?", u"http://h/"_s + QChar(0xd800), Problem::Malformed, u"UTF-16"_s);
}

void TestUrl::refused()
{
    QFETCH(QString, text);
    QFETCH(Problem, problem);
    QFETCH(QString, detail);
    const auto result = normaliseUrl(text);
    QVERIFY2(!result, qPrintable(result.value_or(QString())));
    QCOMPARE(result.error().problem, problem);
    QCOMPARE(result.error().detail, detail);
}

void TestUrl::tooLong()
{
    const QString start = u"http://h/"_s;
    const QString longest = start + QString(kMaxUrlLength - start.size(), u'a');
    QCOMPARE(normaliseUrl(longest).value_or(QString()), longest);
    QCOMPARE(normaliseUrl(longest + u'a').error().problem, Problem::TooLong);
    // Short as written, too long once it is encoded: it would not be accepted again.
    QCOMPARE(normaliseUrl(start + QString(kMaxUrlLength / 2, u'\u20ac')).error().problem, Problem::TooLong);
    QCOMPARE(resolveReference(start, QString(kMaxUrlLength, u'a')).error().problem, Problem::TooLong);
}

void TestUrl::manyDotSegmentsAreFast()
{
    const QString path = u"a/../"_s.repeated(kMaxUrlLength / 6);
    QCOMPARE(normaliseUrl(u"http://h/"_s + path + u"x"_s).value_or(QString()), u"http://h/x"_s);
}

void TestUrl::normalisingTwiceChangesNothing()
{
    QRandomGenerator random(3);
    const QString alphabet = u"ab1.:/\\@?#%[]{}| <>\"'&=;+\u00e4\u3002\uff0f\u202e"_s;
    int accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        QString text = random.bounded(2) ? u"http://"_s : u"sftp://"_s;
        for (quint32 n = random.bounded(20u); n > 0; --n)
            text += alphabet[random.bounded(int(alphabet.size()))];
        const auto once = normaliseUrl(text);
        if (!once)
            continue;
        ++accepted;
        QCOMPARE(normaliseUrl(*once).value_or(QString()), *once);
        QCOMPARE(resolveReference(*once, QString()).value_or(QString()), *once);
        QCOMPARE(resolveReference(u"http://base/"_s, *once).value_or(QString()), *once);
        for (const QChar c : *once)
            QVERIFY2(c.unicode() > 0x20 && c.unicode() < 0x7f, qPrintable(text));
        QVERIFY(!hostLabel(*once).isEmpty());
        QVERIFY(sameOrigin(*once, withoutUserInfo(*once)));
    }
    QVERIFY(accepted > 1000);
}

void TestUrl::locations_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("url");
    QTest::newRow("is an absolute location taken?") << QByteArray("https://x/a") << u"https://x/a"_s;
    QTest::newRow("is an absolute path resolved?") << QByteArray("/a") << u"http://me@h:81/a"_s;
    QTest::newRow("is a relative path resolved?") << QByteArray("../a") << u"http://me@h:81/a"_s;
    QTest::newRow("is a query resolved?") << QByteArray("?a") << u"http://me@h:81/d/f?a"_s;
    QTest::newRow("does a network path change the host?") << QByteArray("//x/a") << u"http://x/a"_s;
    QTest::newRow("do backslashes change the host?") << QByteArray("\\\\x/a") << u"http://x/a"_s;
    QTest::newRow("is raw UTF-8 encoded?") << QByteArray("/\xc3\xa4") << u"http://me@h:81/%C3%A4"_s;
    QTest::newRow("is raw Latin-1 encoded as it is?") << QByteArray("/\xe4") << u"http://me@h:81/%E4"_s;
    QTest::newRow("is a raw UTF-8 host in ASCII?") << QByteArray("http://b\xc3\xbc"
                                                                 "cher.example/")
                                                   << u"http://xn--bcher-kva.example/"_s;
    QTest::newRow("is an empty location the page itself?") << QByteArray("") << u"http://me@h:81/d/f?q"_s;
}

void TestUrl::locations()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, url);
    QCOMPARE(resolveLocation(u"http://me@h:81/d/f?q#z"_s, location).value_or(QString()), url);
}

void TestUrl::locationsOfOtherSchemesAreRefused()
{
    for (const QByteArray &location : {QByteArray("file:///etc/passwd"), QByteArray("FILE:/etc/passwd"),
             QByteArray(" file:///etc/passwd"), QByteArray("f\tile:///etc/passwd")}) {
        const auto result = resolveLocation(u"http://h/"_s, location);
        QVERIFY(!result);
        QCOMPARE(result.error(), (UrlError{UrlProblem::UnsupportedScheme, u"file"_s}));
    }
}

void TestUrl::userInfoIsTakenOut_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    QTest::newRow("is the password taken out?") << u"http://me:secret@h:81/a?b"_s << u"http://h:81/a?b"_s;
    QTest::newRow("is the user taken out?") << u"ftp://me@h/"_s << u"ftp://h/"_s;
    QTest::newRow("does the last @ count?") << u"http://me:se@cret@h/"_s << u"http://h/"_s;
    QTest::newRow("does an @ in the path stay?") << u"http://h/a@b"_s << u"http://h/a@b"_s;
    QTest::newRow("does an @ in the query stay?") << u"http://h?a@b"_s << u"http://h?a@b"_s;
    QTest::newRow("is text that is no URL left alone?") << u"what@ever"_s << u"what@ever"_s;
    QTest::newRow("is nothing left alone?") << QString() << QString();
    QTest::newRow("is it taken out where the port is bad?") << u"http://me:secret@h:x/"_s << u"http://h:x/"_s;
    QTest::newRow("is it taken out without a scheme?") << u"//me:secret@h/"_s << u"//h/"_s;
}

void TestUrl::userInfoIsTakenOut()
{
    QFETCH(QString, url);
    QFETCH(QString, shown);
    QCOMPARE(withoutUserInfo(url), shown);
}

void TestUrl::hostLabels_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("label");
    QTest::newRow("is the host alone enough?") << u"http://h/a"_s << u"h"_s;
    QTest::newRow("is the own port left out?") << u"https://h:443/a"_s << u"h"_s;
    QTest::newRow("is another port shown?") << u"https://h:80/a"_s << u"h:80"_s;
    QTest::newRow("is IPv6 in brackets?") << u"http://me@[::1]:8080/"_s << u"[::1]:8080"_s;
    QTest::newRow("is there none in garbage?") << u"garbage"_s << QString();
}

void TestUrl::hostLabels()
{
    QFETCH(QString, url);
    QFETCH(QString, label);
    QCOMPARE(hostLabel(url), label);
}

void TestUrl::origins_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("do path and user not matter?") << u"http://me@h/a"_s << u"http://you@h/b"_s << true;
    QTest::newRow("is the own port the same as none?") << u"http://h:80/"_s << u"http://h/"_s << true;
    QTest::newRow("does case not matter?") << u"http://H/"_s << u"HTTP://h/"_s << true;
    QTest::newRow("is another host another origin?") << u"http://h/"_s << u"http://h.evil/"_s << false;
    QTest::newRow("is another port another origin?") << u"http://h/"_s << u"http://h:81/"_s << false;
    QTest::newRow("is another scheme another origin?") << u"https://h/"_s << u"http://h/"_s << false;
    QTest::newRow("is the same port of another scheme another origin?")
        << u"https://h:80/"_s << u"http://h:80/"_s << false;
    QTest::newRow("is garbage no origin?") << u"garbage"_s << u"garbage"_s << false;
}

void TestUrl::origins()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(bool, same);
    QCOMPARE(sameOrigin(a, b), same);
    QCOMPARE(sameOrigin(b, a), same);
}

QTEST_GUILESS_MAIN(TestUrl)
#include "tst_url.moc"
