// SPDX-License-Identifier: MIT
#include "core/async/channel.h"
#include "core/async/task_scope.h"
#include "tests/core/async/channel_bench.h"
#include "tests/core/async/helpers.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <vector>

using namespace sluice::async;
using namespace sluice::test;

namespace {

Task<> sendAll(Channel<int> channel, int count, std::stop_token stop)
{
    for (int i = 0; i < count; ++i)
        co_await channel.send(i, stop);
    channel.close();
}

Task<Ints> receiveAll(Channel<int> channel, std::stop_token stop)
{
    Ints items;
    for (;;) {
        const std::optional<int> item = co_await channel.receive(stop);
        if (!item)
            co_return items;
        items.push_back(*item);
    }
}

Task<> sendOnly(Channel<int> channel, int item, std::stop_token stop)
{
    co_await channel.send(item, stop);
}

Task<> receiveOnly(Channel<int> channel, std::stop_token stop)
{
    co_await channel.receive(stop);
}

Task<int> passOn(Channel<std::unique_ptr<int>> channel)
{
    auto item = std::make_unique<int>(4);
    co_await channel.send(std::move(item), std::stop_token());
    const auto got = co_await channel.receive(std::stop_token());
    co_return **got;
}

Task<bool> sendCounted(Channel<Counted> channel, Counted item, std::stop_token stop)
{
    co_return co_await channel.send(std::move(item), stop);
}

Task<int> countForeignResumes(Channel<int> channel, Workers *workers, int rounds)
{
    QThread *const home = QThread::currentThread();
    int foreign = 0;
    for (int i = 0; i < rounds; ++i) {
        std::stop_source source;
        workers->start([source]() mutable { source.request_stop(); });
        try {
            co_await channel.receive(source.get_token());
            ++foreign; // there is nothing to be had
        } catch (const Stopped &) {
            foreign += QThread::currentThread() == home ? 0 : 1;
        }
    }
    co_return foreign;
}

} // namespace

class TestChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doItemsComeOutInTheirOrder_data();
    void doItemsComeOutInTheirOrder();
    void doesAFullChannelHoldTheSenderBack();
    void isACapacityOfNoneOne();
    void areSendersServedInTheirOrder();
    void areReceiversServedInTheirOrder();
    void canNobodyComeInBetween();
    void doesAStopEndASend_data();
    void doesAStopEndASend();
    void doesAStopEndAReceive_data();
    void doesAStopEndAReceive();
    void isAnItemHandedOverBeforeTheStopKept();
    void doesAStoppedReceiverPassItsItemOn();
    void doesAStoppedWaiterInTheMiddleLeaveTheOrder();
    void isWhatIsInsideReceivedAfterTheClose();
    void doesACloseRefuseWaitingSenders();
    void doesACloseEndWaitingReceivers();
    void canItemsBeMoveOnly();
    void areItemsDestroyedOnce();
    void doCopiesShareTheItems();
    void doesAStopFromAnotherThreadResumeAtHome();
    void can100000SendersAndReceiversWait();
    void can100000WaitersBeStopped_data();
    void can100000WaitersBeStopped();
};

void TestChannel::doItemsComeOutInTheirOrder_data()
{
    QTest::addColumn<int>("capacity");
    QTest::newRow("one at a time?") << 1;
    QTest::newRow("a few at a time?") << 7;
    QTest::newRow("all at once?") << 1000;
}

void TestChannel::doItemsComeOutInTheirOrder()
{
    QFETCH(int, capacity);
    const Channel<int> channel(static_cast<std::size_t>(capacity));
    TaskScope scope;
    scope.spawn(sendAll(channel, 500, scope.token()));
    const Ints items = waitForTask(receiveAll(channel, {}));
    waitForTask(scope.join());
    QCOMPARE(items.size(), std::size_t(500));
    QVERIFY(std::ranges::is_sorted(items));
}

void TestChannel::doesAFullChannelHoldTheSenderBack()
{
    ChannelBench bench(2);
    for (int id = 0; id < 3; ++id)
        bench.send(id);
    spin();
    QCOMPARE(bench.sent[1], End::Value);
    QCOMPARE(bench.sent[2], End::Running);
    QCOMPARE(bench.channel.size(), std::size_t(2));
    bench.receive(0);
    spin();
    QCOMPARE(bench.sent[2], End::Value);
    QCOMPARE(bench.channel.size(), std::size_t(2));
}

