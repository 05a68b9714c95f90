// SPDX-License-Identifier: MIT
#include "core/store/store.h"

#include "tests/core/store/raw_sql.h"
#include "tests/core/store/store_access.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <csignal>
#include <mutex>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::store;
using namespace sluice::test;

namespace {

/// No file of this process may grow beyond so many bytes while it lives: write(2) fails with EFBIG, as it
/// does with ENOSPC on a full volume.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        (void)std::signal(SIGXFSZ, m_handler);
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_before{};
    sighandler_t m_handler = SIG_DFL;
};

constexpr rlim_t kLittle = 256 * 1024; // the index of the log alone takes 32 KiB
constexpr int kTooMany = 20'000;

} // namespace

class TestStoreFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTryingUntilThereIsSpace();
    void saysSoWhenTheLastWriteFails();
    void doesNotStartOnAFullVolume();
    void noticesThatTheFileIsGone();
    void waitsForALock();

private:
    QString path() const { return m_folder->filePath(u"store.db"_s); }
    int rows() const { return rawSql(path(), {u"SELECT count(*) FROM download"_s}).toInt(); }
    std::function<void(QString)> recorder()
    {
        return [this](const QString &text) {
            const std::lock_guard lock(m_mutex);
            m_errors.append(text);
        };
    }
    QStringList errors()
    {
        const std::lock_guard lock(m_mutex);
        return m_errors;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::mutex m_mutex;
    QStringList m_errors;
};

void TestStoreFailures::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_errors.clear();
}

void TestStoreFailures::keepsTryingUntilThereIsSpace()
{
    Store store;
    store.onWriteError(recorder());
    QVERIFY(store.open(path()));
    store.save(plainRecords(1, 10));
    QVERIFY(store.flush());
    {
        const FileSizeLimit limit(kLittle);
        store.save(plainRecords(11, kTooMany));
        QTRY_COMPARE(errors().size(), 1); // by itself
        QVERIFY(errors().constFirst().contains(path()));
        const auto flushed = store.flush();
        QVERIFY(!flushed);
        QVERIFY2(flushed.error().contains(u"space"_s), qPrintable(flushed.error()));
        // What comes in meanwhile is kept with the rest.
        store.save({plainRecord(1, download::State::Done)});
        store.remove({2});
        QVERIFY(!store.flush());
        QCOMPARE(errors().size(), 1); // one streak, one report
        QCOMPARE(rows(), 10);         // all or nothing
    }
    QTRY_COMPARE_WITH_TIMEOUT(rows(), kTooMany + 9, 20'000); // by itself again
    QCOMPARE(loadAll(store).records.front().state, download::State::Done);
    {
        const FileSizeLimit limit(kLittle);
        store.save(plainRecords(50'001, kTooMany));
        QVERIFY(!store.flush());
        QCOMPARE(errors().size(), 2); // another streak
    }
    QVERIFY(store.flush());
    QCOMPARE(rows(), 2 * kTooMany + 9);
}

void TestStoreFailures::saysSoWhenTheLastWriteFails()
{
    {
        Store store;
        store.onWriteError(recorder());
        QVERIFY(store.open(path()));
        store.save(plainRecords(1, 10));
        QVERIFY(store.flush());
        store.save(plainRecords(11, kTooMany));
        const FileSizeLimit limit(kLittle);
        const auto flushed = store.flush();
        QVERIFY(!flushed);
    }
    QCOMPARE(errors().size(), 1);
    Store store;
    const auto opened = store.open(path());
    QVERIFY(opened && opened->setAsidePath.isEmpty());
    QVERIFY(rows() >= 10);
}

void TestStoreFailures::doesNotStartOnAFullVolume()
{
    {
        const FileSizeLimit limit(0);
        Store store;
        const auto opened = store.open(path());
        QVERIFY(!opened);
        QVERIFY2(opened.error().contains(path()), qPrintable(opened.error()));
        QVERIFY2(opened.error().contains(u"space"_s), qPrintable(opened.error()));
    }
    QVERIFY(QDir(m_folder->path()).entryList({u"*damaged*"_s}).isEmpty());
    Store store;
    const auto opened = store.open(path());
    QVERIFY(opened && opened->setAsidePath.isEmpty());
}

void TestStoreFailures::noticesThatTheFileIsGone()
{
    Store store;
    store.onWriteError(recorder());
    QVERIFY(store.open(path()));
    store.save(plainRecords(1, 1));
    QVERIFY(store.flush());
    QVERIFY(QFile::rename(path(), path() + u".hidden"_s));
    store.save(plainRecords(2, 1));
    const auto flushed = store.flush();
    QVERIFY(!flushed);
    QVERIFY2(flushed.error().contains(u"removed or replaced"_s), qPrintable(flushed.error()));
    QCOMPARE(errors().size(), 1);
    QVERIFY(QFile::rename(path() + u".hidden"_s, path()));
    QVERIFY(store.flush());
    QCOMPARE(loadAll(store).records.size(), 2);
}

void TestStoreFailures::waitsForALock()
{
    Store store;
    store.onWriteError(recorder());
    QVERIFY(store.open(path()));
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"lock"_s);
        other.setDatabaseName(path());
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(u"BEGIN IMMEDIATE"_s));
        store.save(plainRecords(1, 1));
        // Nobody who saves waits for the lock.
        store.save(plainRecords(2, 1));
        QCOMPARE(rows(), 0);
        QVERIFY(QSqlQuery(other).exec(u"COMMIT"_s));
    }
    QSqlDatabase::removeDatabase(u"lock"_s);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, 20'000);
    QVERIFY(errors().isEmpty());
}

QTEST_GUILESS_MAIN(TestStoreFailures)
#include "tst_store_failures.moc"
