// SPDX-License-Identifier: MIT
#include "core/engine/row_builder.h"

#include <QTest>

using namespace sluice;
using namespace sluice::engine;
using namespace Qt::StringLiterals;
using download::State;

namespace {

std::unique_ptr<Entry> entryOf(const QString &url)
{
    auto entry = std::make_unique<Entry>();
    entry->download.record.id = 7;
    entry->download.record.request.url = url;
    entry->download.record.request.folder = u"/downloads"_s;
    entry->host = u"host:8080"_s;
    return entry;
}

} // namespace

class TestRowBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksSecrets_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("masked");
        const auto row = [](const char *name, const char *line, const char *masked) {
            QTest::newRow(name) << QByteArray(line) << QByteArray(masked);
        };
        row("is Authorization hidden?", "Authorization: Basic dXNlcg==", "Authorization: Basic •••");
        row("does case not matter?", "pRoXy-AUTHORIZATION:x", "pRoXy-AUTHORIZATION: •••");
        row("is a cookie hidden?", "Cookie: a=b", "Cookie: a=•••");
        row("is a token hidden?", "X-Csrf-Token: abc", "X-Csrf-Token: •••");
        row("is a key hidden?", "X-Api-Key: abc", "X-Api-Key: •••");
        row("is a password hidden?", "X-Password: abc", "X-Password: •••");
        row("is an ordinary line left alone?", "Accept-Language: de", "Accept-Language: de");
        row("is a secret word in a value left alone?", "Accept: token", "Accept: token");
        row("is a line without a colon left alone?", "nonsense", "nonsense");
    }

    void masksSecrets()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, masked);
        QCOMPARE(maskedHeader(line), masked);
    }

    void showsNoPasswordAnywhere()
    {
        const auto entry = entryOf(u"https://user:hunter2@host:8080/a/b.bin"_s);
        entry->download.record.request.referer = u"https://user:hunter2@host/page"_s;
        entry->download.record.request.headers = {"Authorization: hunter2", "Accept: */*"};
        const Row row = buildRow(*entry, false);
        QCOMPARE(row.url, u"https://host:8080/a/b.bin"_s);
        QCOMPARE(row.name, u"b.bin"_s);
        const Details details = buildDetails(*entry);
        QCOMPARE(details.request.url, u"https://host:8080/a/b.bin"_s);
        QCOMPARE(details.request.referer, u"https://host/page"_s);
        QCOMPARE(details.request.headers, QList<QByteArray>({"Authorization: •••", "Accept: */*"}));
    }

    void namesIt_data()
    {
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QString>("known");
        QTest::addColumn<QString>("name");
        QTest::newRow("from the link?") << QString() << QString() << u"b.bin"_s;
        QTest::newRow("as the user says?") << u"mine"_s << QString() << u"mine"_s;
        QTest::newRow("as it is on disk?") << u"mine"_s << u"mine (1)"_s << u"mine (1)"_s;
    }

    void namesIt()
    {
        QFETCH(QString, chosen);
        QFETCH(QString, known);
        QFETCH(QString, name);
        const auto entry = entryOf(u"https://host/a/b.bin"_s);
        entry->download.record.request.fileName = chosen;
        entry->download.record.part.finalName = known;
        QCOMPARE(buildRow(*entry, false).name, name);
    }

    void countsBytes()
    {
        const auto entry = entryOf(u"https://host/b"_s);
        entry->download.record.part.have = {{0, 100}};
        entry->download.record.part.total = 1000;
        entry->download.meter.received = 250;
        entry->download.record.state = State::Receiving;
        QCOMPARE(buildRow(*entry, false).bytes, 250); // ahead of the disk
        entry->download.record.state = State::Paused;
        QCOMPARE(buildRow(*entry, false).bytes, 100); // what is held
        QCOMPARE(buildRow(*entry, false).total, 1000);
    }

    void speedIsOfReceivingOnesOnly()
    {
        const auto entry = entryOf(u"https://host/b"_s);
        const auto now = async::Clock::now();
        entry->speed.sample(0, now);
        entry->speed.sample(500, now + std::chrono::seconds(1));
        entry->download.record.state = State::Receiving;
        QCOMPARE(buildRow(*entry, false).speed, 500);
        entry->download.record.state = State::Stalled;
        QCOMPARE(buildRow(*entry, false).speed, 0);
    }

    void insecureIsShownWhileItCounts()
    {
        const auto entry = entryOf(u"https://host/b"_s);
        QVERIFY(buildRow(*entry, true).insecure);
        QVERIFY(!buildRow(*entry, false).insecure);
        entry->download.record.state = State::Done;
        QVERIFY(!buildRow(*entry, true).insecure);
    }

    void carriesTheLastError()
    {
        const auto entry = entryOf(u"https://host/b"_s);
        QVERIFY(!buildRow(*entry, false).error);
        entry->download.record.error.emplace().kind = ErrorKind::Tls;
        entry->download.record.attempts.resize(2);
        entry->download.record.attempts.back().number = 9;
        const Row row = buildRow(*entry, false);
        QCOMPARE(row.error->kind, ErrorKind::Tls);
        QCOMPARE(row.attempts, 9); // the list of attempts is bounded, their count is not
    }
};

QTEST_APPLESS_MAIN(TestRowBuilder)
#include "tst_row_builder.moc"
