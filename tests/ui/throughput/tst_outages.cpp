// SPDX-License-Identifier: MIT
#include "tests/core/trace/gate_record.h"
#include "ui/throughput/outages.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;

using sluice::trace::testing::GateRecord;
using trace::Micros;
using trace::Phase;
using Outages = std::vector<Outage>;

namespace {

Outage seconds(double begin, double end)
{
    return {GateRecord::micros(begin), GateRecord::micros(end)};
}

/// Bytes every tenth of a second from `from` to `to`.
void receive(GateRecord &record, trace::Id id, double from, double to)
{
    for (int tenth = static_cast<int>(from * 10) + 1; tenth <= static_cast<int>(to * 10); ++tenth)
        record.receive(tenth / 10.0, id, tenth * 1'000, tenth * 1'000 + 1'000);
}

GateRecord one(Phase phase)
{
    GateRecord record;
    record.limits(0, 1);
    record.add(0, 1);
    record.enter(0, 1, Phase::Receiving, 0);
    receive(record, 1, 0, 5);
    record.enter(5, 1, phase, 0);
    return record;
}

} // namespace

class TestOutages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gapsAreEmptyBucketsJoined();
    void onlyTheNetworkMakesAnOutage_data();
    void onlyTheNetworkMakesAnOutage();
    void outageLength_data();
    void outageLength();
    void downloadsThatTakeTurnsMakeOneOutage();
    void theLogSeesWhatAFreshOneSees();
    void aGapOverTheEndOfAChunkIsOne();
};

void TestOutages::gapsAreEmptyBucketsJoined()
{
    QVERIFY(gapsIn({}).empty());
    const std::vector<trace::Throughput::Bucket> buckets{{0, 10, 0}, {10, 20, 0}, {20, 30, 5}, {30, 40, 0}};
    QCOMPARE(gapsIn(buckets), (std::vector<Gap>{{0, 20}, {30, 40}}));
}

void TestOutages::onlyTheNetworkMakesAnOutage_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<bool>("outage");
    QTest::newRow("is a look-up one?") << Phase::NameLookup << true;
    QTest::newRow("is connecting?") << Phase::Connect << true;
    QTest::newRow("is waiting for the first byte?") << Phase::FirstByte << true;
    QTest::newRow("is receiving nothing?") << Phase::Receiving << true;
    QTest::newRow("is a stall?") << Phase::Stalled << true;
    QTest::newRow("is verifying none?") << Phase::Verifying << false;
    QTest::newRow("is waiting for the disk none?") << Phase::WaitDisk << false;
    QTest::newRow("is waiting for the rate limit none?") << Phase::WaitRate << false;
    QTest::newRow("is the end none?") << Phase::Done << false;
}

void TestOutages::onlyTheNetworkMakesAnOutage()
{
    QFETCH(Phase, phase);
    QFETCH(bool, outage);
    GateRecord record = one(phase);
    if (phase == Phase::Done)
        record.enter(5, 1, Phase::Done); // without its slot
    OutageLog log;
    QCOMPARE(!log.update(record.recording(15)).empty(), outage);
}

void TestOutages::outageLength_data()
{
    QTest::addColumn<double>("silence");
    QTest::addColumn<bool>("outage");
    QTest::newRow("are two seconds none?") << 2.0 << false;
    QTest::newRow("is a tenth more one?") << 2.1 << true;
    QTest::newRow("are ten?") << 10.0 << true;
}

void TestOutages::outageLength()
{
    QFETCH(double, silence);
    QFETCH(bool, outage);
    GateRecord record = one(Phase::Stalled);
    record.enter(5 + silence, 1, Phase::Receiving, 0);
    // Bytes are spread over the time since the last ones: new ones come within a tenth of a second of the phase.
    record.enter(5 + silence, 1, Phase::Verifying, 0);
    OutageLog log;
    const Outages found = log.update(record.recording(30));
    QCOMPARE(found.size(), outage ? 1U : 0U);
    if (outage)
        QCOMPARE(found.front(), seconds(5, 5 + silence));
}

void TestOutages::downloadsThatTakeTurnsMakeOneOutage()
{
    GateRecord record = one(Phase::Stalled);
    record.enter(6.5, 1, Phase::Backoff);
    record.add(6, 2);
    record.enter(6.2, 2, Phase::Connect, 1);
    record.enter(9, 2, Phase::Failed);
    // Another, an hour of nothing later, is its own.
    record.add(3'600, 3);
    record.enter(3'600, 3, Phase::FirstByte, 0);
    record.enter(3'603, 3, Phase::Failed);
    OutageLog log;
    QCOMPARE(log.update(record.recording(4'000)), (Outages{seconds(5, 9), seconds(3'600, 3'603)}));
}

void TestOutages::theLogSeesWhatAFreshOneSees()
{
    const auto story = [] {
        GateRecord record = one(Phase::Stalled);
        record.enter(12, 1, Phase::Verifying, 0);
        record.enter(13, 1, Phase::Done);
        record.add(20, 2);
        record.enter(20, 2, Phase::Connect, 0);
        record.enter(29, 2, Phase::Failed);
        return record;
    };
    OutageLog fresh;
    const Outages expected = fresh.update(story().recording(40));
    QCOMPARE(expected, (Outages{seconds(5, 12), seconds(20, 29)}));

    GateRecord record = story();
    trace::Recording growing;
    OutageLog log;
    std::size_t most = 0;
    for (double now = 0.37; now < 40; now += 0.37) {
        growing.apply(record.take(now));
        most = std::max(most, log.update(growing).size());
    }
    growing.apply(record.take(40));
    QCOMPARE(log.update(growing), expected);
    QCOMPARE(most, 2U);
    // An outage that goes on is told before it ends; another recording starts the log again.
    GateRecord going = one(Phase::Stalled);
    QCOMPARE(log.update(going.recording(9)), (Outages{seconds(5, 9)}));
}

void TestOutages::aGapOverTheEndOfAChunkIsOne()
{
    GateRecord record = one(Phase::Stalled);
    record.enter(3'700, 1, Phase::Failed);
    OutageLog log;
    QCOMPARE(log.update(record.recording(7'500)), (Outages{seconds(5, 3'700)}));
}

QTEST_GUILESS_MAIN(TestOutages)
#include "tst_outages.moc"