void TestChannel::isACapacityOfNoneOne()
{
    ChannelBench bench(0);
    bench.send(0);
    bench.send(1);
    QCOMPARE(bench.sent[0], End::Value);
    QCOMPARE(bench.sent[1], End::Running);
}

void TestChannel::areSendersServedInTheirOrder()
{
    ChannelBench bench(1);
    for (int id = 0; id < 5; ++id)
        bench.send(id);
    for (int id = 0; id < 5; ++id)
        bench.receive(id);
    spin();
    QCOMPARE(bench.inOrder(), (Ints{0, 1, 2, 3, 4}));
}

void TestChannel::areReceiversServedInTheirOrder()
{
    ChannelBench bench(1);
    for (int id = 0; id < 5; ++id)
        bench.receive(id);
    for (int id = 0; id < 5; ++id)
        bench.send(id);
    spin();
    QCOMPARE(bench.inOrder(), (Ints{0, 1, 2, 3, 4}));
    QCOMPARE(bench.channel.size(), std::size_t(0));
}

void TestChannel::canNobodyComeInBetween()
{
    ChannelBench bench(1);
    bench.send(0);
    bench.send(1); // waits
    bench.receive(0);
    bench.send(2); // 1 is not resumed yet, but its item has the place
    QCOMPARE(bench.sent[2], End::Running);
    bench.receive(1);
    bench.receive(2);
    bench.receive(3); // waits
    bench.send(3);
    bench.receive(4); // 3 is not resumed yet, but the item is its own
    spin();
    QCOMPARE(bench.inOrder(), (Ints{0, 1, 2, 3}));
    QVERIFY(!bench.received.contains(4));
}

void TestChannel::doesAStopEndASend_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("one that came before?") << true;
    QTest::newRow("one that comes while it waits?") << false;
}

void TestChannel::doesAStopEndASend()
{
    QFETCH(bool, before);
    ChannelBench bench(1);
    bench.send(0);
    if (before)
        bench.senders[1].request_stop();
    bench.send(1);
    bench.senders[1].request_stop();
    spin();
    QCOMPARE(bench.sent[1], End::Stopped);
    bench.send(2);
    for (int id = 0; id < 3; ++id)
        bench.receive(id);
    spin();
    QCOMPARE(bench.inOrder(), (Ints{0, 2}));
}

void TestChannel::doesAStopEndAReceive_data()
{
    QTest::addColumn<bool>("before");
    QTest::addColumn<bool>("itemThere");
    QTest::newRow("one that came before, with an item there?") << true << true;
    QTest::newRow("one that came before, with none there?") << true << false;
    QTest::newRow("one that comes while it waits?") << false << false;
}

void TestChannel::doesAStopEndAReceive()
{
    QFETCH(bool, before);
    QFETCH(bool, itemThere);
    ChannelBench bench(1);
    if (itemThere)
        bench.send(0);
    if (before)
        bench.receivers[0].request_stop();
    bench.receive(0);
    bench.receivers[0].request_stop();
    spin();
    QVERIFY(bench.stoppedReceivers.contains(0));
    QCOMPARE(bench.channel.size(), std::size_t(itemThere ? 1 : 0));
}

void TestChannel::isAnItemHandedOverBeforeTheStopKept()
{
    ChannelBench bench(1);
    bench.receive(0);
    bench.send(5);
    bench.receivers[0].request_stop(); // not resumed yet
    spin();
    QCOMPARE(bench.inOrder(), (Ints{5}));
}

void TestChannel::doesAStoppedReceiverPassItsItemOn()
{
    ChannelBench bench(1);
    bench.receive(0);
    bench.receive(1);
    bench.receivers[0].request_stop(); // still in the line when the item comes
    bench.send(5);
    spin();
    QCOMPARE(bench.received[1], std::optional(5));
    QVERIFY(bench.stoppedReceivers.contains(0));
}

