// SPDX-License-Identifier: MIT
// FTP and FTPS against a real server. Resuming and retrying are in tests/core/download/tst_file_servers.cpp.
#include "tests/core/http/file_server_cases.h"
#include "tests/support/certificates.h"
#include "tests/support/ftp_server.h"

using namespace sluice;
using namespace sluice::http;
using namespace sluice::test;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList commands(FtpServer &server, const QByteArray &name)
{
    QByteArrayList found;
    for (const QByteArray &line : server.log()) {
        const qsizetype space = line.indexOf(' ');
        if (line.left(space) == name)
            found.push_back(line.mid(space + 1));
    }
    return found;
}

} // namespace

class TestClientFtp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forgetProxies(); }

    void wholeFile_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("in the clear?") << false;
        QTest::newRow("over implicit TLS?") << true;
    }

    void wholeFile()
    {
        QFETCH(bool, tls);
        const Certificates certificates;
        FtpServer server(
            tls ? FtpOptions{.tls = FtpOptions::Tls::Implicit, .certificate = &certificates.good()} : FtpOptions());
        const QByteArray sum = server.addPattern(u"a.bin"_s, kFileSize);
        Request request = get(server.url(u"a.bin"_s));
        request.caFile = certificates.caFile().toUtf8();
        const FileFetch got(request);
        checkWholeFile(got, sum);
        QCOMPARE(got.result.head.tlsVersion.isEmpty(), !tls);
    }

    void emptyFile()
    {
        FtpServer server;
        checkEmptyFile(server);
    }

    void anEmptyFileHasALength()
    {
        FtpServer server;
        server.addFile(u"empty"_s, {});
        const FileFetch got(get(server.url(u"empty"_s)));
        QCOMPARE(got.result.head.headers.combined("content-length"), "0");
    }

    void names_data()
    {
        addNameRows();
        QTest::newRow("is a name like an option a name?") << u"-la"_s;
    }

    void names()
    {
        QFETCH(QString, path);
        FtpServer server;
        checkName(server, path);
    }

    void goesOnInTheMiddle()
    {
        FtpServer server;
        checkRest(server);
        QCOMPARE(commands(server, "REST"), QByteArrayList{QByteArray::number(kFileBreak)});
        QCOMPARE(commands(server, "sent"), QByteArrayList{QByteArray::number(kFileSize - kFileBreak)});
    }

    void aServerThatCannotResumeSaysSo()
    {
        FtpServer server({.resumes = false});
        server.addPattern(u"a.bin"_s, kFileSize);
        Request request = get(server.url(u"a.bin"_s));
        request.fromByte = kFileBreak;
        const FileFetch got(request);
        QCOMPARE(nameOf(got.result.error), u"range-refused"_s);
        QCOMPARE(got.sink.taken, 0);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("status");
        QTest::newRow("is a missing file the server's refusal?")
            << u"missing"_s << QString() << u"http-status"_s << 550;
        QTest::newRow("is a missing folder, too?") << u"no/where/a.bin"_s << QString() << u"http-status"_s << 550;
        QTest::newRow("is a wrong password?") << u"a.bin"_s << u"user:wrong"_s << u"http-status"_s << 530;
        QTest::newRow("is an unknown user?") << u"a.bin"_s << u"nobody:secret"_s << u"http-status"_s << 530;
        QTest::newRow("is the right password let in?") << u"a.bin"_s << u"user:secret"_s << u"none"_s << 0;
        QTest::newRow("is a folder refused unseen?") << u"folder/"_s << QString() << u"unsupported"_s << 0;
        QTest::newRow("is the root?") << QString() << QString() << u"unsupported"_s << 0;
        QTest::newRow("is a listing by type?") << u"folder;type=d"_s << QString() << u"unsupported"_s << 0;
        QTest::newRow("is a folder in a file's clothes?") << u"folder"_s << QString() << u"http-status"_s << 550;
        QTest::newRow("is the type of all files taken?") << u"a.bin;type=i"_s << QString() << u"none"_s << 0;
    }

    void refusals()
    {
        QFETCH(QString, path);
        QFETCH(QString, user);
        QFETCH(QString, kind);
        QFETCH(int, status);
        FtpServer server;
        server.addFile(u"a.bin"_s, "content");
        server.addFile(u"folder/b.bin"_s, "content");
        const FileFetch got(get(server.url(path, user)));
        QCOMPARE(nameOf(got.result.error), kind);
        if (!got.result.error)
            return;
        checkRefusal(got);
        QCOMPARE(got.sink.calls(), 0);
        QCOMPARE(got.result.error->httpStatus, status);
    }

    void breaks_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::addColumn<bool>("hangUp");
        QTest::newRow("is an end of the data truncated?") << false << false;
        QTest::newRow("is an end of everything?") << false << true;
        QTest::newRow("is an end of the data under TLS?") << true << false;
        QTest::newRow("is an end of everything under TLS?") << true << true;
    }

    void breaks()
    {
        QFETCH(bool, tls);
        QFETCH(bool, hangUp);
        const Certificates certificates;
        FtpOptions options;
        if (tls)
            options = {.tls = FtpOptions::Tls::Implicit, .certificate = &certificates.good()};
        (hangUp ? options.hangUpAfter : options.breakAfter) = kFileBreak;
        FtpServer server(options);
        const QByteArray sum = server.addPattern(u"a.bin"_s, kFileSize);
        Client client;
        Request request = get(server.url(u"a.bin"_s));
        request.caFile = certificates.caFile().toUtf8();
        Collector first;
        const FetchResult result = fetch(client, request, first);
        QCOMPARE(nameOf(result.error), u"truncated"_s);
        QCOMPARE(result.error->retry, RetryClass::AfterBackoff);
        QCOMPARE(result.bodyBytes, kFileBreak);
        Collector second;
        QCOMPARE(nameOf(fetch(client, request, second).error), u"none"_s);
        QCOMPARE(second.sha256(), sum);
    }

    void certificates_data()
    {
        QTest::addColumn<bool>("known");
        QTest::addColumn<bool>("insecure");
        QTest::addColumn<QString>("kind");
        QTest::newRow("is an unknown authority refused?") << false << false << u"tls"_s;
        QTest::newRow("is a named authority trusted?") << true << false << u"none"_s;
        QTest::newRow("is an unknown one taken when asked to?") << false << true << u"none"_s;
    }

    void certificates()
    {
        QFETCH(bool, known);
        QFETCH(bool, insecure);
        QFETCH(QString, kind);
        const Certificates authority;
        FtpServer server({.tls = FtpOptions::Tls::Implicit, .certificate = &authority.good()});
        server.addFile(u"a.bin"_s, "content");
        Client client;
        Request request = get(server.url(u"a.bin"_s, u"user:secret"_s));
        if (known)
            request.caFile = authority.caFile().toUtf8();
        request.insecure = insecure;
        Collector sink;
        const FetchResult result = fetch(client, request, sink);
        QCOMPARE(nameOf(result.error), kind);
        if (result.error) {
            QCOMPARE(result.error->retry, RetryClass::Never);
            QCOMPARE(commands(server, "USER"), QByteArrayList()); // nothing was told to whom nobody knows
        }
    }

    void aServerThatInsistsOnTlsRefuses()
    {
        const Certificates authority;
        FtpServer server({.tls = FtpOptions::Tls::Explicit, .certificate = &authority.good()});
        server.addFile(u"a.bin"_s, "content");
        const FileFetch got(get(server.url(u"a.bin"_s)));
        QCOMPARE(nameOf(got.result.error), u"http-status"_s);
        QCOMPARE(got.result.error->retry, RetryClass::Never);
    }

    void aPausedBodyGoesOn()
    {
        FtpServer server;
        checkPausedBody(server);
    }

    void theConnectionIsUsedAgain()
    {
        FtpServer server;
        server.addFile(u"one"_s, "1");
        server.addFile(u"two"_s, "2");
        Client client;
        Collector sink;
        QCOMPARE(nameOf(fetch(client, get(server.url(u"one"_s)), sink).error), u"none"_s);
        const FetchResult second = fetch(client, get(server.url(u"two"_s)), sink);
        QCOMPARE(nameOf(second.error), u"none"_s);
        QVERIFY(second.head.reused);
        QCOMPARE(commands(server, "USER").size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestClientFtp)
#include "tst_client_ftp.moc"
