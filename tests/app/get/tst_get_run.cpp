// SPDX-License-Identifier: MIT
#include "app/get/get_run.h"
#include "tests/app/get/scripted_port.h"

#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::app;
using sluice::app::testing::ScriptedPort;
using Kind = engine::StateEvent::Kind;
using download::State;

namespace {

class RecordingReporter : public Reporter
{
public:
    std::vector<engine::StateEvent> seen;
    std::vector<Progress> samples;
    std::vector<engine::Notice> notices;
    std::optional<Summary> summary;
    bool interrupted = false;
    bool broken = false;
    /// How many samples had been taken when the last event came.
    std::size_t samplesAtLastEvent = 0;

    void events(std::span<const engine::StateEvent> events) override
    {
        seen.insert(seen.end(), events.begin(), events.end());
        samplesAtLastEvent = samples.size();
    }
    void progress(const Progress &progress) override { samples.push_back(progress); }
    void notice(const engine::Notice &notice) override { notices.push_back(notice); }
    void finish(const Summary &result, qint64, bool wasInterrupted) override
    {
        summary = result;
        interrupted = wasInterrupted;
    }
    int progressIntervalMs() const override { return 5; }
    bool isBroken() const override { return broken; }
};

std::vector<download::Request> requests(int count)
{
    return std::vector<download::Request>(std::size_t(count));
}

engine::Row row(engine::Id id, State state)
{
    engine::Row result;
    result.id = id;
    result.order = -id; // the youngest first, to see the sorting
    result.state = state;
    return result;
}

} // namespace

class TstGetRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWhenEverythingHasEnded();
    void endsWithFailures();
    void waitsForDownloadsNotYetAdded();
    void strangersAreNotReported();
    void interruptionPausesAndWaitsForStandstill();
    void whatIsAddedAfterAnInterruptionIsPausedToo();
    void aBrokenPipeIsAnInterruption();
    void samplesHoldOnlyWhatRuns();
    void anEndedDownloadIsNotSampledAgain();
    void noticesArePassedOnAlsoTheLast();
    void recordsToTheLastMoment();
    void withoutARecordingNothingIsRecorded();
};

void TstGetRun::endsWhenEverythingHasEnded()
{
    ScriptedPort port;
    RecordingReporter reporter;
    GetRun run(port, reporter);
    QSignalSpy finished(&run, &GetRun::finished);
    run.start(requests(2));
    QVERIFY(port.recording);
    QCOMPARE(port.added.size(), std::size_t(2));
    QTRY_COMPARE(reporter.seen.size(), std::size_t(2));
    port.push(Kind::State, 1, State::Receiving);
    port.push(Kind::Done, 1);
    port.push(Kind::Done, 2);
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().toInt(), kExitAllDone);
    QCOMPARE(reporter.seen.size(), std::size_t(5));
    QCOMPARE(reporter.summary->done, 2);
    QVERIFY(!reporter.interrupted);
    QVERIFY(!finished.wait(100)); // once, and no timer goes on
}

void TstGetRun::endsWithFailures()
{
    ScriptedPort port;
    RecordingReporter reporter;
    GetRun run(port, reporter);
    QSignalSpy finished(&run, &GetRun::finished);
    run.start(requests(2));
    port.push(Kind::Done, 1);
    port.push(Kind::Failed, 2);
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().toInt(), kExitSomeFailed);
}

void TstGetRun::waitsForDownloadsNotYetAdded()
{
    ScriptedPort port;
    port.addsAtOnce = false;
    RecordingReporter reporter;
    GetRun run(port, reporter);
    QSignalSpy finished(&run, &GetRun::finished);
    run.start(requests(2));
    port.push(Kind::Added, 1);
    port.push(Kind::Done, 1);
    QTRY_COMPARE(reporter.seen.size(), std::size_t(2));
    QVERIFY(!finished.wait(100));
    port.push(Kind::Added, 2);
    port.push(Kind::Done, 2);
    QVERIFY(finished.wait());
}

void TstGetRun::strangersAreNotReported()
{
    ScriptedPort port;
    RecordingReporter reporter;
    GetRun run(port, reporter);
    QSignalSpy finished(&run, &GetRun::finished);
    port.push(Kind::State, 99, State::Receiving);
    run.start(requests(1));
    port.delta.changed = {row(99, State::Receiving)};
    port.push(Kind::Done, 99);
    QTRY_VERIFY(!reporter.samples.empty());
    QVERIFY(reporter.samples.back().active.empty());
    port.push(Kind::Done, 1);
    QVERIFY(finished.wait());
    QCOMPARE(reporter.seen.size(), std::size_t(2));
    QCOMPARE(reporter.summary->done, 1);
}

void TstGetRun::interruptionPausesAndWaitsForStandstill()
{
    ScriptedPort port;
    RecordingReporter reporter;
    GetRun run(port, reporter);
    QSignalSpy finished(&run, &GetRun::finished);
    run.start(requests(3));
    port.push(Kind::Done, 2);
    QTRY_COMPARE(reporter.seen.size(), std::size_t(4));
    run.interrupt();
    run.interrupt(); // a second time changes nothing
    QCOMPARE(port.paused.size(), std::size_t(1));
    std::ranges::sort(port.paused.front());
    QCOMPARE(port.paused.front(), (std::vector<engine::Id>{1, 3}));
    port.push(Kind::State, 1, State::Paused);
    QVERIFY(!finished.wait(100));
    port.push(Kind::State, 3, State::Paused);
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().toInt(), kExitInterrupted);
    QVERIFY(reporter.interrupted);
    QCOMPARE(reporter.summary->unfinished, 2);
}

