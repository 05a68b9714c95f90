// SPDX-License-Identifier: MIT
// What is told at a glance must agree with what taking the URL apart says.
#include "core/http/plain_url.h"

#include "core/http/url.h"
#include "core/http/url_parts.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <random>

using namespace sluice::http;
using namespace Qt::StringLiterals;

namespace {

/// The long way to the normal form; empty for what is no URL.
QString normalForm(const QString &text)
{
    const auto parts = parseUrl(text, Leniency::Pasted);
    return parts ? parts->toString() : QString();
}

/// The long way to the label.
QString label(const QString &url)
{
    const auto parts = parseOrigin(url);
    if (!parts)
        return {};
    return parts->port == 0 ? parts->host : QString(parts->host + u':' + QString::number(parts->port));
}

} // namespace

class TestPlainUrl : public QObject
{
    Q_OBJECT

    /// A glance that says yes is right.
    static void compare(const QString &text)
    {
        if (isPlainUrl(text))
            QCOMPARE(normalForm(text), text);
        if (const auto authority = plainAuthority(text))
            QCOMPARE(authority->toString(), label(text));
    }

private Q_SLOTS:
    void isSeen_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("plain");
        QTest::newRow("is a usual link plain?") << u"https://example.org/a/b.iso"_s << true;
        QTest::newRow("is one with a port?") << u"http://127.0.0.1:18080/s/0"_s << true;
        QTest::newRow("is a query?") << u"http://a-1.example/x?y=1&z=%20a/b"_s << true;
        QTest::newRow("is the root?") << u"http://a/"_s << true;
        QTest::newRow("is what is encoded left as it is?") << u"http://a.example/%7e%2F"_s << true;
        QTest::newRow("is a missing path not?") << u"http://example.org"_s << false;
        QTest::newRow("is a fragment not?") << u"http://example.org/a#b"_s << false;
        QTest::newRow("is a user not?") << u"http://me@example.org/"_s << false;
        QTest::newRow("is an upper case host not?") << u"http://Example.org/"_s << false;
        QTest::newRow("is an upper case scheme not?") << u"HTTP://example.org/"_s << false;
        QTest::newRow("is the scheme's own port not?") << u"http://example.org:80/"_s << false;
        QTest::newRow("is the other scheme's own port?") << u"https://example.org:80/"_s << true;
        QTest::newRow("is port 0 not?") << u"http://example.org:0/"_s << false;
        QTest::newRow("is a port with a zero before it not?") << u"http://example.org:08080/"_s << false;
        QTest::newRow("is a port that is too large not?") << u"http://example.org:65536/"_s << false;
        QTest::newRow("is an empty port not?") << u"http://example.org:/"_s << false;
        QTest::newRow("is a dot segment not?") << u"http://example.org/a/../b"_s << false;
        QTest::newRow("is a hidden file left to the long way?") << u"http://example.org/.profile"_s << false;
        QTest::newRow("is a dot inside a name?") << u"http://example.org/a.b/c..d"_s << true;
        QTest::newRow("is an address in hexadecimal not?") << u"http://0x7f.0.0.1/"_s << false;
        QTest::newRow("is an address of two numbers not?") << u"http://127.1/"_s << false;
        QTest::newRow("is an address with octal numbers not?") << u"http://127.0.0.01/"_s << false;
        QTest::newRow("is an address with a large number not?") << u"http://127.0.0.256/"_s << false;
        QTest::newRow("is a name that ends in a number not?") << u"http://host.1/"_s << false;
        QTest::newRow("is a dot at the end of a name not?") << u"http://example.org./"_s << false;
        QTest::newRow("is an international name not?") << u"http://xn--bcher-kva.example/"_s << false;
        QTest::newRow("is an IPv6 address not?") << u"http://[::1]/"_s << false;
        QTest::newRow("is a blank not?") << u"http://example.org/a b"_s << false;
        QTest::newRow("is a backslash not?") << u"http://example.org\\a"_s << false;
        QTest::newRow("is a letter beyond ASCII not?") << u"http://example.org/\u00e4"_s << false;
        QTest::newRow("is another scheme not?") << u"ftp://example.org/a"_s << false;
        QTest::newRow("is nothing not?") << QString() << false;
    }

    void isSeen()
    {
        QFETCH(QString, url);
        QTEST(isPlainUrl(url), "plain");
        compare(url);
    }

    void tooLong()
    {
        const QString start = u"http://a/"_s;
        QVERIFY(isPlainUrl(QString(start + QString(kMaxUrlLength - start.size(), u'x'))));
        QVERIFY(!isPlainUrl(QString(start + QString(kMaxUrlLength - start.size() + 1, u'x'))));
        QVERIFY(!isPlainUrl(QString(u"http://"_s + QString(64, u'a') + u".example/"_s)));
    }

    void agreesOnKnownUrls()
    {
        QFile file(QStringLiteral(SLUICE_TEST_DATA "/url_resolution.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).object()["cases"_L1].toArray();
        QVERIFY(!cases.isEmpty());
        int plain = 0;
        for (const QJsonValue &value : cases) {
            for (const auto key : {"base"_L1, "input"_L1, "expected"_L1}) {
                const QString url = value.toObject()[key].toString();
                compare(url);
                if (QTest::currentTestFailed())
                    return;
                plain += isPlainUrl(url) ? 1 : 0;
            }
        }
        QVERIFY(plain > 50);
    }

    void agreesOnAnything()
    {
        // Pieces of URLs in any order, most of them usual ones.
        const QStringList schemes{u"http://"_s, u"https://"_s};
        const QStringList usual{u"a"_s, u"example"_s, u"."_s, u"/"_s, u"-"_s, u":8080"_s, u"127.0.0.1"_s, u"?"_s};
        const QStringList strange{u".."_s, u"/."_s, u":"_s, u":80"_s, u":443"_s, u"0"_s, u"127"_s, u"0x7f"_s, u"255"_s,
            u"%2e"_s, u"%"_s, u"@"_s, u"#"_s, u"xn--"_s, u"A"_s, u"\\"_s, u"["_s, u"]"_s, u"|"_s, u"'"_s, u"\u00fc"_s};
        const auto oneOf = [](const QStringList &list, unsigned number) {
            return list[int(number % unsigned(list.size()))];
        };
        std::mt19937 random(20'261'120); // NOLINT: the same texts every time
        int plain = 0;
        for (int i = 0; i < 200'000; ++i) {
            QString text = oneOf(schemes, unsigned(random()));
            for (unsigned n = random() % 10; n > 0; --n)
                text += oneOf(random() % 5 == 0 ? strange : usual, unsigned(random()));
            compare(text);
            if (QTest::currentTestFailed()) {
                qWarning("%s", qPrintable(text));
                return;
            }
            plain += isPlainUrl(text) ? 1 : 0;
        }
        QVERIFY(plain > 1'000);
    }
};

QTEST_GUILESS_MAIN(TestPlainUrl)
#include "tst_plain_url.moc"
