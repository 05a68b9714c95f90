// SPDX-License-Identifier: MIT
#include "core/store/settings_io.h"

#include "core/store/store.h"
#include "tests/core/store/raw_sql.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::store;
using download::Conflict;
using download::Lowering;
using download::Settings;
using test::rawSql;

namespace {

Settings unusual()
{
    return {.limit = 17,
        .lowering = Lowering::Park,
        .hostLimit = 3,
        .rateLimit = 5'000'000'000,
        .folder = u"/home/grün/ ''\"%"_s,
        .conflict = Conflict::Skip,
        .connectTimeoutMs = 1,
        .stallTimeoutMs = 2,
        .deadlineMs = 6'000'000'000,
        .retries = 0,
        .retryWaitMs = 3,
        .userAgent = u"me/1"_s,
        .proxy = u"socks5h://127.0.0.1:9"_s,
        .cookieFile = u"/tmp/c"_s,
        .caFile = u"/tmp/ca"_s,
        .insecure = true};
}

} // namespace

class TestSettingsIo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySettingHasARow();
    void survives_data();
    void survives();
    void oddRows_data();
    void oddRows();
    void unknownKeysAreKept();
};

void TestSettingsIo::everySettingHasARow()
{
    // Each row alone makes a difference, and together they make the whole.
    const auto rows = settingsToRows(unusual());
    for (auto row = rows.cbegin(); row != rows.cend(); ++row) {
        const auto read = settingsFromRows({{row.key(), row.value()}});
        QVERIFY2(read && *read != Settings(), qPrintable(row.key()));
    }
    QVERIFY(settingsFromRows(rows) == unusual());
    QVERIFY(!settingsFromRows({}));
}

void TestSettingsIo::survives_data()
{
    QTest::addColumn<bool>("plain");
    QTest::newRow("do the defaults survive?") << true;
    QTest::newRow("does every other value survive?") << false;
}

void TestSettingsIo::survives()
{
    QFETCH(bool, plain);
    const Settings settings = plain ? Settings() : unusual();
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"store.db"_s);
    {
        Store store;
        const auto opened = store.open(path);
        QVERIFY(opened);
        QVERIFY(!opened->settings); // new
        store.saveSettings(unusual());
        store.saveSettings(settings);
    }
    Store store;
    const auto opened = store.open(path);
    QVERIFY(opened);
    QVERIFY(opened->settings == settings);
}

void TestSettingsIo::oddRows_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<Settings>("expected");
    const auto with = [](auto change) {
        Settings settings;
        change(settings);
        return settings;
    };
    QTest::newRow("is limit 0 raised to 1?")
        << u"limit"_s << QVariant(0) << with([](Settings &s) { s.limit = download::kMinLimit; });
    QTest::newRow("is a huge limit lowered?") << u"limit"_s << QVariant(std::numeric_limits<qint64>::max())
                                              << with([](Settings &s) { s.limit = download::kMaxLimit; });
    QTest::newRow("is a limit in words the default?") << u"limit"_s << QVariant(u"many"_s) << Settings();
    QTest::newRow("is a negative rate none?") << u"rate-limit"_s << QVariant(-5) << Settings();
    QTest::newRow("is a timeout beyond int clamped?")
        << u"stall-timeout-ms"_s << QVariant(qint64(1) << 40)
        << with([](Settings &s) { s.stallTimeoutMs = std::numeric_limits<int>::max(); });
    QTest::newRow("is an unknown choice the default?") << u"on-conflict"_s << QVariant(u"merge"_s) << Settings();
    QTest::newRow("is a number for a choice the default?") << u"lowering"_s << QVariant(1) << Settings();
    QTest::newRow("is a blob for a text the default?") << u"proxy"_s << QVariant(QByteArray("\xff")) << Settings();
    QTest::newRow("is NULL the default?") << u"folder"_s << QVariant() << Settings();
}

void TestSettingsIo::oddRows()
{
    QFETCH(QString, key);
    QFETCH(QVariant, value);
    QFETCH(Settings, expected);
    const auto read = settingsFromRows({{key, value}});
    QVERIFY(read);
    QVERIFY(*read == expected);
}

void TestSettingsIo::unknownKeysAreKept()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"store.db"_s);
    const auto use = [&] {
        Store store;
        const auto opened = store.open(path);
        store.saveSettings({});
        return opened;
    };
    QVERIFY(use());
    QVERIFY(rawSql(path,
        {u"INSERT INTO setting (key, value) VALUES ('from-the-future', 3.5)"_s,
            u"UPDATE setting SET value = -1 WHERE key = 'limit'"_s})
            .isValid());
    const auto opened = use();
    QVERIFY(opened && opened->settings);
    QCOMPARE(opened->settings->limit, download::kMinLimit);
    QCOMPARE(rawSql(path, {u"SELECT value FROM setting WHERE key = 'from-the-future'"_s}).toDouble(), 3.5);
}

QTEST_GUILESS_MAIN(TestSettingsIo)
#include "tst_settings_io.moc"
