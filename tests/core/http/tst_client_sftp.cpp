// SPDX-License-Identifier: MIT
// SFTP against a real OpenSSH server. Resuming and retrying are in tests/core/download/tst_file_servers.cpp.
#include "tests/core/http/file_server_cases.h"
#include "tests/support/sftp_server.h"

#include <QFile>

using namespace sluice;
using namespace sluice::http;
using namespace sluice::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(sluice::test::UserKey)

class TestClientSftp : public QObject
{
    Q_OBJECT

    /// A server that the user of HOME knows and is known to.
    static void befriend(SftpServer &server)
    {
        qputenv("HOME", server.home().toUtf8());
        server.makeKnown();
    }

private Q_SLOTS:
    void initTestCase()
    {
        forgetProxies();
        qunsetenv("SSH_AUTH_SOCK");
        qputenv("LOGNAME", SftpServer::login().toUtf8());
    }

    void wholeFile_data()
    {
        QTest::addColumn<UserKey>("key");
        QTest::newRow("with an Ed25519 key?") << UserKey::Ed25519;
        QTest::newRow("with an ECDSA key?") << UserKey::Ecdsa;
    }

    void wholeFile()
    {
        QFETCH(UserKey, key);
        SftpServer server({.key = key});
        befriend(server);
        const QByteArray sum = server.addPattern(u"a.bin"_s, kFileSize);
        checkWholeFile(FileFetch(get(server.url(u"a.bin"_s))), sum);
    }

    void aLinkWithoutAUserIsTheUsersOwn()
    {
        SftpServer server;
        befriend(server);
        server.addFile(u"a.bin"_s, "content");
        const FileFetch got(get(server.url(u"a.bin"_s, QString())));
        QCOMPARE(nameOf(got.result.error), u"none"_s);
        QCOMPARE(got.sink.begin, "content");
    }

    void emptyFile() // libcurl does not tell its length
    {
        SftpServer server;
        befriend(server);
        checkEmptyFile(server);
    }

    void names_data()
    {
        addNameRows();
        QTest::newRow("does a backslash stay one?") << u"back\\slash.bin"_s;
    }

    void names()
    {
        QFETCH(QString, path);
        SftpServer server;
        befriend(server);
        checkName(server, path);
    }

    void goesOnInTheMiddle()
    {
        SftpServer server;
        befriend(server);
        checkRest(server);
        QCOMPARE(server.bytesRead(), QList<qint64>{kFileSize - kFileBreak});
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("kind");
        const QString me = SftpServer::login();
        QTest::newRow("is a missing file the server's refusal?") << u"missing"_s << me << u"http-status"_s;
        QTest::newRow("is a missing folder?") << u"no/where/a.bin"_s << me << u"http-status"_s;
        QTest::newRow("is a wrong password?") << u"a.bin"_s << u"nosuchuser:secret"_s << u"http-status"_s;
        QTest::newRow("is a folder refused unseen?") << u"folder/"_s << me << u"unsupported"_s;
    }

    void refusals()
    {
        QFETCH(QString, path);
        QFETCH(QString, user);
        QFETCH(QString, kind);
        SftpServer server;
        befriend(server);
        server.addFile(u"a.bin"_s, "content");
        const FileFetch got(get(server.url(path, user)));
        QCOMPARE(nameOf(got.result.error), kind);
        checkRefusal(got);
    }

    void hostKeys_data()
    {
        QTest::addColumn<QString>("known");
        QTest::addColumn<bool>("insecure");
        QTest::addColumn<QString>("kind");
        QTest::newRow("is a known host trusted?") << u"right"_s << false << u"none"_s;
        QTest::newRow("is an unknown host refused?") << u"none"_s << false << u"tls"_s;
        QTest::newRow("is another key refused?") << u"wrong"_s << false << u"tls"_s;
        QTest::newRow("is a missing list refused?") << u"no list"_s << false << u"tls"_s;
        QTest::newRow("is an unknown host taken when asked to?") << u"none"_s << true << u"none"_s;
        QTest::newRow("is another key taken when asked to?") << u"wrong"_s << true << u"none"_s;
    }

    void hostKeys()
    {
        QFETCH(QString, known);
        QFETCH(bool, insecure);
        QFETCH(QString, kind);
        SftpServer server;
        qputenv("HOME", server.home().toUtf8());
        if (known != "no list"_L1)
            server.makeKnown(known == "right"_L1);
        const QString list = server.home() + u"/.ssh/known_hosts"_s;
        if (known == "none"_L1) {
            QFile file(list);
            QVERIFY(file.resize(0));
        }
        server.addFile(u"a.bin"_s, "content");
        Client client;
        Collector sink;
        Request request = get(server.url(u"a.bin"_s));
        request.insecure = insecure;
        const FetchResult result = fetch(client, request, sink);
        QCOMPARE(nameOf(result.error), kind);
        if (!result.error)
            return;
        QCOMPARE(result.error->retry, RetryClass::Never);
        QVERIFY2(result.error->detail.contains(u"known_hosts"_s), qPrintable(result.error->detail));
        QVERIFY(server.bytesRead().isEmpty());
        QCOMPARE(QFile::exists(list), known != "no list"_L1); // the list is the user's: nothing is written to it
    }

    void anEndInTheMiddleIsTruncated()
    {
        SftpServer server({.hangUpAfter = kFileBreak});
        befriend(server);
        const QByteArray sum = server.addPattern(u"a.bin"_s, kFileSize);
        Client client;
        Collector first;
        const FetchResult result = fetch(client, get(server.url(u"a.bin"_s)), first);
        QCOMPARE(nameOf(result.error), u"truncated"_s);
        QCOMPARE(result.error->retry, RetryClass::AfterBackoff);
        QVERIFY(first.taken > 0 && first.taken < kFileBreak);
        QCOMPARE(first.begin, demo::patternBytes(1, 0, first.begin.size()));
        Collector second;
        QCOMPARE(nameOf(fetch(client, get(server.url(u"a.bin"_s)), second).error), u"none"_s);
        QCOMPARE(second.sha256(), sum);
    }

    void aPausedBodyGoesOn()
    {
        SftpServer server;
        befriend(server);
        checkPausedBody(server);
    }

    void aStopInTheMiddleIsQuick()
    {
        SftpServer server;
        befriend(server);
        server.addPattern(u"a.bin"_s, kFileSize);
        Client client;
        Fetch running(client, get(server.url(u"a.bin"_s)));
        running.sink.decide = [](std::span<const char>) {
            return BodySink::Take::None;
        };
        QVERIFY(QTest::qWaitFor([&] { return running.sink.bodyCalls > 0; }, kPatience));
        running.stop.request_stop();
        QVERIFY(running.wait());
        QVERIFY(running.wasStopped());
    }
};

QTEST_GUILESS_MAIN(TestClientSftp)
#include "tst_client_sftp.moc"
