// SPDX-License-Identifier: MIT
#include "core/download/disk/part_file.h"

#include "tests/core/download/disk/disk_tricks.h"
#include "tests/support/files.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <sys/stat.h>

using namespace sluice;
using namespace sluice::download;
using namespace sluice::test;
using namespace Qt::StringLiterals;

namespace {

std::span<const char> bytesOf(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

int osErrorOf(const std::expected<void, Error> &result)
{
    return result ? 0 : result.error().osError;
}

} // namespace

class TestPartFile : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString &name = {}) const
    {
        return name.isEmpty() ? m_folder->path() : m_folder->filePath(name);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void createsBesideTheNameAndPublishes()
    {
        PartFile file;
        const auto names = file.create(path(), u"a.bin"_s, Conflict::Rename);
        QVERIFY(names);
        QCOMPARE(names->partPath, path(u"a.bin.part"_s));
        QCOMPARE(names->finalName, u"a.bin"_s);
        QVERIFY(file.write(bytesOf("world"), 6));
        QVERIFY(file.write(bytesOf("hello "), 0));
        QCOMPARE(file.size().value(), 11);
        QVERIFY(file.sync());
        QCOMPARE(file.publish(path(), names->finalName, Conflict::Rename).value(), path(u"a.bin"_s));
        QVERIFY(!file.isOpen());
        QCOMPARE(readFile(path(u"a.bin"_s)), "hello world");
        QCOMPARE(namesIn(path()), QStringList{u"a.bin"_s});
    }

    void namesThatAreTaken_data()
    {
        QTest::addColumn<QStringList>("there");
        QTest::addColumn<int>("conflict");
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("final");
        const auto row = [](const char *name, const QStringList &there, Conflict conflict, const QString &part,
                             const QString &final) {
            QTest::newRow(name) << there << int(conflict) << part << final;
        };
        row("is a taken name numbered?", {u"a.bin"_s}, Conflict::Rename, u"a (1).bin.part"_s, u"a (1).bin"_s);
        row("is a name in the making taken?", {u"a.bin.part"_s}, Conflict::Rename, u"a (1).bin.part"_s, u"a (1).bin"_s);
        row("are both looked at for each number?", {u"a.bin"_s, u"a (1).bin.part"_s}, Conflict::Rename,
            u"a (2).bin.part"_s, u"a (2).bin"_s);
        row("does overwrite keep the name?", {u"a.bin"_s}, Conflict::Overwrite, u"a.bin.part"_s, u"a.bin"_s);
        row("does overwrite leave another's part alone?", {u"a.bin"_s, u"a.bin.part"_s}, Conflict::Overwrite,
            u"a (1).bin.part"_s, u"a.bin"_s);
        row("does skip refuse a taken name?", {u"a.bin"_s}, Conflict::Skip, {}, {});
        row("does skip leave another's part alone?", {u"a.bin.part"_s}, Conflict::Skip, u"a (1).bin.part"_s,
            u"a.bin"_s);
    }

    void namesThatAreTaken()
    {
        QFETCH(QStringList, there);
        QFETCH(int, conflict);
        QFETCH(QString, part);
        QFETCH(QString, final);
        for (const QString &name : there)
            writeFile(path(name), "theirs");
        PartFile file;
        const auto names = file.create(path(), u"a.bin"_s, Conflict(conflict));
        if (part.isEmpty()) {
            QVERIFY(!names);
            QCOMPARE(names.error().kind, ErrorKind::Name);
            QCOMPARE(names.error().osError, EEXIST);
            QVERIFY(!file.isOpen());
        } else {
            QVERIFY(names);
            QCOMPARE(names->partPath, path(part));
            QCOMPARE(names->finalName, final);
        }
        for (const QString &name : there)
            QCOMPARE(readFile(path(name)), "theirs");
    }

    void aLinkAtThePartsPlaceIsNeverFollowed()
    {
        QVERIFY(QFile::link(path(u"elsewhere"_s), path(u"a.bin.part"_s))); // dangling
        PartFile file;
        QCOMPARE(file.create(path(), u"a.bin"_s, Conflict::Rename)->partPath, path(u"a (1).bin.part"_s));
        QVERIFY(!QFile::exists(path(u"elsewhere"_s)));

        writeFile(path(u"victim"_s), "precious");
        QVERIFY(QFile::link(path(u"victim"_s), path(u"b.part"_s)));
        PartFile other;
        QCOMPARE(osErrorOf(other.reopen(path(u"b.part"_s), 0)), ELOOP);
        QCOMPARE(readFile(path(u"victim"_s)), "precious");
    }

    void reopens_data()
    {
        QTest::addColumn<int>("have");
        QTest::addColumn<int>("osError");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("is the exact length taken?") << 6 << 0 << QByteArray("abcdef");
        QTest::newRow("is what lies beyond cut off?") << 4 << 0 << QByteArray("abcd");
        QTest::newRow("can nothing be kept?") << 0 << 0 << QByteArray();
        QTest::newRow("is a shorter file refused, untouched?") << 7 << ENODATA << QByteArray("abcdef");
    }

    void reopens()
    {
        QFETCH(int, have);
        QFETCH(int, osError);
        QFETCH(QByteArray, after);
        writeFile(path(u"a.part"_s), "abcdef");
        PartFile file;
        QCOMPARE(osErrorOf(file.reopen(path(u"a.part"_s), have)), osError);
        QCOMPARE(file.isOpen(), osError == 0);
        QCOMPARE(readFile(path(u"a.part"_s)), after);
    }

    void reopensOnlyRegularFiles()
    {
        PartFile file;
        QCOMPARE(osErrorOf(file.reopen(path(u"missing.part"_s), 0)), ENOENT);
        QVERIFY(QDir(path()).mkdir(u"folder.part"_s));
        QCOMPARE(osErrorOf(file.reopen(path(u"folder.part"_s), 0)), EISDIR);
        QCOMPARE(mkfifo(qPrintable(path(u"fifo.part"_s)), 0600), 0);
        QCOMPARE(osErrorOf(file.reopen(path(u"fifo.part"_s), 0)), EISDIR); // and does not wait for a writer
        QVERIFY(!file.isOpen());
    }

    void isLockedAgainstOtherObjects()
    {
        PartFile file;
        const auto names = file.create(path(), u"a.bin"_s, Conflict::Rename);
        QVERIFY(file.write(bytesOf("abc"), 0));
        PartFile other;
        const auto refused = other.reopen(names->partPath, 0);
        QCOMPARE(osErrorOf(refused), EWOULDBLOCK);
        QCOMPARE(readFile(names->partPath), "abc");
        file.close();
        QVERIFY(other.reopen(names->partPath, 3));
    }

    void isLockedAgainstOtherProcesses()
    {
        writeFile(path(u"a.part"_s), "abc");
        QProcess holder;
        holder.start(u"flock"_s, {path(u"a.part"_s), u"-c"_s, u"echo locked; cat"_s});
        QVERIFY(holder.waitForStarted());
        QTRY_VERIFY(holder.waitForReadyRead(100) || holder.bytesAvailable() > 0);
        PartFile file;
        QCOMPARE(osErrorOf(file.reopen(path(u"a.part"_s), 0)), EWOULDBLOCK);
        QCOMPARE(readFile(path(u"a.part"_s)), "abc");
        holder.closeWriteChannel();
        QVERIFY(holder.waitForFinished());
        QVERIFY(file.reopen(path(u"a.part"_s), 3));
    }

    void movesTakeTheLockAlong()
    {
        PartFile file;
        const auto names = file.create(path(), u"a.bin"_s, Conflict::Rename);
        PartFile moved(std::move(file));
        QVERIFY(moved.isOpen());
        QCOMPARE(moved.path(), names->partPath);
        PartFile other;
        QCOMPARE(osErrorOf(other.reopen(names->partPath, 0)), EWOULDBLOCK);
        moved = PartFile();
        QVERIFY(other.reopen(names->partPath, 0));
    }

    void publishesAgainstATakenName_data()
    {
        QTest::addColumn<int>("conflict");
        QTest::addColumn<QString>("target");
        QTest::newRow("does rename go to the next number?") << int(Conflict::Rename) << u"a (1).bin"_s;
        QTest::newRow("does overwrite replace it?") << int(Conflict::Overwrite) << u"a.bin"_s;
        QTest::newRow("does skip leave it?") << int(Conflict::Skip) << QString();
    }

    void publishesAgainstATakenName()
    {
        QFETCH(int, conflict);
        QFETCH(QString, target);
        PartFile file;
        const auto names = file.create(path(), u"a.bin"_s, Conflict(conflict));
        QVERIFY(file.write(bytesOf("ours"), 0));
        writeFile(path(u"a.bin"_s), "theirs"); // meanwhile
        const auto published = file.publish(path(), names->finalName, Conflict(conflict));
        if (target.isEmpty()) {
            QCOMPARE(published.error().osError, EEXIST);
            QCOMPARE(readFile(names->partPath), "ours");
        } else {
            QCOMPARE(published.value(), path(target));
            QCOMPARE(readFile(path(target)), "ours");
            QVERIFY(!QFile::exists(names->partPath));
        }
        if (target != "a.bin"_L1)
            QCOMPARE(readFile(path(u"a.bin"_s)), "theirs");
    }

    void neverReplacesAFolder()
    {
        PartFile file;
        const auto names = file.create(path(), u"a"_s, Conflict::Overwrite);
        QVERIFY(QDir(path()).mkdir(u"a"_s));
        QCOMPARE(file.publish(path(), names->finalName, Conflict::Overwrite).error().osError, EISDIR);
        QVERIFY(QFile::exists(names->partPath));
    }

    void doesNotTakeAFileThatWasJustPublished()
    {
        // Another holder renames the part between our open and our lock: seen from here, the path leads elsewhere.
        writeFile(path(u"a.part"_s), "abcdef");
        QVERIFY(QFile::link(u"a.part"_s, path(u"b.part"_s)));
        PartFile file;
        QVERIFY(osErrorOf(file.reopen(path(u"b.part"_s), 0)) != 0);
        QCOMPARE(readFile(path(u"a.part"_s)), "abcdef");
    }

    void saysWhenTheDiskIsFull()
    {
        PartFile file;
        const auto names = file.create(path(), u"a.bin"_s, Conflict::Rename);
        const QByteArray block(100'000, 'x');
        {
            const FullDisk full(150'000);
            QVERIFY(file.write(bytesOf(block), 0));
            const auto failed = file.write(bytesOf(block), 100'000);
            QCOMPARE(failed.error().kind, ErrorKind::DiskFull);
        }
        QVERIFY(file.size().value() >= 100'000);
        PartFile again;
        file.close();
        QVERIFY(again.reopen(names->partPath, 100'000)); // what was written whole can be gone on with
        QCOMPARE(readFile(names->partPath), block);
    }

    void reservesWithoutPretending()
    {
        PartFile file;
        QVERIFY(file.create(path(), u"a.bin"_s, Conflict::Rename));
        QVERIFY(file.reserve(4 * 1024 * 1024));
        QCOMPARE(file.size().value(), 0);
    }

    void saysWhenTheFolderCannotBeWritten()
    {
        const QString folder = path(u"closed"_s);
        QVERIFY(QDir().mkdir(folder));
        QVERIFY(QFile::setPermissions(path(), QFile::Permissions(0x7755)));
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther));
        const NotRoot plain;
        PartFile file;
        const auto names = file.create(folder, u"a.bin"_s, Conflict::Rename);
        QCOMPARE(names.error().kind, ErrorKind::Disk);
        QCOMPARE(names.error().osError, EACCES);
        QVERIFY(names.error().detail.contains(folder));
    }

    void saysWhenTheFolderIsGone()
    {
        const QString folder = path(u"gone"_s);
        PartFile file;
        QCOMPARE(file.create(folder, u"a.bin"_s, Conflict::Rename).error().osError, ENOENT);
        QVERIFY(QDir().mkdir(folder));
        const auto names = file.create(folder, u"a.bin"_s, Conflict::Rename);
        QVERIFY(names);
        QVERIFY(QDir(folder).removeRecursively());
        QVERIFY(file.write(bytesOf("abc"), 0)); // the open file lives on
        QCOMPARE(file.publish(folder, names->finalName, Conflict::Rename).error().osError, ENOENT);
        QVERIFY(file.discard()); // gone is as good as deleted
    }

    void errorsHaveTheirKind_data()
    {
        QTest::addColumn<int>("osError");
        QTest::addColumn<int>("kind");
        QTest::newRow("no space?") << ENOSPC << int(ErrorKind::DiskFull);
        QTest::newRow("over quota?") << EDQUOT << int(ErrorKind::DiskFull);
        QTest::newRow("file too large?") << EFBIG << int(ErrorKind::DiskFull);
        QTest::newRow("name too long?") << ENAMETOOLONG << int(ErrorKind::Name);
        QTest::newRow("name taken?") << EEXIST << int(ErrorKind::Name);
        QTest::newRow("input or output error?") << EIO << int(ErrorKind::Disk);
        QTest::newRow("read-only?") << EROFS << int(ErrorKind::Disk);
    }

    void errorsHaveTheirKind()
    {
        QFETCH(int, osError);
        QFETCH(int, kind);
        const Error error = diskError(osError, u"/some/where"_s);
        QCOMPARE(int(error.kind), kind);
        QCOMPARE(error.osError, osError);
        QCOMPARE(error.retry, RetryClass::Never);
        QVERIFY(error.detail.startsWith(u"/some/where: "_s));
    }
};

QTEST_GUILESS_MAIN(TestPartFile)
#include "tst_part_file.moc"
