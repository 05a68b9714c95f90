// SPDX-License-Identifier: MIT
// Whole downloads from real FTP and SFTP servers: resuming, retrying, and what is refused for good.
#include "app/demo/pattern.h"
#include "tests/core/download/disk/disk_tricks.h"
#include "tests/core/download/fake_host.h"
#include "tests/support/certificates.h"
#include "tests/support/files.h"
#include "tests/support/ftp_server.h"
#include "tests/support/sftp_server.h"

#include <QFile>
#include <QTest>

#include <memory>

using namespace sluice;
using namespace sluice::download;
using namespace sluice::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSize = 3'000'000;
constexpr qint64 kBreak = 1'000'000;

/// One of the servers, as far as the tests can treat them alike.
class FileServer
{
public:
    FileServer(const QString &kind, qint64 hangUpAfter)
    {
        if (kind == "sftp"_L1) {
            sftp = std::make_unique<SftpServer>(SftpOptions{.hangUpAfter = hangUpAfter});
            qputenv("HOME", sftp->home().toUtf8());
            sftp->makeKnown();
            return;
        }
        FtpOptions options{.hangUpAfter = hangUpAfter};
        if (kind == "ftps"_L1) {
            options.tls = FtpOptions::Tls::Implicit;
            options.certificate = &certificates.good();
        }
        ftp = std::make_unique<FtpServer>(options);
    }

    QString url(const QString &path) const { return ftp ? ftp->url(path) : sftp->url(path); }
    QByteArray addPattern(const QString &path, qint64 size, quint64 seed = 1)
    {
        return ftp ? ftp->addPattern(path, size, seed) : sftp->addPattern(path, size, seed);
    }
    QString pathOf(const QString &path) const { return ftp ? ftp->pathOf(path) : sftp->pathOf(path); }
    /// Bytes the last transfer has cost the server.
    qint64 lastSent()
    {
        if (sftp)
            return sftp->bytesRead().isEmpty() ? -1 : sftp->bytesRead().last();
        qint64 last = -1;
        for (const QByteArray &line : ftp->log()) {
            if (line.startsWith("sent "))
                last = line.mid(5).toLongLong();
        }
        return last;
    }

    const Certificates certificates;
    std::unique_ptr<FtpServer> ftp;
    std::unique_ptr<SftpServer> sftp;
};

} // namespace

class TestFileServers : public QObject
{
    Q_OBJECT

    std::unique_ptr<DownloadBench> m_bench;

    Download make(const FileServer &server, const QString &path)
    {
        m_bench->host.current.caFile = server.certificates.caFile();
        return make(server.url(path));
    }

    Download make(const QString &url)
    {
        Download download = m_bench->make(u"/"_s);
        download.record.request.url = url;
        return download;
    }

    void verifyWhole(const Download &download, const QByteArray &sum)
    {
        QVERIFY2(download.record.state == State::Done,
            qPrintable(download.record.error ? download.record.error->detail : u"no error"_s));
        QCOMPARE(sha256OfFile(download.record.finalPath), sum);
        QCOMPARE(namesIn(m_bench->folder.path()).size(), 1);
    }

