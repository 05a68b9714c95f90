// SPDX-License-Identifier: MIT
#include "core/store/store.h"

#include "tests/core/store/store_access.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <memory>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::store;
using namespace sluice::test;
using download::Id;
using download::Record;
using download::State;

namespace {

constexpr int kStep = 20;

/// The other process: `--write FILE FIRST COUNT` saves COUNT records from id FIRST on, and again as Done,
/// kStep at a time, and prints the last id after each flush that was confirmed.
int writeRecords(const QStringList &arguments)
{
    Store store;
    const auto opened = store.open(arguments.value(2));
    if (!opened) {
        std::fputs(qPrintable(opened.error()), stderr);
        return 1;
    }
    std::puts("open");
    std::fflush(stdout);
    const Id first = arguments.value(3).toLongLong();
    const Id end = first + arguments.value(4).toLongLong();
    for (Id id = first; id < end; id += kStep) {
        store.save(plainRecords(id, kStep));
        if (!store.flush())
            return 2;
        for (int i = 0; i < kStep; ++i)
            store.save({plainRecord(id + i, State::Done)});
        if (!store.flush())
            return 3;
        std::printf("%lld\n", static_cast<long long>(id + kStep - 1));
        std::fflush(stdout);
    }
    return 0;
}

std::unique_ptr<QProcess> startWriter(const QString &path, Id first, int count)
{
    auto process = std::make_unique<QProcess>();
    process->start(
        QCoreApplication::applicationFilePath(), {u"--write"_s, path, QString::number(first), QString::number(count)});
    return process;
}

} // namespace

class TestStoreProcesses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKilledWriterLosesNothingConfirmed();
    void manyStartAtOnce_data();
    void manyStartAtOnce();
};

void TestStoreProcesses::aKilledWriterLosesNothingConfirmed()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"store.db"_s);
    Id next = 1;
    for (int round = 1; round <= 12; ++round) {
        const auto writer = startWriter(path, next, 1'000'000);
        QVERIFY(writer->waitForStarted());
        // Killed after a few confirmations more each time, somewhere in the middle of the next write.
        QByteArray output;
        while (output.count('\n') <= round * 3) {
            QVERIFY2(writer->waitForReadyRead(), writer->readAllStandardError().constData());
            output += writer->readAllStandardOutput();
        }
        writer->kill();
        QVERIFY(writer->waitForFinished());
        QCOMPARE(writer->exitStatus(), QProcess::CrashExit);
        output += writer->readAllStandardOutput();
        const Id confirmed = output.first(output.lastIndexOf('\n')).split('\n').constLast().toLongLong();
        QVERIFY(confirmed >= next);

        Store store;
        const auto opened = store.open(path);
        QVERIFY(opened);
        QCOMPARE(opened->setAsidePath, QString());
        const auto loaded = loadAll(store);
        QCOMPARE(loaded.error, QString());
        QVERIFY(loaded.records.size() >= size_t(confirmed));
        for (Id id = 1; id <= confirmed; ++id) {
            // The rows beyond what an earlier round confirmed may be as they were first saved.
            const Record &record = loaded.records[size_t(id - 1)];
            QCOMPARE(record.id, id);
            if (id >= next)
                QVERIFY(record == plainRecord(id, State::Done));
        }
        QCOMPARE(store.firstFreeId(), Id(loaded.records.size()) + 1);
        next = store.firstFreeId();
    }
}

void TestStoreProcesses::manyStartAtOnce_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("do all of them make a new store?") << QByteArray();
    QTest::newRow("do all of them get past a damaged one?") << QByteArray("damaged beyond repair");
}

void TestStoreProcesses::manyStartAtOnce()
{
    QFETCH(QByteArray, content);
    for (int round = 0; round < 5; ++round) {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"store.db"_s);
        if (!content.isEmpty()) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        }
        std::vector<std::unique_ptr<QProcess>> writers;
        for (int i = 0; i < 4; ++i)
            writers.push_back(startWriter(path, 1 + 1000 * i, 5 * kStep));
        for (const auto &writer : writers) {
            QVERIFY(writer->waitForFinished(60'000));
            QVERIFY2(writer->exitCode() == 0, writer->readAllStandardError().constData());
        }
        Store store;
        const auto opened = store.open(path);
        QVERIFY(opened && opened->setAsidePath.isEmpty());
        QCOMPARE(loadAll(store).records.size(), 4 * 5 * kStep);
        const QStringList aside = QDir(folder.path()).entryList({u"*damaged*"_s});
        QCOMPARE(aside.size(), content.isEmpty() ? 0 : 1);
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (QCoreApplication::arguments().value(1) == "--write"_L1)
        return writeRecords(QCoreApplication::arguments());
    TestStoreProcesses test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_store_processes.moc"
