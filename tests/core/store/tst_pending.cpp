// SPDX-License-Identifier: MIT
#include "core/store/pending.h"

#include "core/store/retry_delay.h"
#include "tests/core/store/store_access.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::store;
using download::Id;
using download::Record;
using download::State;
using test::plainRecord;

class TestPending : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsEmpty();
    void theNewestWins();
    void removedIdsCountToo();
    void delaysGrowToABound();
};

void TestPending::startsEmpty()
{
    QVERIFY(Pending().empty());
    Pending settings;
    settings.apply(download::Settings());
    QVERIFY(!settings.empty());
    Pending value;
    value.apply(std::pair(u"geometry"_s, QByteArray("x")));
    QVERIFY(!value.empty());
}

void TestPending::theNewestWins()
{
    Pending pending;
    pending.apply(std::vector{plainRecord(1), plainRecord(2), plainRecord(3)});
    pending.apply(std::vector{plainRecord(1, State::Done)});
    pending.apply(std::vector<Id>{2, 9});
    pending.apply(std::vector<Id>{3});
    pending.apply(std::vector{plainRecord(3, State::Paused)});
    QCOMPARE(pending.records.size(), 4);
    QCOMPARE(pending.records.at(1)->state, State::Done);
    QVERIFY(!pending.records.at(2));
    QCOMPARE(pending.records.at(3)->state, State::Paused);
    QVERIFY(!pending.records.at(9));
}

void TestPending::removedIdsCountToo()
{
    Pending pending;
    pending.apply(std::vector{plainRecord(41)});
    pending.apply(std::vector<Id>{41});
    pending.apply(std::vector{plainRecord(7)});
    QCOMPARE(pending.nextId, 42);
}

void TestPending::delaysGrowToABound()
{
    for (int failures = 1; failures < 100; ++failures)
        QVERIFY(retryDelay(failures) <= retryDelay(failures + 1));
    QCOMPARE(retryDelay(1).count(), 500);
    QCOMPARE(retryDelay(2).count(), 1000);
    QCOMPARE(retryDelay(1'000'000).count(), 8000);
}

QTEST_GUILESS_MAIN(TestPending)
#include "tst_pending.moc"
