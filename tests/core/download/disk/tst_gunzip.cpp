// SPDX-License-Identifier: MIT
#include "core/download/disk/gunzip.h"

#include "app/demo/gzip.h"
#include "app/demo/pattern.h"
#include "tests/core/download/disk/disk_tricks.h"
#include "tests/support/files.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::download;
using namespace sluice::test;
using namespace Qt::StringLiterals;

class TestGunzip : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    /// A part file with these bytes, open.
    PartFile partWith(const QByteArray &bytes, const QString &name = u"a.txt"_s)
    {
        PartFile file;
        if (!file.create(m_folder->path(), name, Conflict::Rename)
            || !file.write({bytes.constData(), std::size_t(bytes.size())}, 0))
            qFatal("no part file");
        return file;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void decodes_data()
    {
        QTest::addColumn<QByteArray>("encoded");
        QTest::addColumn<QByteArray>("plain");
        const QByteArray text("hello, world\n");
        const QByteArray zeros(8 * 1024 * 1024, '\0');
        const QByteArray pattern = demo::patternBytes(7, 0, 1'000'000);
        QTest::newRow("is one member decoded?") << demo::gzip(text) << text;
        QTest::newRow("are several members in a row one file?")
            << QByteArray(demo::gzip(text) + demo::gzip(pattern) + demo::gzip(text))
            << QByteArray(text + pattern + text);
        QTest::newRow("is an empty member nothing?") << demo::gzip({}) << QByteArray();
        QTest::newRow("does output beyond one block come whole?") << demo::gzip(zeros) << zeros;
        QTest::newRow("does input beyond one block come whole?") << demo::gzip(pattern) << pattern;
    }

    void decodes()
    {
        QFETCH(QByteArray, encoded);
        QFETCH(QByteArray, plain);
        PartFile file = partWith(encoded);
        const QString path = file.path();
        QCOMPARE(gunzip(file).value(), plain.size());
        QCOMPARE(file.path(), path);
        QVERIFY(file.isOpen());
        QCOMPARE(readFile(path), plain);
        QCOMPARE(namesIn(m_folder->path()), QStringList{u"a.txt.part"_s});
        PartFile other;
        QVERIFY2(!other.reopen(path, 0), "the decoded file must be locked as the encoded one was");
        QCOMPARE(file.publish(m_folder->path(), u"a.txt"_s, Conflict::Rename).value(), m_folder->filePath(u"a.txt"_s));
    }

    void refusesDamage_data()
    {
        QTest::addColumn<QByteArray>("encoded");
        const QByteArray good = demo::gzip(demo::patternBytes(1, 0, 100'000));
        const auto damaged = [&](qsizetype at) {
            QByteArray bytes = good;
            bytes[at] = char(~bytes[at]);
            return bytes;
        };
        QTest::newRow("is a file that is no gzip refused?") << QByteArray("hello, world");
        QTest::newRow("is an empty file refused?") << QByteArray();
        QTest::newRow("is an early end refused?") << good.chopped(1);
        QTest::newRow("is a bare header refused?") << good.left(10);
        QTest::newRow("is a wrong checksum refused?") << damaged(good.size() - 8);
        QTest::newRow("is a wrong length refused?") << damaged(good.size() - 1);
        QTest::newRow("is a changed byte refused?") << damaged(good.size() / 2);
        QTest::newRow("is garbage behind the end refused?") << QByteArray(good + "garbage");
        QTest::newRow("is an early end of the second member refused?") << QByteArray(good + good.left(50));
    }

    void refusesDamage()
    {
        QFETCH(QByteArray, encoded);
        PartFile file = partWith(encoded);
        const auto result = gunzip(file);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Protocol);
        QVERIFY(file.isOpen());
        QCOMPARE(readFile(file.path()), encoded);
        QCOMPARE(namesIn(m_folder->path()), QStringList{u"a.txt.part"_s});
    }

    void worksWithTheLongestName()
    {
        const QString name = QString(250, u'n');
        PartFile file = partWith(demo::gzip("text"), name);
        QVERIFY(gunzip(file));
        QCOMPARE(readFile(m_folder->filePath(name + u".part"_s)), "text");
    }

    void leavesThePartWhenTheDiskIsFull()
    {
        const QByteArray encoded = demo::gzip(QByteArray(4 * 1024 * 1024, 'x'));
        PartFile file = partWith(encoded);
        const FullDisk full(1024 * 1024);
        QCOMPARE(gunzip(file).error().kind, ErrorKind::DiskFull);
        QCOMPARE(readFile(file.path()), encoded);
        QCOMPARE(namesIn(m_folder->path()), QStringList{u"a.txt.part"_s});
    }
};

QTEST_GUILESS_MAIN(TestGunzip)
#include "tst_gunzip.moc"