void TstGetRun::whatIsAddedAfterAnInterruptionIsPausedToo()
{
    ScriptedPort port;
    port.addsAtOnce = false;
    RecordingReporter reporter;
    GetRun run(port, reporter);
    QSignalSpy finished(&run, &GetRun::finished);
    run.start(requests(2));
    run.interrupt();
    port.push(Kind::Added, 1);
    port.push(Kind::Added, 2);
    QTRY_COMPARE(port.paused.size(), std::size_t(2));
    QCOMPARE(port.paused.back(), (std::vector<engine::Id>{1, 2}));
    port.push(Kind::State, 1, State::Paused);
    port.push(Kind::State, 2, State::Paused);
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().toInt(), kExitInterrupted);
}

void TstGetRun::aBrokenPipeIsAnInterruption()
{
    ScriptedPort port;
    RecordingReporter reporter;
    GetRun run(port, reporter);
    QSignalSpy finished(&run, &GetRun::finished);
    run.start(requests(1));
    QTRY_COMPARE(reporter.seen.size(), std::size_t(1));
    reporter.broken = true;
    QTRY_COMPARE(port.paused, (std::vector<std::vector<engine::Id>>{{1}}));
    port.push(Kind::State, 1, State::Paused);
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().toInt(), kExitInterrupted);
}

void TstGetRun::samplesHoldOnlyWhatRuns()
{
    ScriptedPort port;
    RecordingReporter reporter;
    GetRun run(port, reporter);
    run.start(requests(5));
    QTRY_COMPARE(reporter.seen.size(), std::size_t(5));
    port.delta.changed = {row(1, State::Receiving), row(2, State::Queued), row(3, State::Backoff),
        row(4, State::Waiting), row(5, State::Connecting)};
    port.delta.totals.bytesLeft = 42;
    QTRY_VERIFY(!reporter.samples.empty() && reporter.samples.back().active.size() == 3);
    const Progress &sample = reporter.samples.back();
    QCOMPARE(sample.active[0].id, engine::Id(5));
    QCOMPARE(sample.active[1].id, engine::Id(3));
    QCOMPARE(sample.active[2].id, engine::Id(1));
    QCOMPARE(sample.summary.unfinished, 5);
    port.delta.changed = {row(5, State::Paused)};
    QTRY_COMPARE(reporter.samples.back().active.size(), std::size_t(2));
}

void TstGetRun::anEndedDownloadIsNotSampledAgain()
{
    ScriptedPort port;
    RecordingReporter reporter;
    GetRun run(port, reporter);
    run.start(requests(2));
    QTRY_COMPARE(reporter.seen.size(), std::size_t(2));
    // The rows are older than the events of the same look: the download has ended since.
    port.delta.changed = {row(1, State::Receiving), row(2, State::Receiving)};
    port.push(Kind::Done, 1);
    QTRY_COMPARE(reporter.seen.size(), std::size_t(3));
    QTRY_VERIFY(reporter.samples.size() > reporter.samplesAtLastEvent + 1);
    for (std::size_t i = reporter.samplesAtLastEvent; i < reporter.samples.size(); ++i) {
        for (const engine::Row &active : reporter.samples[i].active)
            QCOMPARE(active.id, engine::Id(2));
    }
}

void TstGetRun::noticesArePassedOnAlsoTheLast()
{
    ScriptedPort port;
    RecordingReporter reporter;
    GetRun run(port, reporter);
    QSignalSpy finished(&run, &GetRun::finished);
    run.start(requests(1));
    port.delta.notices = {{engine::Notice::Kind::DiskFull, {}, {}}};
    QTRY_COMPARE(reporter.notices.size(), std::size_t(1));
    port.push(Kind::Done, 1);
    port.delta.notices = {{engine::Notice::Kind::StoreFailed, {}, {}}};
    QVERIFY(finished.wait());
    QCOMPARE(reporter.notices.size(), std::size_t(2));
}

void TstGetRun::recordsToTheLastMoment()
{
    ScriptedPort port;
    RecordingReporter reporter;
    RecordBuilder record;
    GetRun run(port, reporter);
    run.record(record);
    QSignalSpy finished(&run, &GetRun::finished);
    run.start(requests(1));
    port.trace = {.now = 1'000, .wallMs = 1, .events = {trace::LimitsSet{0, 5, 0, 0}}};
    QTRY_COMPARE(record.now(), 1'000);
    port.push(Kind::Done, 1);
    // What is told of the end comes later than the end.
    QTRY_COMPARE(reporter.seen.size(), std::size_t(2));
    QCOMPARE(finished.size(), 0);
    port.trace = {.now = 2'000, .wallMs = 2, .events = {}};
    QVERIFY(finished.wait());
    QVERIFY(reporter.summary.has_value());
    const trace::Recording recording = record.finish();
    QCOMPARE(recording.now(), 2'000);
    QCOMPARE(recording.limit().peak(), 5);
}

void TstGetRun::withoutARecordingNothingIsRecorded()
{
    ScriptedPort port;
    RecordingReporter reporter;
    GetRun run(port, reporter);
    QSignalSpy finished(&run, &GetRun::finished);
    run.start(requests(1));
    port.push(Kind::Done, 1);
    QVERIFY(finished.wait());
    QCOMPARE(port.tracesTaken, 0);
}

QTEST_GUILESS_MAIN(TstGetRun)
#include "tst_get_run.moc"
