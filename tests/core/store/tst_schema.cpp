// SPDX-License-Identifier: MIT
#include "core/store/schema.h"

#include "tests/core/store/raw_sql.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice::store;
using sluice::test::rawSql;

namespace {

Result<void> addColumn(Database &database)
{
    return database.run(u"ALTER TABLE download ADD COLUMN mirror TEXT DEFAULT 'none'"_s);
}

Result<void> halfWay(Database &database)
{
    if (auto done = database.run(u"CREATE TABLE unfinished (x)"_s); !done)
        return done;
    return database.run(u"no SQL at all"_s);
}

} // namespace

class TestSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void makesAnEmptyFileOurs();
    void takesOnlyMissingSteps();
    void aFailingStepLeavesTheVersionBefore();
    void judges_data();
    void judges();

private:
    QString path() const { return m_folder->filePath(u"store.db"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSchema::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestSchema::makesAnEmptyFileOurs()
{
    {
        Database database;
        QVERIFY(database.open(path()));
        QVERIFY(checkVersion(database));
        QVERIFY(migrate(database));
        QVERIFY(checkVersion(database));
        QVERIFY(migrate(database)); // again: nothing to do
    }
    QCOMPARE(rawSql(path(), {u"PRAGMA user_version"_s}).toInt(), int(migrationSteps().size()));
    QCOMPARE(rawSql(path(), {u"SELECT count(*) FROM download"_s}).toInt(), 0);
}

void TestSchema::takesOnlyMissingSteps()
{
    const MigrationStep first = migrationSteps()[0];
    const std::array older{first};
    const std::array newer{first, MigrationStep(addColumn)};
    {
        Database database;
        QVERIFY(database.open(path()));
        QVERIFY(migrate(database, older));
    }
    // A row of version 1, made by hand.
    rawSql(
        path(), {u"INSERT INTO download (id, position, state, added_ms, finished_ms) VALUES (7, 1, 'queued', 0, 0)"_s});
    {
        Database database;
        QVERIFY(database.open(path()));
        QVERIFY(checkVersion(database, newer));
        QVERIFY(migrate(database, newer));
        // The older program now keeps its hands off.
        const auto verdict = checkVersion(database, older);
        QVERIFY(!verdict);
        QCOMPARE(verdict.error().kind, FailureKind::Newer);
    }
    QCOMPARE(rawSql(path(), {u"PRAGMA user_version"_s}).toInt(), 2);
    QCOMPARE(rawSql(path(), {u"SELECT mirror FROM download WHERE id = 7"_s}).toString(), u"none"_s);
}

void TestSchema::aFailingStepLeavesTheVersionBefore()
{
    const std::array steps{migrationSteps()[0], MigrationStep(addColumn), MigrationStep(halfWay)};
    {
        Database database;
        QVERIFY(database.open(path()));
        QVERIFY(!migrate(database, steps));
    }
    QCOMPARE(rawSql(path(), {u"PRAGMA user_version"_s}).toInt(), 2);
    QCOMPARE(rawSql(path(), {u"SELECT count(*) FROM sqlite_schema WHERE name = 'unfinished'"_s}).toInt(), 0);
    QCOMPARE(rawSql(path(), {u"SELECT count(mirror) FROM download"_s}).toInt(), 0);
}

void TestSchema::judges_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<FailureKind>("kind");
    const QString mine = u"PRAGMA application_id = 1397511491"_s;
    const QString table = u"CREATE TABLE t (x)"_s;
    QTest::newRow("is an empty database accepted?") << QStringList{u"VACUUM"_s} << true << FailureKind::Other;
    QTest::newRow("is an unversioned one with tables foreign?") << QStringList{table} << false << FailureKind::Damaged;
    QTest::newRow("is a versioned one without our mark foreign?")
        << QStringList{table, u"PRAGMA user_version = 1"_s} << false << FailureKind::Damaged;
    QTest::newRow("is version 1 with our mark accepted?")
        << QStringList{mine, table, u"PRAGMA user_version = 1"_s} << true << FailureKind::Other;
    QTest::newRow("is a negative version foreign?")
        << QStringList{mine, u"PRAGMA user_version = -1"_s} << false << FailureKind::Damaged;
    QTest::newRow("is version 2 newer?") << QStringList{mine, table, u"PRAGMA user_version = 2"_s} << false
                                         << FailureKind::Newer;
    QTest::newRow("is the greatest version newer?")
        << QStringList{u"PRAGMA user_version = 2147483647"_s} << false << FailureKind::Newer;
}

void TestSchema::judges()
{
    QFETCH(QStringList, statements);
    QFETCH(bool, accepted);
    QFETCH(FailureKind, kind);
    QVERIFY(rawSql(path(), statements).isValid());
    Database database;
    QVERIFY(database.open(path()));
    const auto verdict = checkVersion(database);
    QCOMPARE(verdict.has_value(), accepted);
    if (!accepted)
        QCOMPARE(verdict.error().kind, kind);
}

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
