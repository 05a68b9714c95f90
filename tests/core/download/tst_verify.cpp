// SPDX-License-Identifier: MIT
#include "core/download/verify.h"

#include "core/async/stopped.h"
#include "tests/support/files.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::download;
using namespace sluice::test;
using namespace Qt::StringLiterals;

class TestVerify : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void compares_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<int>("algorithm");
        QTest::newRow("does MD5 match?") << qint64(1000) << int(QCryptographicHash::Md5);
        QTest::newRow("does SHA-1 match?") << qint64(1000) << int(QCryptographicHash::Sha1);
        QTest::newRow("does SHA-256 match?") << qint64(1000) << int(QCryptographicHash::Sha256);
        QTest::newRow("does SHA-512 match over several blocks?")
            << qint64(3'000'001) << int(QCryptographicHash::Sha512);
        QTest::newRow("has an empty file a checksum?") << qint64(0) << int(QCryptographicHash::Sha256);
    }

    void compares()
    {
        QFETCH(qint64, size);
        QFETCH(int, algorithm);
        const QString path = m_folder.filePath(u"a"_s);
        writePatternFile(path, size);
        Checksum checksum{QCryptographicHash::Algorithm(algorithm), {}};
        checksum.digest = QCryptographicHash::hash(readFile(path), checksum.algorithm);
        QVERIFY(verifyChecksum(path, checksum, {}));

        const QByteArray right = checksum.digest;
        checksum.digest[0] = char(~checksum.digest[0]);
        const auto wrong = verifyChecksum(path, checksum, {});
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().kind, ErrorKind::Checksum);
        QCOMPARE(wrong.error().retry, RetryClass::Never);
        QVERIFY(wrong.error().detail.contains(QString::fromLatin1(right.toHex())));
        QVERIFY(wrong.error().detail.contains(QString::fromLatin1(checksum.digest.toHex())));
    }

    void aMissingFileIsADiskError()
    {
        const auto result = verifyChecksum(m_folder.filePath(u"missing"_s), Checksum(), {});
        QCOMPARE(result.error().kind, ErrorKind::Disk);
    }

    void aFolderIsADiskError()
    {
        QCOMPARE(verifyChecksum(m_folder.path(), Checksum(), {}).error().kind, ErrorKind::Disk);
    }

    void aStopEndsIt()
    {
        const QString path = m_folder.filePath(u"b"_s);
        writePatternFile(path, 1000);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(async::Stopped, static_cast<void>(verifyChecksum(path, Checksum(), stop.get_token())));
    }

    void decides_data()
    {
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("decode");
        QTest::newRow("is a page decoded?") << QByteArray("gzip") << u"a.html"_s << true;
        QTest::newRow("is the old name of gzip known?") << QByteArray(" X-GZIP ") << u"a.html"_s << true;
        QTest::newRow("is a .gz file kept?") << QByteArray("gzip") << u"a.tar.gz"_s << false;
        QTest::newRow("is a .TGZ file kept?") << QByteArray("gzip") << u"a.TGZ"_s << false;
        QTest::newRow("is a .svgz file kept?") << QByteArray("gzip") << u"a.svgz"_s << false;
        QTest::newRow("does gz in the middle not matter?") << QByteArray("gzip") << u"a.gz.txt"_s << true;
        QTest::newRow("is plain text left alone?") << QByteArray() << u"a.html"_s << false;
        QTest::newRow("is brotli left alone?") << QByteArray("br") << u"a.html"_s << false;
        QTest::newRow("are two encodings left alone?") << QByteArray("gzip, gzip") << u"a.html"_s << false;
    }

    void decides()
    {
        QFETCH(QByteArray, encoding);
        QFETCH(QString, name);
        QFETCH(bool, decode);
        QCOMPARE(shouldDecode(encoding, name), decode);
    }
};

QTEST_GUILESS_MAIN(TestVerify)
#include "tst_verify.moc"
