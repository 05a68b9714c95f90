// SPDX-License-Identifier: MIT
#include "core/download/disk/volume_writer.h"

#include <QTest>

#include <atomic>
#include <semaphore>
#include <set>

using namespace sluice::download;

class TestVolumeWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksInOrderOnOneOtherThread()
    {
        std::vector<int> order;
        std::set<std::thread::id> threads;
        {
            VolumeWriter writer;
            for (int i = 0; i < 10'000; ++i) {
                writer.post([i, &order, &threads] {
                    order.push_back(i);
                    threads.insert(std::this_thread::get_id());
                });
            }
        }
        QCOMPARE(order.size(), std::size_t(10'000));
        QVERIFY(std::ranges::is_sorted(order));
        QCOMPARE(threads.size(), std::size_t(1));
        QVERIFY(!threads.contains(std::this_thread::get_id()));
    }

    void postNeverWaitsForTheWork()
    {
        std::binary_semaphore begun(0);
        std::binary_semaphore go(0);
        std::atomic<int> done = 0;
        VolumeWriter writer;
        writer.post([&] {
            begun.release();
            go.acquire();
        });
        begun.acquire();
        for (int i = 0; i < 1000; ++i)
            writer.post([&] { ++done; }); // would never return if it waited
        QCOMPARE(done.load(), 0);
        go.release();
        QTRY_COMPARE(done.load(), 1000);
    }

    void wakesUpAgainAndAgain()
    {
        VolumeWriter writer;
        for (int i = 0; i < 500; ++i) {
            std::binary_semaphore done(0);
            writer.post([&] { done.release(); });
            QVERIFY(done.try_acquire_for(std::chrono::seconds(10)));
        }
    }

    void takesWorkFromManyThreads()
    {
        std::atomic<int> done = 0;
        {
            VolumeWriter writer;
            std::vector<std::jthread> threads;
            threads.reserve(8);
            for (int t = 0; t < 8; ++t) {
                threads.emplace_back([&] {
                    for (int i = 0; i < 500; ++i)
                        writer.post([&] { ++done; });
                });
            }
            threads.clear();
        }
        QCOMPARE(done.load(), 8 * 500);
    }
};

QTEST_GUILESS_MAIN(TestVolumeWriter)
#include "tst_volume_writer.moc"
