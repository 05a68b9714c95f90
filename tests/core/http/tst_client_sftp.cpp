// SPDX-License-Identifier: MIT
// SFTP against a real OpenSSH server. Resuming and retrying are in tests/core/download/tst_file_servers.cpp.
#include "app/demo/pattern.h"
#include "tests/core/http/fetching.h"
#include "tests/support/sftp_server.h"

#include <QFile>
#include <QUrl>

using namespace sluice;
using namespace sluice::http;
using namespace sluice::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(sluice::test::UserKey)

namespace {

constexpr qint64 kSize = 3'000'000;
constexpr qint64 kBreak = 1'000'000;

} // namespace

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
        const QByteArray sum = server.addPattern(u"a.bin"_s, kSize);
        Client client;
        Collector sink;
        const FetchResult result = fetch(client, get(server.url(u"a.bin"_s)), sink);
        QVERIFY2(!result.error, qPrintable(result.error ? result.error->detail : QString()));
        QCOMPARE(result.bodyBytes, kSize);
        QCOMPARE(sink.sha256(), sum);
        QCOMPARE(sink.heads.size(), std::size_t(1));
        const ResponseHead &head = sink.heads.front();
        QVERIFY(!head.isHttp);
        QCOMPARE(head.headers.combined("content-length"), QByteArray::number(kSize));
        QVERIFY(head.headers.combined("last-modified").endsWith(" GMT"));
        QVERIFY(head.address.startsWith(u"127.0.0.1:"_s));
        QVERIFY(result.stamps.firstByte >= result.stamps.requestSent);
    }

    void aLinkWithoutAUserIsTheUsersOwn()
    {
        SftpServer server;
        befriend(server);
        server.addFile(u"a.bin"_s, "content");
        Client client;
        Collector sink;
        const FetchResult result = fetch(client, get(server.url(u"a.bin"_s, QString())), sink);
        QCOMPARE(nameOf(result.error), u"none"_s);
        QCOMPARE(sink.begin, "content");
    }

    void emptyFile()
    {
        SftpServer server;
        befriend(server);
        server.addFile(u"empty"_s, {});
        Client client;
        Collector sink;
        const FetchResult result = fetch(client, get(server.url(u"empty"_s)), sink);
        QCOMPARE(nameOf(result.error), u"none"_s);
        QCOMPARE(sink.heads.size(), std::size_t(1)); // libcurl does not tell the length in it
        QCOMPARE(sink.taken, 0);
    }

    void names_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("does a name with spaces arrive?") << u"two  spaces .bin"_s;
        QTest::newRow("does a name in UTF-8 arrive?") << u"Größe – 大小.bin"_s;
        QTest::newRow("does a name of punctuation arrive?") << u"100% #1 ?a=b&c+d [x] 'q'.bin"_s;
        QTest::newRow("does a file deep down arrive?") << u"one/two folders/three/a.bin"_s;
        QTest::newRow("does a backslash stay one?") << u"back\\slash.bin"_s;
    }

    void names()
    {
        QFETCH(QString, path);
        SftpServer server;
        befriend(server);
        const QByteArray sum = server.addPattern(path, 1000);
        Client client;
        Collector sink;
        const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
        const FetchResult result = fetch(client, get(server.url(encoded)), sink);
        QCOMPARE(nameOf(result.error), u"none"_s);
        QCOMPARE(sink.sha256(), sum);
    }

    void goesOnInTheMiddle()
    {
        SftpServer server;
        befriend(server);
        server.addPattern(u"a.bin"_s, kSize);
        Client client;
        Collector sink;
        Request request = get(server.url(u"a.bin"_s));
        request.fromByte = kBreak;
        const FetchResult result = fetch(client, request, sink);
        QCOMPARE(nameOf(result.error), u"none"_s);
        QCOMPARE(sink.begin, demo::patternBytes(1, kBreak, sink.begin.size()));
        QCOMPARE(sink.taken, kSize - kBreak);
        QCOMPARE(sink.heads.front().headers.combined("content-length"), QByteArray::number(kSize));
        QCOMPARE(server.bytesRead(), QList<qint64>{kSize - kBreak});
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
        Client client;
        Collector sink;
        const FetchResult result = fetch(client, get(server.url(path, user)), sink);
        QCOMPARE(nameOf(result.error), kind);
        QCOMPARE(result.error->retry, RetryClass::Never);
        QVERIFY(!result.error->detail.isEmpty());
        QVERIFY2(!result.error->detail.contains(u"secret"_s), qPrintable(result.error->detail));
        QVERIFY2(!result.error->url.contains(u'@'), qPrintable(result.error->url));
        QCOMPARE(sink.taken, 0);
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
        SftpServer server({.hangUpAfter = kBreak});
        befriend(server);
        const QByteArray sum = server.addPattern(u"a.bin"_s, kSize);
        Client client;
        Collector first;
        const FetchResult result = fetch(client, get(server.url(u"a.bin"_s)), first);
        QCOMPARE(nameOf(result.error), u"truncated"_s);
        QCOMPARE(result.error->retry, RetryClass::AfterBackoff);
        QVERIFY(first.taken > 0 && first.taken < kBreak);
        QCOMPARE(first.begin, demo::patternBytes(1, 0, first.begin.size()));
        Collector second;
        QCOMPARE(nameOf(fetch(client, get(server.url(u"a.bin"_s)), second).error), u"none"_s);
        QCOMPARE(second.sha256(), sum);
    }

    void aPausedBodyGoesOn()
    {
        SftpServer server;
        befriend(server);
        const QByteArray sum = server.addPattern(u"a.bin"_s, kSize);
        Client client;
        Fetch running(client, get(server.url(u"a.bin"_s)));
        bool full = false;
        running.sink.decide = [&](std::span<const char>) {
            full = !full;
            return full ? BodySink::Take::None : BodySink::Take::All;
        };
        while (!running.isOver()) {
            QVERIFY(QTest::qWaitFor([&] { return full || running.isOver(); }, kPatience));
            running.sink.resumeBody();
        }
        QVERIFY(running.isGood());
        QCOMPARE(running.sink.sha256(), sum);
    }

    void aStopInTheMiddleIsQuick()
    {
        SftpServer server;
        befriend(server);
        server.addPattern(u"a.bin"_s, kSize);
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
