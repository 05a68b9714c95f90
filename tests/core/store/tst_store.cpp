// SPDX-License-Identifier: MIT
#include "core/store/store.h"

#include "tests/core/store/random_record.h"
#include "tests/core/store/raw_sql.h"
#include "tests/core/store/store_access.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <semaphore>
#include <thread>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::store;
using namespace sluice::test;
using download::Id;
using download::Record;
using download::State;

class TestStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void recordsSurvive();
    void readsInTheOrderOfTheQueue();
    void theNewestCallWins();
    void idsAreNeverReused_data();
    void idsAreNeverReused();
    void writesByItself();
    void uiValuesSurvive();
    void oddRowsAreNotLost();
    void unpairedSurrogatesStayAlone();
    void readsAHundredThousand();
    void savesFromManyThreads();
    void twoStoresShareAFile();
    void closesWhileReading();
    void answersWhenItIsNotOpen();

private:
    QString path() const { return m_folder->filePath(u"store.db"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestStore::recordsSurvive()
{
    RandomRecord random(4711);
    std::map<Id, Record> expected;
    {
        Store store;
        QVERIFY(store.open(path()));
        // Three rounds over the same ids, so that rows grow, shrink, go and come back.
        for (int round = 0; round < 3; ++round) {
            for (Id id = 1; id <= 700; ++id) {
                if (random.often())
                    continue;
                if (id % 5 == round) {
                    store.remove({id});
                    expected.erase(id);
                } else {
                    const Record record = random.next(id);
                    store.save({record});
                    expected.insert_or_assign(id, record);
                }
            }
            QVERIFY(store.flush());
        }
    }
    Store store;
    QVERIFY(store.open(path()));
    const auto loaded = loadAll(store);
    QCOMPARE(loaded.error, QString());
    QCOMPARE(loaded.records.size(), expected.size());
    for (const Record &record : loaded.records)
        QVERIFY2(record == expected.at(record.id), qPrintable(QString::number(record.id)));
}

void TestStore::readsInTheOrderOfTheQueue()
{
    Store store;
    QVERIFY(store.open(path()));
    std::vector<Record> records = plainRecords(1, 2500);
    for (Record &record : records)
        record.order = (record.id * 7919) % 2503 - 1000;
    store.save(records);
    const auto loaded = loadAll(store); // what was saved before is read, flushed or not
    QCOMPARE(loaded.error, QString());
    QCOMPARE(loaded.batches, (std::vector<size_t>{1000, 1000, 500}));
    std::ranges::sort(records, {}, &Record::order);
    QVERIFY(loaded.records == records);
}

void TestStore::theNewestCallWins()
{
    Store store;
    QVERIFY(store.open(path()));
    store.save(plainRecords(1, 4));
    store.save({plainRecord(1, State::Done)});
    store.remove({2, 77});
    store.remove({3});
    store.save({plainRecord(3, State::Paused)});
    const auto loaded = loadAll(store);
    QVERIFY(
        loaded.records == (std::vector{plainRecord(1, State::Done), plainRecord(3, State::Paused), plainRecord(4)}));
}

void TestStore::idsAreNeverReused_data()
{
    QTest::addColumn<bool>("committedFirst");
    QTest::newRow("is the id of a removed download free again?") << true;
    QTest::newRow("is the id of one that was never written free again?") << false;
}

void TestStore::idsAreNeverReused()
{
    QFETCH(bool, committedFirst);
    {
        Store store;
        QVERIFY(store.open(path()));
        QCOMPARE(store.firstFreeId(), 1);
        store.save(plainRecords(1, 30));
        if (committedFirst)
            QVERIFY(store.flush());
        std::vector<Id> all(30);
        std::ranges::generate(all, [id = Id(0)]() mutable { return ++id; });
        store.remove(all);
        QVERIFY(store.flush());
        QCOMPARE(store.firstFreeId(), 31);
    }
    Store store;
    QVERIFY(store.open(path()));
    QCOMPARE(store.firstFreeId(), 31);
    QVERIFY(loadAll(store).records.empty());
}

void TestStore::writesByItself()
{
    Store store;
    QVERIFY(store.open(path()));
    store.save(plainRecords(1, 2));
    QTRY_COMPARE(rawSql(path(), {u"SELECT count(*) FROM download"_s}).toInt(), 2);
    store.remove({1});
    QTRY_COMPARE(rawSql(path(), {u"SELECT count(*) FROM download"_s}).toInt(), 1);
}

void TestStore::uiValuesSurvive()
{
    const QByteArray binary("\0\xff\xc3\x28 geometry", 13);
    {
        Store store;
        QVERIFY(store.open(path()));
        store.saveUiValue(u"geometry"_s, "old");
        store.saveUiValue(u"geometry"_s, binary);
        store.saveUiValue(u"empty"_s, {});
        store.saveUiValue({}, "no key");
    }
    Store store;
    const auto opened = store.open(path());
    QVERIFY(opened);
    QCOMPARE(opened->uiValues.value(u"geometry"_s), binary);
    QVERIFY(opened->uiValues.value(u"empty"_s).isEmpty());
    QCOMPARE(opened->uiValues.value(u""_s), QByteArray("no key"));
}

void TestStore::oddRowsAreNotLost()
{
    {
        Store store;
        QVERIFY(store.open(path()));
        store.save(plainRecords(1, 4));
    }
    QVERIFY(rawSql(path(),
        {u"UPDATE download SET state = 'scheduled', error = 'solar-flare' WHERE id = 1"_s,
            u"UPDATE download SET request = x'bf00' WHERE id = 2"_s,
            u"UPDATE download SET part = x'00', history = x'ff' WHERE id = 3"_s,
            u"UPDATE download SET state = 'done', request = x'bf00' WHERE id = 4"_s})
            .isValid());
    Store store;
    QVERIFY(store.open(path()));
    const auto records = loadAll(store).records;
    QCOMPARE(records.size(), 4);
    // From a newer version: nothing starts by itself, and the name stays readable.
    QCOMPARE(records[0].state, State::Paused);
    QCOMPARE(records[0].error->kind, ErrorKind::Internal);
    QCOMPARE(records[0].error->detail, u"solar-flare"_s);
    // A request that cannot be read is not carried out.
    QCOMPARE(records[1].state, State::Failed);
    QVERIFY(records[1].error->detail.contains(u"download 2"_s));
    QCOMPARE(records[1].request.url, plainRecord(2).request.url);
    // A part that cannot be read is fetched again.
    QVERIFY(records[2] == plainRecord(3));
    QCOMPARE(records[3].state, State::Done);
}

void TestStore::unpairedSurrogatesStayAlone()
{
    Record record = plainRecord(1);
    record.request.fileName = u"a"_s + QChar(0xd800) + u"b.txt"_s;
    record.finalPath = QString(QChar(0xdc00));
    Store store;
    QVERIFY(store.open(path()));
    store.save({record});
    const auto loaded = loadAll(store);
    QCOMPARE(loaded.records.size(), 1);
    QCOMPARE(loaded.records[0].request.fileName, u"a?b.txt"_s);
    QCOMPARE(loaded.records[0].finalPath, u"?"_s);
}

void TestStore::readsAHundredThousand()
{
    const int count = 100'000;
    {
        Store store;
        QVERIFY(store.open(path()));
        store.save(plainRecords(1, count));
    }
    Store store;
    QVERIFY(store.open(path()));
    QCOMPARE(store.firstFreeId(), count + 1);
    const auto loaded = loadAll(store);
    QCOMPARE(loaded.error, QString());
    QCOMPARE(loaded.records.size(), count);
    QCOMPARE(loaded.batches.size(), count / 1000);
    for (Id id = 1; id <= count; ++id)
        QCOMPARE(loaded.records[size_t(id - 1)].id, id);
}

void TestStore::savesFromManyThreads()
{
    Store store;
    QVERIFY(store.open(path()));
    {
        const auto write = [&](Id first) {
            for (Id id = first; id < first + 2000; ++id) {
                store.save({plainRecord(id)});
                store.save({plainRecord(id, State::Done)});
                if (id % 500 == 0)
                    (void)store.flush();
            }
        };
        const std::jthread one(write, 1);
        const std::jthread two(write, 10'001);
        const std::jthread reader([&] {
            for (int i = 0; i < 5; ++i)
                (void)loadAll(store);
        });
    }
    const auto loaded = loadAll(store);
    QCOMPARE(loaded.records.size(), 4000);
    QVERIFY(std::ranges::all_of(loaded.records, [](const Record &record) { return record.state == State::Done; }));
}

void TestStore::twoStoresShareAFile()
{
    {
        const auto write = [&](Id first) {
            Store store;
            QVERIFY(store.open(path()));
            for (Id id = first; id < first + 300; ++id) {
                store.save({plainRecord(id)});
                if (id % 10 == 0)
                    QVERIFY(store.flush());
            }
        };
        const std::jthread one(write, 1);
        const std::jthread two(write, 1001);
    }
    Store store;
    const auto opened = store.open(path());
    QVERIFY(opened && opened->setAsidePath.isEmpty());
    QCOMPARE(store.firstFreeId(), 1301);
    QCOMPARE(loadAll(store).records.size(), 600);
}

void TestStore::closesWhileReading()
{
    {
        Store store;
        QVERIFY(store.open(path()));
        store.save(plainRecords(1, 5000));
    }
    size_t read = 0;
    std::vector<QString> ends;
    std::binary_semaphore begun(0);
    std::binary_semaphore closing(0);
    {
        auto store = std::make_unique<Store>();
        QVERIFY(store->open(path()));
        for (int i = 0; i < 2; ++i) {
            store->load(
                [&](const std::vector<Record> &batch) {
                    if (read == 0) {
                        begun.release();
                        closing.acquire();
                    }
                    read += batch.size();
                },
                [&](const QString &error) { ends.push_back(error); });
        }
        store->save({plainRecord(1, State::Done)});
        begun.acquire();
        // The destructor waits for the batch that is being handed out, so it needs a thread of its own.
        std::jthread closer([&] { store.reset(); });
        closing.release();
    }
    // Either load ends exactly once; the first one had at least its first batch.
    QCOMPARE(ends.size(), 2);
    QVERIFY(read >= 1000);
    QVERIFY(read == 10'000 || std::ranges::any_of(ends, [](const QString &end) { return end.contains(u"closed"_s); }));
    Store store;
    QVERIFY(store.open(path()));
    QCOMPARE(loadAll(store).records.front().state, State::Done);
}

void TestStore::answersWhenItIsNotOpen()
{
    Store store;
    store.save(plainRecords(1, 1));
    QVERIFY(!store.flush());
    QVERIFY(!loadAll(store).error.isEmpty());
    QVERIFY(store.open(path()));
    QVERIFY(loadAll(store).records.empty());
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
