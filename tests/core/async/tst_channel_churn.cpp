// SPDX-License-Identifier: MIT
#include "tests/core/async/channel_bench.h"
#include "tests/core/async/helpers.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace sluice::async;
using namespace sluice::test;

class TestChannelChurn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isNoItemLostOrDoubled_data();
    void isNoItemLostOrDoubled();
};

void TestChannelChurn::isNoItemLostOrDoubled_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("with seed %u?", seed) << seed;
}

void TestChannelChurn::isNoItemLostOrDoubled()
{
    QFETCH(quint32, seed);
    std::mt19937 random(seed);
    const auto below = [&random](int n) {
        return static_cast<int>(random() % static_cast<quint32>(n));
    };
    const std::size_t capacity = 1 + seed % 4;
    ChannelBench bench(capacity);
    int sends = 0;
    int receives = 0;
    for (int step = 0; step < 2000; ++step) {
        switch (below(7)) {
        case 0:
        case 1:
            bench.send(sends++);
            break;
        case 2:
        case 3:
            bench.receive(receives++);
            break;
        case 4: // mostly one of the newest: the others have ended
            if (sends > 0)
                bench.senders[std::max(0, sends - 1 - below(6))].request_stop();
            break;
        case 5:
            if (receives > 0)
                bench.receivers[std::max(0, receives - 1 - below(6))].request_stop();
            break;
        default:
            spin();
        }
        QVERIFY(bench.channel.size() <= capacity);
    }
    spin();
    // Empty it: every sender that was not stopped must get through, every receiver must end.
    while (std::ranges::any_of(bench.sent, [](const auto &entry) { return entry.second == End::Running; })
        || bench.channel.size() > 0) {
        bench.receive(receives++);
        spin();
    }
    bench.channel.close();
    spin();
    Ints expected;
    for (const auto &[id, end] : bench.sent) {
        if (end == End::Value)
            expected.push_back(id);
    }
    QVERIFY(expected.size() > 100);
    QCOMPARE(bench.inOrder(), expected);
    QCOMPARE(bench.received.size() + bench.stoppedReceivers.size(), static_cast<std::size_t>(receives));
}

QTEST_GUILESS_MAIN(TestChannelChurn)
#include "tst_channel_churn.moc"