    static void addServers()
    {
        QTest::addColumn<QString>("server");
        QTest::newRow("from FTP?") << u"ftp"_s;
        QTest::newRow("from FTPS?") << u"ftps"_s;
        QTest::newRow("from SFTP?") << u"sftp"_s;
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *name : {"ftp_proxy", "all_proxy", "FTP_PROXY", "ALL_PROXY", "SSH_AUTH_SOCK"})
            qunsetenv(name);
    }
    void init() { m_bench = std::make_unique<DownloadBench>(); }
    void cleanup()
    {
        QVERIFY2(m_bench->host.allLegal(), "an event that the table of states does not allow");
        QCOMPARE(m_bench->host.slots.held(), 0);
        m_bench.reset();
    }

    void goesOnAfterAnEndInTheMiddle_data() { addServers(); }
    void goesOnAfterAnEndInTheMiddle()
    {
        QFETCH(QString, server);
        FileServer source(server, kBreak);
        const QByteArray sum = source.addPattern(u"a.bin"_s, kSize);
        Download download = make(source, u"a.bin"_s);
        m_bench->run(download);
        verifyWhole(download, sum);
        const std::vector<Attempt> &attempts = download.record.attempts;
        QCOMPARE(attempts.size(), std::size_t(2));
        QCOMPARE(attempts[0].error->kind, ErrorKind::Truncated);
        QVERIFY(attempts[0].bytes > 0);
        QCOMPARE(attempts[1].fromByte, attempts[0].bytes); // the bytes held are not fetched again
        QCOMPARE(attempts[1].bytes, kSize - attempts[0].bytes);
        QCOMPARE(source.lastSent(), kSize - attempts[0].bytes);
    }

    void anotherRunGoesOn_data() { addServers(); }
    void anotherRunGoesOn()
    {
        QFETCH(QString, server);
        FileServer source(server, kBreak);
        const QByteArray sum = source.addPattern(u"a.bin"_s, kSize);
        m_bench->host.current.retries = 0;
        Download download = make(source, u"a.bin"_s);
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Failed);
        const qint64 held = download.record.part.bytes();
        QVERIFY(held > 0);
        download.record.state = State::Queued;
        m_bench->run(download);
        verifyWhole(download, sum);
        QCOMPARE(source.lastSent(), kSize - held);
    }

    void neverMixesTwoVersions_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<bool>("sameSize");
        QTest::newRow("from FTP, by the size?") << u"ftp"_s << false;
        QTest::newRow("from FTP, by the date?") << u"ftp"_s << true;
        QTest::newRow("from SFTP, by the size?") << u"sftp"_s << false;
        QTest::newRow("from SFTP, by the date?") << u"sftp"_s << true;
    }
    void neverMixesTwoVersions()
    {
        QFETCH(QString, server);
        QFETCH(bool, sameSize);
        FileServer source(server, kBreak);
        source.addPattern(u"a.bin"_s, kSize);
        m_bench->host.current.retries = 0;
        Download download = make(source, u"a.bin"_s);
        m_bench->run(download);
        QVERIFY(download.record.part.bytes() > 0);
        const QByteArray sum = source.addPattern(u"a.bin"_s, sameSize ? kSize : kSize + 1, 2);
        QFile file(source.pathOf(u"a.bin"_s));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-3600), QFileDevice::FileModificationTime));
        file.close();
        download.record.state = State::Queued;
        m_bench->run(download);
        verifyWhole(download, sum);
    }

    void startsAgainWhereTheServerCannotResume()
    {
        FtpServer source({.breakAfter = kBreak, .resumes = false});
        const QByteArray sum = source.addPattern(u"a.bin"_s, kSize);
        Download download = make(source.url(u"a.bin"_s));
        m_bench->run(download);
        verifyWhole(download, sum);
        QCOMPARE(download.record.attempts.back().fromByte, 0);
    }

    void aBusyServerIsAskedAgain()
    {
        FtpServer source({.busyOnce = true});
        const QByteArray sum = source.addPattern(u"a.bin"_s, kSize);
        Download download = make(source.url(u"a.bin"_s));
        m_bench->run(download);
        verifyWhole(download, sum);
        QCOMPARE(download.record.attempts.size(), std::size_t(2));
        QCOMPARE(download.record.attempts[0].error->httpStatus, 450);
    }

    void emptyFile_data() { addServers(); }
    void emptyFile()
    {
        QFETCH(QString, server);
        FileServer source(server, 0);
        const QByteArray sum = source.addPattern(u"empty"_s, 0);
        Download download = make(source, u"empty"_s);
        m_bench->run(download);
        verifyWhole(download, sum);
        QCOMPARE(download.record.attempts.size(), std::size_t(1));
    }

    void theNameIsThatOfTheFile_data() { addServers(); }
    void theNameIsThatOfTheFile()
    {
        QFETCH(QString, server);
        FileServer source(server, 0);
        const QByteArray sum = source.addPattern(u"two words/Größe 大.bin"_s, 1000);
        Download download = make(source, u"two%20words/Gr%C3%B6%C3%9Fe%20%E5%A4%A7.bin"_s);
        m_bench->run(download);
        verifyWhole(download, sum);
        QCOMPARE(namesIn(m_bench->folder.path()), QStringList{u"Größe 大.bin"_s});
    }

    void refusalsAreNotTriedAgain_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("kind");
        QTest::newRow("is a file missing from FTP?") << u"ftp"_s << u"missing"_s << u"http-status"_s;
        QTest::newRow("is a file missing from SFTP?") << u"sftp"_s << u"missing"_s << u"http-status"_s;
        QTest::newRow("is a folder of FTP?") << u"ftp"_s << u"folder/"_s << u"unsupported"_s;
        QTest::newRow("is a folder of SFTP?") << u"sftp"_s << u"folder/"_s << u"unsupported"_s;
    }
    void refusalsAreNotTriedAgain()
    {
        QFETCH(QString, server);
        QFETCH(QString, path);
        QFETCH(QString, kind);
        FileServer source(server, 0);
        Download download = make(source, path);
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Failed);
        QCOMPARE(errorKindName(download.record.error->kind), kind);
        QCOMPARE(download.record.attempts.size(), std::size_t(1));
        QVERIFY(namesIn(m_bench->folder.path()).isEmpty());
    }

    void aStrangerIsNotTrusted()
    {
        SftpServer source;
        qputenv("HOME", source.home().toUtf8());
        source.addFile(u"a.bin"_s, "content");
        Download download = make(source.url(u"a.bin"_s));
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Failed);
        QCOMPARE(errorKindName(download.record.error->kind), u"tls"_s);
        QCOMPARE(download.record.attempts.size(), std::size_t(1));
        m_bench->host.current.insecure = true;
        download.record.state = State::Queued;
        m_bench->run(download);
        QCOMPARE(download.record.state, State::Done);
        QVERIFY(download.record.attempts.back().insecure);
    }
};

QTEST_GUILESS_MAIN(TestFileServers)
#include "tst_file_servers.moc"
