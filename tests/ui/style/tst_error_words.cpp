// SPDX-License-Identifier: MIT
#include "ui/style/error_words.h"
#include "ui/style/http_words.h"

#include <QSet>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;

class TestErrorWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasWordsAndARemedy();
    void tls_data();
    void tls();
    void fileServers_data();
    void fileServers();
    void anUnknownHostKeyIsNoMatterOfTheClock();
    void valuesStandWhereTheyBelong();
    void namesAreNotPatterns();
    void adviceFollowsWhatHappensNext();
    void remedies_data();
    void remedies();
    void everyStatusHasAMeaning();
    void everyRemedyHasItsOwnWords();
};

void TestErrorWords::everyKindHasWordsAndARemedy()
{
    QSet<QString> briefs;
    for (int i = 0; i <= static_cast<int>(ErrorKind::Internal); ++i) {
        Error error;
        error.kind = static_cast<ErrorKind>(i);
        error.host = u"host.example"_s;
        error.detail = u"raw"_s;
        const QString brief = errorBrief(error);
        QVERIFY2(!brief.isEmpty(), qPrintable(errorKindName(error.kind)));
        QVERIFY2(!briefs.contains(brief), qPrintable(brief));
        briefs.insert(brief);
        const ErrorText text = errorText(error, u"file.iso"_s, false);
        QVERIFY2(text.headline.contains(u"file.iso"_s), qPrintable(text.headline));
        QVERIFY2(text.explanation.endsWith(u'.'), qPrintable(text.explanation));
        QVERIFY2(!text.explanation.contains(u'%'), qPrintable(text.explanation));
        QCOMPARE(text.raw, u"raw"_s);
        QVERIFY(!remediesFor(error).isEmpty());
    }
}

void TestErrorWords::tls_data()
{
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("brief");
    QTest::newRow("expired?") << u"SSL certificate problem: certificate has expired"_s << u"certificate has expired"_s;
    QTest::newRow("self-signed?") << u"SSL certificate problem: self-signed certificate"_s
                                  << u"certificate is self-signed"_s;
    QTest::newRow("another host?") << u"SSL: no alternative certificate subject name matches target host name 'a'"_s
                                   << u"certificate is for another host"_s;
    QTest::newRow("unknown authority?") << u"SSL certificate problem: unable to get local issuer certificate"_s
                                        << u"certificate is signed by an unknown authority"_s;
    QTest::newRow("something else about it?")
        << u"Problem with the SSL CA certificate"_s << u"certificate is not trusted"_s;
    QTest::newRow("not about a certificate?") << u"wrong version number"_s << u"secure connection failed"_s;
    QTest::newRow("a host key of ssh?") << u"the host key SHA256:x is not in /home/me/.ssh/known_hosts"_s
                                        << u"host key is not the one known"_s;
    QTest::newRow("no text at all?") << QString() << u"secure connection failed"_s;
}

void TestErrorWords::tls()
{
    QFETCH(QString, detail);
    Error error;
    error.kind = ErrorKind::Tls;
    error.detail = detail;
    QTEST(errorBrief(error), "brief");
}

void TestErrorWords::fileServers_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("brief");
    QTest::addColumn<QString>("meaning");
    QTest::newRow("is a refused login of FTP one?")
        << u"ftp://host/a"_s << 530 << u"login refused"_s << u"user name and password"_s;
    QTest::newRow("is a missing file of FTPS one?")
        << u"ftps://host/a"_s << 550 << u"file not there"_s << u"does not have this file"_s;
    QTest::newRow("is a busy server one?") << u"ftp://host/a"_s << 450 << u"refused by the server"_s << u"right now"_s;
    QTest::newRow("is SFTP without a code no answer of HTTP?")
        << u"sftp://host/a"_s << 0 << u"refused by the server"_s << u"password or key"_s;
    QTest::newRow("do the codes of HTTP stay what they are?")
        << u"http://host/a"_s << 530 << u"530"_s << u"inside the server"_s;
}

void TestErrorWords::fileServers()
{
    QFETCH(QString, url);
    QFETCH(int, status);
    QFETCH(QString, meaning);
    Error error;
    error.kind = ErrorKind::HttpStatus;
    error.url = url;
    error.httpStatus = status;
    QTEST(errorBrief(error), "brief");
    const QString explanation = errorText(error, u"a"_s, false).explanation;
    QVERIFY2(explanation.contains(meaning), qPrintable(explanation));
}