void TestChannel::doesAStoppedWaiterInTheMiddleLeaveTheOrder()
{
    ChannelBench bench(1);
    for (int id = 0; id < 5; ++id)
        bench.send(id);
    bench.senders[2].request_stop();
    for (int id = 0; id < 4; ++id)
        bench.receive(id);
    spin();
    QCOMPARE(bench.inOrder(), (Ints{0, 1, 3, 4}));
    QCOMPARE(bench.sent[2], End::Stopped);
}

void TestChannel::isWhatIsInsideReceivedAfterTheClose()
{
    ChannelBench bench(3);
    bench.send(0);
    bench.send(1);
    bench.channel.close();
    bench.channel.close();
    QVERIFY(bench.channel.isClosed());
    bench.send(2);
    for (int id = 0; id < 3; ++id)
        bench.receive(id);
    spin();
    QCOMPARE(bench.inOrder(), (Ints{0, 1}));
    QVERIFY(bench.refused.contains(2));
    QVERIFY(bench.received.contains(2));
    QCOMPARE(bench.received[2], std::optional<int>());
}

void TestChannel::doesACloseRefuseWaitingSenders()
{
    ChannelBench bench(1);
    bench.send(0);
    bench.send(1);
    bench.channel.close();
    spin();
    QCOMPARE(bench.refused, (std::set{1}));
    QCOMPARE(bench.channel.size(), std::size_t(1));
}

void TestChannel::doesACloseEndWaitingReceivers()
{
    ChannelBench bench(1);
    bench.receive(0);
    bench.receive(1);
    bench.channel.close();
    spin();
    QCOMPARE(bench.received.size(), std::size_t(2));
    QVERIFY(bench.inOrder().empty());
}

void TestChannel::canItemsBeMoveOnly()
{
    const Channel<std::unique_ptr<int>> channel(1);
    QCOMPARE(waitForTask(passOn(channel)), 4);
}

void TestChannel::areItemsDestroyedOnce()
{
    const auto alive = std::make_shared<int>();
    {
        const Channel<Counted> channel(1);
        std::stop_source source;
        std::vector<std::shared_ptr<End>> ends;
        for (int i = 0; i < 3; ++i)
            ends.push_back(endOf(sendCounted(channel, Counted{alive, i}, source.get_token())));
        QCOMPARE(alive.use_count(), 4);
        source.request_stop();
        spin();
        QCOMPARE(*ends[0], End::Value);
        QCOMPARE(*ends[2], End::Stopped);
        QCOMPARE(alive.use_count(), 2);
    }
    QCOMPARE(alive.use_count(), 1);
}

void TestChannel::doCopiesShareTheItems()
{
    ChannelBench bench(1);
    Channel<int> moved = std::move(bench.channel); // a move is a copy: the first stays usable
    bench.send(1);
    QCOMPARE(moved.size(), std::size_t(1));
    moved.close();
    QVERIFY(bench.channel.isClosed());
}

void TestChannel::doesAStopFromAnotherThreadResumeAtHome()
{
    Workers workers;
    const Channel<int> channel(1);
    QCOMPARE(waitForTask(countForeignResumes(channel, &workers, 500), kManyTimeout), 0);
}

void TestChannel::can100000SendersAndReceiversWait()
{
    const Channel<int> channel(1);
    TaskScope scope;
    for (int i = 0; i < 100'000; ++i)
        scope.spawn(sendOnly(channel, i, scope.token()));
    for (int i = 0; i < 100'000; ++i)
        scope.spawn(receiveOnly(channel, scope.token()));
    waitForTask(scope.join(), kManyTimeout);
    QCOMPARE(channel.size(), std::size_t(0));
}

void TestChannel::can100000WaitersBeStopped_data()
{
    QTest::addColumn<bool>("senders");
    QTest::newRow("senders?") << true;
    QTest::newRow("receivers?") << false;
}

void TestChannel::can100000WaitersBeStopped()
{
    QFETCH(bool, senders);
    const Channel<int> channel(1);
    TaskScope scope;
    for (int i = 0; i < 100'000; ++i) {
        if (senders)
            scope.spawn(sendOnly(channel, i, scope.token()));
        else
            scope.spawn(receiveOnly(channel, scope.token()));
    }
    scope.requestStop();
    waitForTask(scope.join(), kManyTimeout);
    QCOMPARE(channel.size(), std::size_t(senders ? 1 : 0));
}

QTEST_GUILESS_MAIN(TestChannel)
#include "tst_channel.moc"
