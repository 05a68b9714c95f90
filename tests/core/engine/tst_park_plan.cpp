// SPDX-License-Identifier: MIT
#include "core/engine/park_plan.h"

#include <QTest>

using namespace sluice::engine;

class TestParkPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chooses_data()
    {
        QTest::addColumn<QList<int>>("finishing"); ///< of runners 1 … 5, the last the youngest
        QTest::addColumn<int>("limit");
        QTest::addColumn<QList<qint64>>("chosen");
        QTest::newRow("is nobody chosen at the limit?") << QList<int>() << 5 << QList<qint64>();
        QTest::newRow("is nobody chosen below it?") << QList<int>() << 9 << QList<qint64>();
        QTest::newRow("are the youngest chosen?") << QList<int>() << 3 << QList<qint64>{5, 4};
        QTest::newRow("can all be chosen?") << QList<int>() << 0 << QList<qint64>{5, 4, 3, 2, 1};
        QTest::newRow("is one that finishes passed over?") << QList<int>{5} << 3 << QList<qint64>{4, 3};
        QTest::newRow("are all left that finish?") << QList<int>{1, 2, 3, 4, 5} << 1 << QList<qint64>();
    }

    void chooses()
    {
        QFETCH(QList<int>, finishing);
        QFETCH(int, limit);
        QFETCH(QList<qint64>, chosen);
        // The order in which they are passed does not matter.
        std::vector<Runner> running;
        for (const int id : {3, 1, 5, 2, 4})
            running.push_back({id, quint64(id) * 7, finishing.contains(id)});
        const auto beyond = beyondLimit(running, limit);
        QCOMPARE(QList<qint64>(beyond.begin(), beyond.end()), chosen);
    }

    void nobodyRuns() { QVERIFY(beyondLimit({}, 0).empty()); }
};

QTEST_APPLESS_MAIN(TestParkPlan)
#include "tst_park_plan.moc"
