// SPDX-License-Identifier: MIT
#include "core/async/semaphore.h"
#include "tests/core/async/helpers.h"
#include "tests/core/async/semaphore_bench.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <iterator>
#include <random>
#include <set>
#include <vector>

using namespace sluice::async;
using namespace sluice::test;

namespace {

/// What the semaphore promises, in the simplest form.
struct Model {
    int limit = 0;
    std::vector<int> held = {};
    std::deque<int> queue = {};
    Ids grantedFromTheQueue = {};
    std::set<int> direct = {};

    void serve()
    {
        while (static_cast<int>(held.size()) < limit && !queue.empty()) {
            held.push_back(queue.front());
            grantedFromTheQueue.push_back(queue.front());
            queue.pop_front();
        }
    }
    void acquire(int id)
    {
        if (static_cast<int>(held.size()) < limit) {
            held.push_back(id);
            direct.insert(id);
        } else {
            queue.push_back(id);
        }
    }
    void release(int id)
    {
        std::erase(held, id);
        serve();
    }
    void setLimit(int to)
    {
        limit = std::max(to, 0);
        serve();
    }
};

} // namespace

class TestSemaphoreChurn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesItKeepItsPromises_data();
    void doesItKeepItsPromises();
};

void TestSemaphoreChurn::doesItKeepItsPromises_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("with seed %u?", seed) << seed;
}

void TestSemaphoreChurn::doesItKeepItsPromises()
{
    QFETCH(quint32, seed);
    std::mt19937 random(seed);
    const auto below = [&random](std::size_t n) {
        return static_cast<std::size_t>(random() % n);
    };
    SemaphoreBench bench(3);
    Model model;
    model.limit = 3;
    Ids stopped;
    int nextId = 0;
    for (int step = 0; step < 2000; ++step) {
        const int heldBefore = bench.semaphore.held();
        switch (below(7)) {
        case 0:
        case 1:
            bench.acquire(nextId);
            model.acquire(nextId++);
            break;
        case 2:
            bench.acquire(nextId, true);
            stopped.push_back(nextId++);
            break;
        case 3:
            if (!model.queue.empty()) {
                const auto at = model.queue.begin() + static_cast<std::ptrdiff_t>(below(model.queue.size()));
                bench.stop(*at);
                stopped.push_back(*at);
                model.queue.erase(at);
            }
            break;
        case 4:
            if (!bench.permits.empty()) {
                const int id = std::next(bench.permits.begin(), static_cast<int>(below(bench.permits.size())))->first;
                bench.release(id);
                model.release(id);
            }
            break;
        case 5: {
            const int limit = static_cast<int>(below(8)) - 1;
            bench.semaphore.setLimit(limit);
            model.setLimit(limit);
            break;
        }
        default:
            spin();
            QCOMPARE(bench.grantedFromTheQueue(), model.grantedFromTheQueue);
            QCOMPARE(bench.semaphore.waiting(), static_cast<int>(model.queue.size()));
        }
        QCOMPARE(bench.direct, model.direct);
        const int held = bench.semaphore.held();
        QCOMPARE(held, static_cast<int>(model.held.size()));
        QVERIFY(held <= bench.semaphore.limit() || held <= heldBefore);
    }
    while (!model.queue.empty() || !model.held.empty()) {
        bench.semaphore.setLimit(2);
        model.setLimit(2);
        spin();
        QVERIFY(!bench.permits.empty());
        const int id = bench.permits.begin()->first;
        bench.release(id);
        model.release(id);
    }
    spin();
    QCOMPARE(bench.grantedFromTheQueue(), model.grantedFromTheQueue);
    std::ranges::sort(stopped);
    std::ranges::sort(bench.stopped);
    QCOMPARE(bench.stopped, stopped);
    QCOMPARE(bench.semaphore.held(), 0);
    QCOMPARE(bench.semaphore.waiting(), 0);
}

QTEST_GUILESS_MAIN(TestSemaphoreChurn)
#include "tst_semaphore_churn.moc"
