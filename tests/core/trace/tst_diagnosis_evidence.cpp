// SPDX-License-Identifier: MIT
#include "core/trace/diagnosis.h"
#include "tests/core/trace/gate_record.h"

#include <QTest>

using namespace sluice::trace;
using namespace Qt::StringLiterals;

using sluice::trace::testing::GateRecord;
using Kind = Diagnosis::Kind;

namespace {

constexpr qint64 kMb = 1'000'000;

/// `count` downloads at once that receive from `from` to `to`, each so much a second, in the slots from 0 on.
void receive(GateRecord &record, Id first, int count, int from, int to, qint64 each, const QString &host = u"a.test"_s)
{
    for (int i = 0; i < count; ++i) {
        record.add(from, first + i, host);
        record.enter(from, first + i, Phase::Receiving, i);
    }
    for (int tenth = from * 10 + 1; tenth <= to * 10; ++tenth) {
        const qint64 before = (tenth - 1 - from * 10) * each / 10;
        for (int i = 0; i < count; ++i)
            record.receive(tenth / 10.0, first + i, before, before + each / 10);
    }
    for (int i = 0; i < count; ++i) {
        record.attempt(to, first + i, false);
        record.enter(to, first + i, Phase::Done);
    }
}

std::vector<Kind> kindsIn(const Recording &recording)
{
    EvidenceGatherer gatherer;
    std::vector<Kind> kinds;
    for (const Diagnosis &each : diagnose(gatherer.update(recording)))
        kinds.push_back(each.kind);
    return kinds;
}

double secondsOf(const Sample &sample, Phase phase)
{
    return sample.phases.at(static_cast<std::size_t>(phase)) / 1e6;
}

} // namespace

class TestDiagnosisEvidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSampleAddsUp();
    void aLongStayIsCutToTheSample();
    void attemptsCountWhereTheyEnd();
    void hostsAreToldApart();
    void whatWaitsNowIsCounted();
    void theGathererSeesWhatAFreshOneSees();
    void anotherRecordingStartsItAgain();
    void stories_data();
    void stories();
};

void TestDiagnosisEvidence::aSampleAddsUp()
{
    GateRecord record;
    record.limits(0, 3, 0, 5 * kMb);
    record.add(0, 1);
    record.enter(0, 1, Phase::Connect, 0);
    record.enter(0.5, 1, Phase::Receiving, 0);
    record.add(1, 2);
    record.enter(1, 2, Phase::WaitDisk, 1);
    record.receive(2, 1, 0, 300);
    const Sample sample = sampleOf(record.recording(4), 0, 2'000'000);
    QCOMPARE(secondsOf(sample, Phase::Connect), 0.5);
    QCOMPARE(secondsOf(sample, Phase::Receiving), 1.5);
    QCOMPARE(secondsOf(sample, Phase::WaitDisk), 1.0);
    QCOMPARE(sample.slotTime, 3e6);
    QCOMPARE(sample.freeTime, 3e6);
    QCOMPARE(sample.full, 0);
    QCOMPARE(sample.limitLeast, 3);
    QCOMPARE(sample.rateLimitMost, 5 * kMb);
    QCOMPARE(sample.shares.size(), 2U);
    QVERIFY(sample.bytes >= 290 && sample.bytes <= 300);
}

void TestDiagnosisEvidence::aLongStayIsCutToTheSample()
{
    GateRecord record;
    record.limits(0, 1);
    record.add(0, 1);
    for (int second = 0; second < 500; ++second)
        record.enter(second, 1, second % 2 == 0 ? Phase::Receiving : Phase::Stalled, 0);
    const Sample sample = sampleOf(record.recording(600), 400'500'000, 402'500'000);
    QCOMPARE(secondsOf(sample, Phase::Receiving), 1.0);
    QCOMPARE(secondsOf(sample, Phase::Stalled), 1.0);
    QCOMPARE(sample.full, 2'000'000);
    QCOMPARE(sample.shares.front().receiving, 1'000'000);
}

void TestDiagnosisEvidence::attemptsCountWhereTheyEnd()
{
    GateRecord record;
    record.limits(0, 1);
    for (Id id = 1; id <= 4; ++id) {
        const double from = 1.5 * static_cast<double>(id); // ends at 3, 4.5, 6, 7.5
        record.add(from, id);
        record.enter(from, id, Phase::FirstByte, 0);
        record.attempt(from + 1.5, id, id != 2);
        record.enter(from + 1.5, id, Phase::Failed);
    }
    const Recording recording = record.recording(20);
    int ended = 0;
    int failed = 0;
    for (Micros from = 0; from < 10'000'000; from += kSampleLength) {
        for (const SampleShare &share : sampleOf(recording, from, from + kSampleLength).shares) {
            ended += share.ended;
            failed += share.failed;
        }
    }
    QCOMPARE(ended, 4); // the one that ended at 6 s, between two samples, once
    QCOMPARE(failed, 3);
}

void TestDiagnosisEvidence::hostsAreToldApart()
{
    GateRecord record;
    record.limits(0, 4);
    receive(record, 1, 2, 0, 20, 2 * kMb, u"a.test"_s);
    EvidenceGatherer gatherer;
    const Evidence one = gatherer.update(record.recording(20));
    QCOMPARE(one.seconds, 10.0);
    QCOMPARE(one.hosts.size(), 1U);
    QCOMPARE(one.hosts[0].host, u"a.test"_s);
    QCOMPARE(one.hosts[0].rates.size(), 2U);
    for (const double rate : one.hosts[0].rates)
        QVERIFY(std::abs(rate - 2e6) < 1e5);
    QVERIFY(std::abs(one.hosts[0].running - 2) < 0.01);
    QVERIFY(std::abs(one.rate - 4e6) < 2e5);
    QCOMPARE(one.limit, 4);
    QVERIFY(one.limitSteady);
    QVERIFY(std::abs(one.freeSlots - 2) < 0.01);
}

