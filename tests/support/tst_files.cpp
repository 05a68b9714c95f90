// SPDX-License-Identifier: MIT
#include "tests/support/files.h"

#include "app/demo/pattern.h"
#include "tests/support/command.h"

#include <QTemporaryDir>
#include <QTest>

#include <stdexcept>

using namespace sluice::test;

class TestFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patternFile_data();
    void patternFile();
    void unwritable();
    void commands();
};

void TestFiles::patternFile_data()
{
    QTest::addColumn<qint64>("size");
    QTest::newRow("is an empty file written?") << qint64(0);
    QTest::newRow("is an odd size exact?") << qint64(12'345);
    QTest::newRow("are blocks joined without a seam?") << qint64(3 * 1024 * 1024 + 7);
}

void TestFiles::patternFile()
{
    QFETCH(qint64, size);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a/b/file"));
    writePatternFile(path, size, 42);
    QCOMPARE(readFile(path), sluice::demo::patternBytes(42, 0, size));
    QCOMPARE(sha256OfFile(path), sluice::demo::patternSha256(42, size));
    const QByteArray theirs = run(QStringLiteral("sha256sum"), {path});
    QCOMPARE(sha256OfFile(path).toHex(), theirs.left(64));
}

void TestFiles::unwritable()
{
    const QTemporaryDir folder;
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, writeFile(folder.path(), "x"));
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, readFile(folder.filePath(QStringLiteral("missing"))));
    QVERIFY(sha256OfFile(folder.filePath(QStringLiteral("missing"))).isEmpty());
}

void TestFiles::commands()
{
    QCOMPARE(run(QStringLiteral("printf"), {QStringLiteral("a b")}), QByteArray("a b"));
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(QStringLiteral("false"), {}));
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(QStringLiteral("/no/such/program"), {}));
}

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
