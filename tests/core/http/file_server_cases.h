// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/pattern.h"
#include "tests/core/http/fetching.h"

#include <QUrl>

/// What is asked alike of the servers of files, FTP and SFTP: `Server` is FtpServer or SftpServer, ready to be asked.
namespace sluice::test {

constexpr qint64 kFileSize = 3'000'000;
constexpr qint64 kFileBreak = 1'000'000; ///< a place in the middle of it

/// One file, fetched to its end by a client of its own.
struct FileFetch {
    explicit FileFetch(const http::Request &request)
        : result(fetch(client, request, sink))
    {
    }

    http::Client client;
    Collector sink;
    http::FetchResult result;
};

/// A whole file with the head that is made up for it. The rows of tests may ask for more of `got`.
inline void checkWholeFile(const FileFetch &got, const QByteArray &sha256)
{
    QVERIFY2(!got.result.error, qPrintable(got.result.error ? got.result.error->detail : QString()));
    QCOMPARE(got.result.bodyBytes, kFileSize);
    QCOMPARE(got.sink.sha256(), sha256);
    QCOMPARE(got.sink.heads.size(), std::size_t(1));
    const http::ResponseHead &head = got.sink.heads.front();
    QVERIFY(!head.isHttp);
    QCOMPARE(head.status, 0);
    QCOMPARE(head.headers.combined("content-length"), QByteArray::number(kFileSize));
    QVERIFY(head.headers.combined("last-modified").endsWith(" GMT"));
    QVERIFY(head.address.startsWith(QStringLiteral("127.0.0.1:")));
    QVERIFY(got.result.stamps.requestSent > 0);
    QVERIFY(got.result.stamps.firstByte >= got.result.stamps.requestSent);
}

template <typename Server>
void checkEmptyFile(Server &server)
{
    server.addFile(QStringLiteral("empty"), {});
    const FileFetch got(get(server.url(QStringLiteral("empty"))));
    QCOMPARE(nameOf(got.result.error), QStringLiteral("none"));
    QCOMPARE(got.sink.heads.size(), std::size_t(1));
    QCOMPARE(got.sink.taken, 0);
}

/// Names that must arrive from either; a column "path".
inline void addNameRows()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("does a name with spaces arrive?") << QStringLiteral("two  spaces .bin");
    QTest::newRow("does a name in UTF-8 arrive?") << QStringLiteral("Größe – 大小.bin");
    QTest::newRow("does a name of punctuation arrive?") << QStringLiteral("100% #1 ?a=b&c+d [x] 'q'.bin");
    QTest::newRow("does a file deep down arrive?") << QStringLiteral("one/two folders/three/a.bin");
}

template <typename Server>
void checkName(Server &server, const QString &path)
{
    const QByteArray sum = server.addPattern(path, 1000);
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
    const FileFetch got(get(server.url(encoded)));
    QCOMPARE(nameOf(got.result.error), QStringLiteral("none"));
    QCOMPARE(got.sink.sha256(), sum);
}

/// From kFileBreak on.
template <typename Server>
void checkRest(Server &server)
{
    server.addPattern(QStringLiteral("a.bin"), kFileSize);
    http::Request request = get(server.url(QStringLiteral("a.bin")));
    request.fromByte = kFileBreak;
    const FileFetch got(request);
    QCOMPARE(nameOf(got.result.error), QStringLiteral("none"));
    QCOMPARE(got.sink.begin, demo::patternBytes(1, kFileBreak, got.sink.begin.size()));
    QCOMPARE(got.sink.taken, kFileSize - kFileBreak);
    QCOMPARE(got.sink.heads.front().headers.combined("content-length"), QByteArray::number(kFileSize));
}

/// That an error is for good, says something, and gives no password away.
inline void checkRefusal(const FileFetch &got)
{
    QVERIFY(got.result.error);
    QCOMPARE(got.result.error->retry, RetryClass::Never);
    QCOMPARE(got.sink.taken, 0);
    const QString &detail = got.result.error->detail;
    QVERIFY(!detail.isEmpty());
    QVERIFY2(!detail.contains(QStringLiteral("secret")), qPrintable(detail));
    QVERIFY2(!got.result.error->url.contains(u'@'), qPrintable(got.result.error->url));
}

/// A sink that takes every second piece only when it comes again.
template <typename Server>
void checkPausedBody(Server &server)
{
    const QByteArray sum = server.addPattern(QStringLiteral("a.bin"), kFileSize);
    http::Client client;
    Fetch running(client, get(server.url(QStringLiteral("a.bin"))));
    bool full = false;
    running.sink.decide = [&](std::span<const char>) {
        full = !full;
        return full ? http::BodySink::Take::None : http::BodySink::Take::All;
    };
    while (!running.isOver()) {
        QVERIFY(QTest::qWaitFor([&] { return full || running.isOver(); }, kPatience));
        running.sink.resumeBody();
    }
    QVERIFY(running.isGood());
    QCOMPARE(running.sink.sha256(), sum);
}

} // namespace sluice::test
