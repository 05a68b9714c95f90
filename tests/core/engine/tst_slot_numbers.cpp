// SPDX-License-Identifier: MIT
#include "core/engine/slot_numbers.h"

#include <QTest>

#include <random>
#include <set>

using sluice::engine::SlotNumbers;

class TestSlotNumbers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countFromZero()
    {
        SlotNumbers numbers;
        QCOMPARE(numbers.take(), 0);
        QCOMPARE(numbers.take(), 1);
        QCOMPARE(numbers.take(), 2);
    }
    void theLowestFreeComesFirst()
    {
        SlotNumbers numbers;
        for (int i = 0; i < 5; ++i)
            QCOMPARE(numbers.take(), i);
        numbers.give(3);
        numbers.give(1);
        QCOMPARE(numbers.take(), 1);
        QCOMPARE(numbers.take(), 3);
        QCOMPARE(numbers.take(), 5);
    }
    void areNeverGivenTwice()
    {
        SlotNumbers numbers;
        std::set<int> taken;
        std::mt19937 random(7); // NOLINT(*-msc51-cpp): the same every time
        for (int i = 0; i < 10'000; ++i) {
            if (taken.empty() || random() % 2 == 0) {
                const int number = numbers.take();
                QVERIFY(taken.insert(number).second);
                // The lowest: everything below it is taken.
                QCOMPARE(std::distance(taken.begin(), taken.find(number)), number);
            } else {
                auto some = taken.begin();
                std::advance(some, random() % taken.size());
                numbers.give(*some);
                taken.erase(some);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestSlotNumbers)
#include "tst_slot_numbers.moc"