void TestErrorWords::anUnknownHostKeyIsNoMatterOfTheClock()
{
    Error error;
    error.kind = ErrorKind::Tls;
    error.url = u"sftp://host/a"_s;
    error.host = u"host"_s;
    const QString explanation = errorText(error, u"a"_s, false).explanation;
    QVERIFY2(explanation.contains(u"ssh"_s) && !explanation.contains(u"clock"_s), qPrintable(explanation));
}

void TestErrorWords::valuesStandWhereTheyBelong()
{
    Error error;
    error.kind = ErrorKind::DiskFull;
    error.bytes = 12'000'000;
    const QString text = errorText(error, u"big.iso"_s, false).explanation;
    QVERIFY2(text.contains(u"“big.iso”"_s) && text.contains(u"12\u00A0MB"_s), qPrintable(text));
    error.kind = ErrorKind::Connect;
    error.host = u"host.example:8080"_s;
    QVERIFY(errorText(error, u"big.iso"_s, false).explanation.contains(u"“host.example:8080”"_s));
    error.host.clear();
    QVERIFY(errorText(error, u"big.iso"_s, false).explanation.contains(u"the server"_s));
}

void TestErrorWords::namesAreNotPatterns()
{
    Error error;
    error.kind = ErrorKind::Checksum;
    error.host = u"evil"_s;
    const ErrorText text = errorText(error, u"100%1 %3 %2.iso"_s, false);
    QVERIFY2(text.explanation.contains(u"“100%1 %3 %2.iso”"_s), qPrintable(text.explanation));
    QVERIFY2(text.headline.contains(u"“100%1 %3 %2.iso”"_s), qPrintable(text.headline));
}

void TestErrorWords::adviceFollowsWhatHappensNext()
{
    Error error;
    error.kind = ErrorKind::Connect;
    error.retry = RetryClass::AfterBackoff;
    const QString alone = errorText(error, u"a"_s, true).explanation;
    const QString given = errorText(error, u"a"_s, false).explanation;
    QVERIFY(alone.contains(u"by itself"_s));
    QVERIFY(!given.contains(u"by itself"_s));
    QVERIFY(given.contains(u"try again"_s));
    error.retry = RetryClass::Never;
    QVERIFY(!errorText(error, u"a"_s, false).explanation.contains(u"again"_s));
}

void TestErrorWords::remedies_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("first");
    QTest::newRow("is a full disk cured by another folder?")
        << static_cast<int>(ErrorKind::DiskFull) << static_cast<int>(Remedy::ChooseFolder);
    QTest::newRow("is a taken name cured by another?")
        << static_cast<int>(ErrorKind::Name) << static_cast<int>(Remedy::ChooseName);
    QTest::newRow("is a bad link cured by another?")
        << static_cast<int>(ErrorKind::BadUrl) << static_cast<int>(Remedy::ReplaceLink);
    QTest::newRow("is a lost connection cured by a retry?")
        << static_cast<int>(ErrorKind::Truncated) << static_cast<int>(Remedy::Retry);
    QTest::newRow("is a missing file cured by another link?")
        << static_cast<int>(ErrorKind::HttpStatus) << static_cast<int>(Remedy::ReplaceLink);
}

void TestErrorWords::remedies()
{
    QFETCH(int, kind);
    Error error;
    error.kind = static_cast<ErrorKind>(kind);
    QTEST(static_cast<int>(remediesFor(error).first()), "first");
}

void TestErrorWords::everyStatusHasAMeaning()
{
    for (int status = 0; status < 1'000; ++status) {
        QVERIFY(!httpMeaning(status).isEmpty());
        QVERIFY(!httpStatusText(status).isEmpty());
    }
    QCOMPARE(httpStatusText(404), u"404 Not Found"_s);
    QCOMPARE(httpPhrase(799), QString());
}

void TestErrorWords::everyRemedyHasItsOwnWords()
{
    QSet<QString> words;
    for (const Remedy remedy : {Remedy::Retry, Remedy::ReplaceLink, Remedy::ChooseFolder, Remedy::ChooseName})
        words.insert(remedyText(remedy));
    QCOMPARE(words.size(), 4);
    QVERIFY(!words.contains(QString()));
}

QTEST_APPLESS_MAIN(TestErrorWords)
#include "tst_error_words.moc"