void TestDiagnosisEvidence::whatWaitsNowIsCounted()
{
    GateRecord record;
    record.limits(0, 5, 1);
    receive(record, 1, 1, 0, 20, kMb);
    for (Id id = 10; id < 14; ++id) {
        record.add(5, id, u"b.test"_s);
        record.enter(5, id, Phase::WaitHost);
    }
    record.remove(6, 13);
    record.add(5, 20, u"c.test"_s);
    record.enter(5, 20, Phase::FirstByte, 1);
    record.attempt(7, 20, true);
    record.enter(7, 20, Phase::WaitRetryAfter, kNone, GateRecord::kWallAtZero + 60'000);
    EvidenceGatherer gatherer;
    const Evidence evidence = gatherer.update(record.recording(20));
    const auto host = [&evidence](const QString &name) {
        return *std::ranges::find(evidence.hosts, name, &Evidence::Host::host);
    };
    QCOMPARE(host(u"b.test"_s).held, 3);
    QCOMPARE(host(u"c.test"_s).asked, 1);
    QCOMPARE(host(u"c.test"_s).askedMs, 40'000);
    QCOMPARE(host(u"c.test"_s).failed, 1);
}

void TestDiagnosisEvidence::theGathererSeesWhatAFreshOneSees()
{
    GateRecord record;
    record.limits(0, 3);
    receive(record, 1, 3, 0, 90, kMb);
    Recording recording;
    recording.apply(record.take(95));
    // The same record, but looked at on the way.
    GateRecord again;
    again.limits(0, 3);
    receive(again, 1, 3, 0, 90, kMb);
    Recording growing;
    EvidenceGatherer gatherer;
    for (double now = 0.7; now < 95; now += 1.3) {
        growing.apply(again.take(now));
        (void)gatherer.update(growing);
    }
    growing.apply(again.take(95));
    const Evidence seen = gatherer.update(growing);
    EvidenceGatherer fresh;
    const Evidence expected = fresh.update(recording);
    QCOMPARE(seen.history.size(), expected.history.size());
    QCOMPARE(seen.history.size(), std::size_t(kSamples));
    QVERIFY(std::abs(seen.rate - expected.rate) < 1);
    QCOMPARE(seen.slotSeconds, expected.slotSeconds);
}

void TestDiagnosisEvidence::anotherRecordingStartsItAgain()
{
    GateRecord record;
    record.limits(0, 2);
    receive(record, 1, 2, 0, 40, kMb);
    EvidenceGatherer gatherer;
    QCOMPARE(gatherer.update(record.recording(40)).history.size(), 20U);
    GateRecord other;
    other.limits(0, 2);
    QCOMPARE(gatherer.update(other.recording(8)).history.size(), 4U);
    QVERIFY(gatherer.update(Recording()).history.empty());
}

void TestDiagnosisEvidence::stories_data()
{
    QTest::addColumn<GateRecord>("record");
    QTest::addColumn<int>("until");
    QTest::addColumn<std::vector<Kind>>("kinds");
    const auto row = [](const char *question, int limit, int until, const std::vector<Kind> &kinds, auto tell) {
        GateRecord record;
        record.limits(0, limit);
        tell(record);
        QTest::newRow(question) << record << until << kinds;
    };
    row("is an empty record silent?", 3, 30, {}, [](GateRecord &) { });
    row("do five times as many connections bring five times as much?", 5, 40, {Kind::ServerHolds},
        [](GateRecord &record) {
            receive(record, 1, 1, 0, 20, 2 * kMb);
            receive(record, 10, 5, 20, 40, 2 * kMb);
        });
    row("do five times as many bring the same?", 5, 40, {Kind::LineFull}, [](GateRecord &record) {
        receive(record, 1, 1, 0, 20, 10 * kMb);
        receive(record, 10, 5, 20, 40, 2 * kMb);
    });
    row("does the disk hold three of four seconds?", 1, 20, {Kind::WaitingForDisk}, [](GateRecord &record) {
        record.add(0, 1);
        for (int second = 0; second < 20; ++second)
            record.enter(second, 1, second % 4 == 0 ? Phase::Receiving : Phase::WaitDisk, 0);
    });
    row("do a hundred small files wait for their answers?", 1, 20, {Kind::LatencyBound}, [](GateRecord &record) {
        for (Id id = 1; id <= 200; ++id)
            record.add(0, id);
        for (Id id = 1; id <= 100; ++id) {
            const double from = 0.2 * static_cast<double>(id - 1);
            record.enter(from, id, Phase::FirstByte, 0);
            record.enter(from + 0.18, id, Phase::Receiving, 0);
            record.receive(from + 0.19, id, 0, 4'096);
            record.attempt(from + 0.2, id, false);
            record.enter(from + 0.2, id, Phase::Done);
        }
    });
    row("are two of five slots enough?", 5, 20, {Kind::LimitTooHigh},
        [](GateRecord &record) { receive(record, 1, 2, 0, 30, kMb); });
}

void TestDiagnosisEvidence::stories()
{
    QFETCH(GateRecord, record);
    QFETCH(int, until);
    QFETCH(std::vector<Kind>, kinds);
    QCOMPARE(kindsIn(record.recording(until)), kinds);
}

QTEST_GUILESS_MAIN(TestDiagnosisEvidence)
#include "tst_diagnosis_evidence.moc"
