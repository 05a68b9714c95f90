// SPDX-License-Identifier: MIT
#include "core/download/disk/part_stream.h"

#include "app/demo/gzip.h"
#include "app/demo/pattern.h"
#include "tests/core/download/disk/disk_tricks.h"
#include "tests/support/coro.h"
#include "tests/support/files.h"

#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <semaphore>

using namespace sluice;
using namespace sluice::download;
using namespace sluice::test;
using namespace Qt::StringLiterals;

class TestPartStream : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<VolumeWriter> m_writer;

    QString path(const QString &name) const { return m_folder->filePath(name); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_writer = std::make_shared<VolumeWriter>();
    }

    void writesInOrderAndPublishes()
    {
        PartStream stream(m_writer);
        int reports = 0;
        stream.onProgress([&] { ++reports; });
        stream.create(m_folder->path(), u"a.bin"_s, Conflict::Rename, -1);
        QVERIFY(!stream.names()); // nothing waits
        const QByteArray bytes = demo::patternBytes(3, 0, 3'000'000);
        for (qsizetype at = 0; at < bytes.size(); at += 100'000)
            stream.append(bytes.mid(at, 100'000));
        QVERIFY(waitForTask(stream.settle(false)));
        QCOMPARE(stream.written(), 3'000'000);
        QCOMPARE(stream.queued(), 0);
        QCOMPARE(stream.names()->finalName, u"a.bin"_s);
        QVERIFY(reports > 0);
        const auto published = waitForTask(stream.publish(m_folder->path(), u"a.bin"_s, Conflict::Rename));
        QCOMPARE(published.value(), path(u"a.bin"_s));
        QCOMPARE(readFile(path(u"a.bin"_s)), bytes);
    }

    void syncsWhenAsked()
    {
        PartStream stream(m_writer);
        stream.create(m_folder->path(), u"a.bin"_s, Conflict::Rename, -1);
        stream.append("abc");
        QVERIFY(waitForTask(stream.settle(false)));
        QCOMPARE(stream.synced(), 0);
        stream.orderSync();
        stream.append("def");
        QVERIFY(waitForTask(stream.settle(false)));
        QCOMPARE(stream.synced(), 3);
        QCOMPARE(stream.written(), 6);
    }

    void goesOnBehindWhatIsThere()
    {
        writeFile(path(u"a.part"_s), "abcdef");
        PartStream stream(m_writer);
        stream.reopen(path(u"a.part"_s), 4);
        stream.append("XY");
        QVERIFY(waitForTask(stream.settle(true)));
        QCOMPARE(stream.written(), 6);
        QCOMPARE(readFile(path(u"a.part"_s)), "abcdXY");
    }

    void clearsAndBeginsAgain()
    {
        writeFile(path(u"a.part"_s), "abcdef");
        PartStream stream(m_writer);
        stream.reopen(path(u"a.part"_s), 6);
        stream.orderSync();
        QVERIFY(waitForTask(stream.settle(false)));
        QCOMPARE(stream.synced(), 6);
        stream.clear();
        QCOMPARE(stream.written(), 0);
        QCOMPARE(stream.synced(), 0);
        stream.append("new");
        QVERIFY(waitForTask(stream.settle(false)));
        QCOMPARE(stream.written(), 3);
        QCOMPARE(stream.synced(), 0);
        QCOMPARE(readFile(path(u"a.part"_s)), "new");
    }

    void theFirstFailureStays()
    {
        PartStream stream(m_writer);
        stream.reopen(path(u"missing.part"_s), 0);
        stream.append("abc");
        const auto settled = waitForTask(stream.settle(false));
        QCOMPARE(settled.error().osError, ENOENT);
        QCOMPARE(stream.error()->osError, ENOENT);
        QCOMPARE(stream.written(), 0);
        const auto published = waitForTask(stream.publish(m_folder->path(), u"a"_s, Conflict::Rename));
        QCOMPARE(published.error().osError, ENOENT);
        QVERIFY(namesIn(m_folder->path()).isEmpty());
    }

    void aFullDiskKeepsWhatWasWritten()
    {
        PartStream stream(m_writer);
        stream.create(m_folder->path(), u"a.bin"_s, Conflict::Rename, -1);
        const FullDisk full(250'000);
        for (int i = 0; i < 5; ++i)
            stream.append(QByteArray(100'000, char('a' + i)));
        const auto settled = waitForTask(stream.settle(false));
        QCOMPARE(settled.error().kind, ErrorKind::DiskFull);
        QCOMPARE(stream.written(), 200'000);
        QVERIFY(QFileInfo(path(u"a.bin.part"_s)).size() >= 200'000);
    }

    void aFileThatCannotFitIsNotBegun()
    {
        PartStream stream(m_writer);
        stream.create(m_folder->path(), u"a.bin"_s, Conflict::Rename, qint64(1) << 62);
        const auto settled = waitForTask(stream.settle(false));
        const bool canReserve = QStorageInfo(m_folder->path()).fileSystemType() != "tmpfs";
        QCOMPARE(!settled, canReserve);
        if (!settled)
            QCOMPARE(settled.error().kind, ErrorKind::DiskFull);
        QCOMPARE(namesIn(m_folder->path()).isEmpty(), canReserve);
    }

    void countsDecodedBytes()
    {
        const QByteArray plain(500'000, 'x');
        PartStream stream(m_writer);
        stream.create(m_folder->path(), u"a.txt"_s, Conflict::Rename, -1);
        stream.append(demo::gzip(plain));
        QVERIFY(waitForTask(stream.decode()));
        QCOMPARE(stream.written(), plain.size());
        QCOMPARE(readFile(path(u"a.txt.part"_s)), plain);
    }

    void discardsAlsoAfterAnError()
    {
        PartStream stream(m_writer);
        stream.create(m_folder->path(), u"a.bin"_s, Conflict::Rename, -1);
        {
            const FullDisk full(10);
            stream.append(QByteArray(100, 'x'));
            QVERIFY(!waitForTask(stream.settle(false)));
        }
        QVERIFY(waitForTask(stream.discard()));
        QVERIFY(namesIn(m_folder->path()).isEmpty());
    }

    void looksWhetherANameIsFree()
    {
        PartStream stream(m_writer);
        QVERIFY(waitForTask(stream.checkFree(m_folder->path(), u"a"_s)));
        writeFile(path(u"a"_s), "");
        QCOMPARE(waitForTask(stream.checkFree(m_folder->path(), u"a"_s)).error().osError, EEXIST);
    }

    void mayGoWhileOrdersAreOut()
    {
        std::binary_semaphore go(0);
        m_writer->post([&go] { go.acquire(); }); // a slow disk
        {
            PartStream stream(m_writer);
            stream.onProgress([] { QFAIL("nobody is there to be told"); });
            stream.create(m_folder->path(), u"a.bin"_s, Conflict::Rename, -1);
            stream.append("abc");
        }
        go.release();
        m_writer.reset(); // waits
        QCoreApplication::processEvents();
        QCOMPARE(readFile(path(u"a.bin.part"_s)), "abc");
        PartFile file;
        QVERIFY(file.reopen(path(u"a.bin.part"_s), 3)); // closed and unlocked
    }

    void usedBuffersComeBack()
    {
        PartStream stream(m_writer);
        stream.create(m_folder->path(), u"a.bin"_s, Conflict::Rename, -1);
        QByteArray buffer = stream.takeBuffer(1000);
        QVERIFY(buffer.isEmpty() && buffer.capacity() >= 1000);
        buffer.append(QByteArray(1000, 'x'));
        const char *memory = buffer.constData();
        stream.append(std::move(buffer));
        QVERIFY(waitForTask(stream.settle(false)));
        const QByteArray again = stream.takeBuffer(500);
        QVERIFY(again.isEmpty());
        QCOMPARE(static_cast<const void *>(again.constData()), static_cast<const void *>(memory));
    }
};

QTEST_GUILESS_MAIN(TestPartStream)
#include "tst_part_stream.moc"
