// SPDX-License-Identifier: MIT
#include "core/store/recovery.h"

#include "core/store/store.h"
#include "core/store/wal_check.h"
#include "tests/core/store/raw_sql.h"
#include "tests/core/store/store_access.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::store;
using test::loadAll;
using test::plainRecords;
using test::rawSql;

namespace {

constexpr int kRecords = 200;

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Gives up root's power over permissions for as long as it lives.
class AsOrdinaryUser
{
public:
    AsOrdinaryUser()
        : m_before(::geteuid())
    {
        if (m_before == 0)
            m_ok = ::seteuid(65534) == 0;
    }
    ~AsOrdinaryUser()
    {
        if (m_before == 0)
            m_ok = ::seteuid(m_before) == 0;
    }
    AsOrdinaryUser(const AsOrdinaryUser &) = delete;
    AsOrdinaryUser &operator=(const AsOrdinaryUser &) = delete;

    bool ok() const { return m_ok; }

private:
    uid_t m_before;
    bool m_ok = true;
};

} // namespace

class TestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void setsAside_data();
    void setsAside();
    void opensWhateverTheCut();
    void opensWhateverTheNoise();
    void keepsWhatLiesUnderTheSameName();
    void setsAGarbageLogAsideAlone();
    void setsAnOrphanedLogAside();
    void keepsAKilledProgramsLog();
    void leavesANewerStoreAlone();
    void refuses_data();
    void refuses();
    void refusesAReadOnlyFolder();
    void refusesAReadOnlyFile();
    void canBeTriedAgain();
    void followsLinks();
    void isPrivate();

private:
    QString path() const { return m_folder->filePath(u"store.db"_s); }
    QStringList aside() const
    {
        return QDir(m_folder->path()).entryList({u"store.db.damaged-*"_s}, QDir::AllEntries | QDir::NoDotAndDotDot);
    }
    /// A good store with kRecords records.
    void makeStore() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecovery::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestRecovery::makeStore() const
{
    Store store;
    QVERIFY(store.open(path()));
    store.save(plainRecords(1, kRecords));
    QVERIFY(store.flush());
}

void TestRecovery::setsAside_data()
{
    using Damage = std::function<void(const QString &)>;
    QTest::addColumn<Damage>("damage");
    const auto row = [](const char *name, Damage damage) {
        QTest::newRow(name) << damage;
    };
    row("is garbage set aside?", [](const QString &path) { write(path, QByteArray("garbage").repeated(2000)); });
    row("is one byte set aside?", [](const QString &path) { write(path, "x"); });
    row("is text set aside?", [](const QString &path) { write(path, "SQLite format 3 was here\n"); });
    row("is a zero-filled file set aside?", [](const QString &path) { write(path, QByteArray(8192, '\0')); });
    row("is a zero-filled header set aside?",
        [](const QString &path) { write(path, QByteArray(100, '\0') + read(path).mid(100)); });
    row("is a file cut in the middle set aside?",
        [](const QString &path) { write(path, read(path).first(QFileInfo(path).size() / 2)); });
    row("is a file without its last byte set aside?", [](const QString &path) { write(path, read(path).chopped(1)); });
    row("is a page of noise set aside?", [](const QString &path) {
        QByteArray bytes = read(path);
        bytes.replace(2 * 4096, 4096, QByteArray(4096, '\xa5'));
        write(path, bytes);
    });
    row("is another program's database set aside?", [](const QString &path) {
        QVERIFY(QFile::remove(path));
        QVERIFY(rawSql(path, {u"CREATE TABLE recipes (name)"_s}).isValid());
    });
    row("is a store without its table set aside?",
        [](const QString &path) { QVERIFY(rawSql(path, {u"DROP TABLE download"_s}).isValid()); });
    row("is a store with another table set aside?", [](const QString &path) {
        QVERIFY(rawSql(path, {u"ALTER TABLE download RENAME COLUMN part TO piece"_s}).isValid());
    });
    row("is a folder in its place set aside?", [](const QString &path) {
        QVERIFY(QFile::remove(path));
        QVERIFY(QDir().mkpath(path + u"/inside"_s));
    });
}

void TestRecovery::setsAside()
{
    QFETCH(std::function<void(const QString &)>, damage);
    makeStore();
    damage(path());
    const QByteArray damaged = read(path());

    Store store;
    const auto opened = store.open(path());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error()));
    QVERIFY(!opened->setAsideReason.isEmpty());
    QCOMPARE(aside(), QStringList{QFileInfo(opened->setAsidePath).fileName()});
    QCOMPARE(read(opened->setAsidePath), damaged);
    QVERIFY(!opened->settings);
    // The new one works.
    QVERIFY(loadAll(store).records.empty());
    store.save(plainRecords(1, 3));
    QVERIFY(store.flush());
    QCOMPARE(loadAll(store).records.size(), 3);
}

