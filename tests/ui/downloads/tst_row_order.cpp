// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"
#include "ui/downloads/row_order.h"

#include <QTest>

#include <algorithm>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;

namespace {

bool comesFirst(const RowOrder &order, const engine::Row &one, const engine::Row &other)
{
    return order.before(order.key(one), order.key(other));
}

} // namespace

class TestRowOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void unknownComesLastBothWays();
    void equalsKeepTheQueue();
    void queueIsTheDefault();
    void everyColumnIsAnOrder_data();
    void everyColumnIsAnOrder();
};

void TestRowOrder::names_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("do numbers count as numbers?") << u"data-7.zip"_s << u"data-10.zip"_s;
    QTest::newRow("does case not matter?") << u"alpha"_s << u"Beta"_s;
    QTest::newRow("do accents stay with their letter?") << u"éclair"_s << u"zebra"_s;
    QTest::newRow("does a name come before none?") << u"zzz"_s << QString();
}

void TestRowOrder::names()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    const RowOrder order({Column::Name, Qt::AscendingOrder});
    // The queue says the opposite, so that it cannot decide.
    QVERIFY(comesFirst(order, rowNamed(2, first), rowNamed(1, second)));
    QVERIFY(!comesFirst(order, rowNamed(1, second), rowNamed(2, first)));
}

void TestRowOrder::unknownComesLastBothWays()
{
    engine::Row known = rowNamed(2, u"known"_s, State::Receiving);
    engine::Row unknown = rowNamed(1, u"unknown"_s, State::Receiving);
    unknown.total = -1;
    for (const Qt::SortOrder direction : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        for (const Column column : {Column::Size, Column::Progress, Column::Left}) {
            known.speed = 1'000;
            const RowOrder order({column, direction});
            QVERIFY(comesFirst(order, known, unknown));
            QVERIFY(!comesFirst(order, unknown, known));
        }
    }
}

void TestRowOrder::equalsKeepTheQueue()
{
    for (const Qt::SortOrder direction : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        const RowOrder order({Column::Size, direction});
        QVERIFY(comesFirst(order, rowNamed(1, u"b"_s), rowNamed(2, u"a"_s)));
        QVERIFY(!comesFirst(order, rowNamed(2, u"a"_s), rowNamed(1, u"b"_s)));
    }
}

void TestRowOrder::queueIsTheDefault()
{
    engine::Row early = rowNamed(9, u"z"_s);
    early.order = 1;
    QVERIFY(comesFirst(RowOrder(), early, rowNamed(1, u"a"_s)));
}

void TestRowOrder::everyColumnIsAnOrder_data()
{
    QTest::addColumn<int>("column");
    for (int i = 0; i < kColumnCount; ++i)
        QTest::addRow("%s?", qPrintable(columnTitle(static_cast<Column>(i)))) << i;
}

void TestRowOrder::everyColumnIsAnOrder()
{
    QFETCH(int, column);
    const RowOrder order({static_cast<Column>(column), Qt::DescendingOrder});
    std::vector<SortKey> keys;
    for (const engine::Row &row : syntheticRows(60, 1'700'000'000'000))
        keys.push_back(order.key(row));
    for (const SortKey &one : keys) {
        QVERIFY(!order.before(one, one));
        for (const SortKey &other : keys)
            QVERIFY(!(order.before(one, other) && order.before(other, one)));
    }
    std::ranges::sort(keys, [&order](const SortKey &a, const SortKey &b) { return order.before(a, b); });
    for (std::size_t i = 0; i < keys.size(); ++i) {
        for (std::size_t j = i + 1; j < keys.size(); ++j)
            QVERIFY2(order.before(keys[i], keys[j]), "the order is not transitive");
    }
}

QTEST_APPLESS_MAIN(TestRowOrder)
#include "tst_row_order.moc"