void TestRecovery::opensWhateverTheCut()
{
    makeStore();
    const QByteArray whole = read(path());
    QVERIFY(whole.size() > 20'000);
    for (qsizetype length = 1; length < whole.size(); length += 1 + length / 7) {
        init();
        write(path(), whole.first(length));
        Store store;
        const auto opened = store.open(path());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error()));
        QVERIFY2(!opened->setAsidePath.isEmpty(), qPrintable(QString::number(length)));
        QCOMPARE(read(opened->setAsidePath).size(), length);
    }
    // Nothing at all is what a new file looks like.
    init();
    write(path(), {});
    Store store;
    const auto opened = store.open(path());
    QVERIFY(opened && opened->setAsidePath.isEmpty());
}

void TestRecovery::opensWhateverTheNoise()
{
    makeStore();
    const QByteArray whole = read(path());
    QRandomGenerator random(7);
    int setAside = 0;
    for (int round = 0; round < 60; ++round) {
        init();
        QByteArray noisy = whole;
        for (int i = 0; i < 1 + round; ++i)
            noisy[random.bounded(round % 2 == 0 ? noisy.size() : 512)] = char(random.bounded(256));
        write(path(), noisy);
        Store store;
        const auto opened = store.open(path());
        if (!opened) {
            // The one honest refusal: noise that reads as a version from the future.
            QVERIFY2(opened.error().contains(u"newer version"_s), qPrintable(opened.error()));
            QCOMPARE(read(path()), noisy);
            continue;
        }
        setAside += opened->setAsidePath.isEmpty() ? 0 : 1;
        // Good or new: reading ends, and writing works.
        const auto loaded = loadAll(store);
        QVERIFY(loaded.records.size() <= size_t(kRecords));
        store.save(plainRecords(1000, 2));
        QVERIFY(store.flush());
    }
    QVERIFY(setAside > 0);
}

void TestRecovery::keepsWhatLiesUnderTheSameName()
{
    const QDateTime now(QDate(2026, 11, 20), QTime(13, 45), Qt::UTC);
    const QString name = path() + u".damaged-20261120T134500Z"_s;
    for (const QString &expected : {name, QString(name + u"-2"_s), QString(name + u"-3"_s)}) {
        write(path(), expected.toUtf8());
        const auto recovered = openOrSetAside(path(), now);
        QVERIFY(recovered);
        QCOMPARE(recovered->setAsidePath, expected);
    }
    QCOMPARE(read(name), name.toUtf8());
    QCOMPARE(read(name + u"-2"_s), QByteArray(name.toUtf8() + "-2"));
}

void TestRecovery::setsAGarbageLogAsideAlone()
{
    makeStore();
    const QByteArray garbage = QByteArray("not a log").repeated(1000);
    write(path() + u"-wal"_s, garbage);
    Store store;
    const auto opened = store.open(path());
    QVERIFY(opened);
    QVERIFY(opened->setAsidePath.endsWith(u"-wal"_s));
    QVERIFY(opened->setAsideReason.contains(u"-wal"_s));
    QCOMPARE(read(opened->setAsidePath), garbage);
    QCOMPARE(aside().size(), 1);
    // The file itself was good, and still is.
    QCOMPARE(loadAll(store).records.size(), kRecords);
}

void TestRecovery::setsAnOrphanedLogAside()
{
    for (const bool emptyFile : {false, true}) {
        init();
        if (emptyFile)
            write(path(), {});
        write(path() + u"-wal"_s, "the only copy of something");
        Store store;
        const auto opened = store.open(path());
        QVERIFY(opened);
        QVERIFY(!opened->setAsidePath.isEmpty());
        QCOMPARE(read(opened->setAsidePath + u"-wal"_s), QByteArray("the only copy of something"));
        QCOMPARE(QFileInfo::exists(opened->setAsidePath), emptyFile);
    }
}

void TestRecovery::keepsAKilledProgramsLog()
{
    // What a killed program leaves: the file and a log that holds the newest changes.
    QTemporaryDir other;
    {
        Store store;
        QVERIFY(store.open(path()));
        QVERIFY(store.flush());
        store.save(plainRecords(1, kRecords));
        (void)loadAll(store); // commits, without moving the log into the file
        write(other.filePath(u"store.db"_s), read(path()));
        write(other.filePath(u"store.db-wal"_s), read(path() + u"-wal"_s));
    }
    QVERIFY(isWalHeader(read(other.filePath(u"store.db-wal"_s))));
    Store store;
    const auto opened = store.open(other.filePath(u"store.db"_s));
    QVERIFY(opened);
    QVERIFY(opened->setAsidePath.isEmpty());
    QCOMPARE(loadAll(store).records.size(), kRecords);
}

void TestRecovery::leavesANewerStoreAlone()
{
    makeStore();
    QVERIFY(rawSql(path(), {u"PRAGMA user_version = 999"_s}).isValid());
    const QByteArray before = read(path());
    {
        Store store;
        const auto opened = store.open(path());
        QVERIFY(!opened);
        QVERIFY(opened.error().contains(path()));
        QVERIFY(opened.error().contains(u"newer version"_s));
        QVERIFY(opened.error().contains(u"999"_s));
        QVERIFY(!store.flush());
    }
    QCOMPARE(read(path()), before);
    QVERIFY(aside().isEmpty());
}

void TestRecovery::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("cause");
    QTest::newRow("is no name refused?") << QString() << u"file name"_s;
    QTest::newRow("is a missing folder refused?") << u"missing/store.db"_s << u"does not exist"_s;
    QTest::newRow("is a file as folder refused?") << u"file/store.db"_s << u"does not exist"_s;
    QTest::newRow("is a named pipe refused?") << u"pipe"_s << u"not a regular file"_s;
    QTest::newRow("is a link to a device refused?") << u"null"_s << u"not a regular file"_s;
}

void TestRecovery::refuses()
{
    QFETCH(QString, name);
    QFETCH(QString, cause);
    write(m_folder->filePath(u"file"_s), "x");
    QCOMPARE(::mkfifo(QFile::encodeName(m_folder->filePath(u"pipe"_s)).constData(), 0600), 0);
    QVERIFY(QFile::link(u"/dev/null"_s, m_folder->filePath(u"null"_s)));
    const QString full = name.isEmpty() ? name : m_folder->filePath(name);
    Store store;
    const auto opened = store.open(full);
    QVERIFY(!opened);
    QVERIFY2(opened.error().contains(cause), qPrintable(opened.error()));
    QVERIFY(opened.error().contains(full));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot),
        (QStringList{u"file"_s, u"null"_s, u"pipe"_s}));
}

void TestRecovery::refusesAReadOnlyFolder()
{
    // With a good file, a damaged one, and none: nothing can be done in any case, and all of it is said.
    for (const QByteArray &content : {QByteArray("good"), QByteArray("damaged"), QByteArray()}) {
        init();
        if (content == "good")
            makeStore();
        else if (!content.isEmpty())
            write(path(), content);
        const QByteArray before = read(path());
        QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0555), 0);
        {
            const AsOrdinaryUser user;
            QVERIFY(user.ok());
            Store store;
            const auto opened = store.open(path());
            QVERIFY(!opened);
            QVERIFY2(opened.error().contains(path()), qPrintable(opened.error()));
            QVERIFY2(opened.error().contains(u"writable"_s), qPrintable(opened.error()));
        }
        QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0755), 0);
        QCOMPARE(read(path()), before);
        QVERIFY(aside().isEmpty());
    }
}

void TestRecovery::refusesAReadOnlyFile()
{
    makeStore();
    QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0777), 0);
    QCOMPARE(::chmod(QFile::encodeName(path()).constData(), 0444), 0);
    {
        const AsOrdinaryUser user;
        QVERIFY(user.ok());
        Store store;
        const auto opened = store.open(path());
        QVERIFY(!opened);
        QVERIFY2(opened.error().contains(path()), qPrintable(opened.error()));
        QVERIFY2(opened.error().contains(u"writable"_s), qPrintable(opened.error()));
    }
    QVERIFY(aside().isEmpty());
}

void TestRecovery::canBeTriedAgain()
{
    Store store;
    QVERIFY(!store.open(m_folder->filePath(u"missing/store.db"_s)));
    QVERIFY(store.open(path()));
    QVERIFY(!store.open(path())); // open already
    store.save(plainRecords(1, 1));
    QVERIFY(store.flush());
}

void TestRecovery::followsLinks()
{
    // A link to a damaged file: the file is set aside where it is, and the link leads to the new one.
    QVERIFY(QDir(m_folder->path()).mkdir(u"real"_s));
    const QString real = m_folder->filePath(u"real/data.db"_s);
    write(real, "damaged");
    QVERIFY(QFile::link(real, path()));
    Store store;
    const auto opened = store.open(path());
    QVERIFY(opened);
    QCOMPARE(QFileInfo(opened->setAsidePath).absolutePath(), QFileInfo(real).canonicalPath());
    QVERIFY(QFileInfo(path()).isSymLink());
    QVERIFY(read(real).startsWith("SQLite format 3"));
}

void TestRecovery::isPrivate()
{
    makeStore();
    Store store;
    QVERIFY(store.open(path()));
    store.save(plainRecords(1, 1));
    (void)loadAll(store);
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s}) {
        const auto permissions = QFileInfo(path() + suffix).permissions();
        QVERIFY(permissions.testFlag(QFile::ReadOwner));
        QVERIFY(!(permissions
            & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOwner)));
    }
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
