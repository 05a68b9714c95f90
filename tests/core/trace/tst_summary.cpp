// SPDX-License-Identifier: MIT
#include "core/trace/summary.h"
#include "tests/core/trace/sample_recording.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::trace;
using namespace sluice::trace::testing;

class TestSummary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofNothing();
    void ofSomethingOfEverything();
    void ofManyDownloads();
    void hugeNumbersDoNotOverflow();
};

void TestSummary::ofNothing()
{
    const Summary sum = summarise(Recording());
    QCOMPARE(sum.downloads, 0);
    QCOMPARE(sum.wall, 0);
    QCOMPARE(sum.meanRate, 0);
    QVERIFY(sum.slowest.empty() && sum.failures.empty());
}

void TestSummary::ofSomethingOfEverything()
{
    const Summary sum = summarise(sampleRecording());
    QCOMPARE(sum.downloads, 4);
    QCOMPARE(sum.done, 1);
    QCOMPARE(sum.failed, 1);
    QCOMPARE(sum.cancelled, 0);
    QCOMPARE(sum.unfinished, 2);
    QCOMPARE(sum.attempts, 5);
    QCOMPARE(sum.failedAttempts, 2);
    QCOMPARE(sum.bytes, 3'000'000 + 700'001 + 500'000);
    QCOMPARE(sum.wall, 12'000'000);
    QCOMPARE(sum.meanRate, 4'200'001 / 12);
    QVERIFY(sum.peakRate >= 3'000'000);
    QCOMPARE(sum.peakInFlight, 1);
    QCOMPARE(sum.leastLimit, 2);
    QCOMPARE(sum.mostLimit, 3);
    QCOMPARE(sum.timeIn[std::size_t(Phase::Backoff)], 1'100'000);
    QCOMPARE(sum.timeIn[std::size_t(Phase::Tls)], 40'000);
    QCOMPARE(sum.timeIn[std::size_t(Phase::Done)], 0);
    QCOMPARE(sum.failures, (std::map<ErrorKind, qint64>{{ErrorKind::HttpStatus, 1}, {ErrorKind::TimeoutConnect, 1}}));
    QCOMPARE(sum.slowest.size(), 4U);
    QCOMPARE(sum.slowest[0].track, 1U); // still under way
    QCOMPARE(sum.slowest[0].time, 4'000'000);
    QCOMPARE(sum.slowest[0].bytes, 500'000);
}

void TestSummary::ofManyDownloads()
{
    const Summary sum = summarise(longRecording(1'000));
    QCOMPARE(sum.downloads, 1'000);
    QCOMPARE(sum.done, 1'000);
    QCOMPARE(sum.peakInFlight, 16);
    QCOMPARE(sum.slowest.size(), kMostSlow);
    QVERIFY(std::ranges::is_sorted(sum.slowest, std::greater{}, &Summary::Slow::time));
}

void TestSummary::hugeNumbersDoNotOverflow()
{
    Recording recording;
    Batch batch;
    batch.now = 1'000'000;
    batch.wallMs = 1;
    batch.events.emplace_back(Added{0, 1, u"a"_s, {}, {}});
    Entered entered;
    entered.id = 1;
    entered.phase = Phase::Receiving;
    entered.attempt = 1;
    batch.events.emplace_back(entered);
    batch.events.emplace_back(Received{1'000'000, 1, 1, kNone, 0, std::numeric_limits<qint64>::max()});
    recording.apply(batch);
    const Summary sum = summarise(recording);
    QVERIFY(sum.bytes > 0 && sum.meanRate > 0 && sum.peakRate > 0);
}

QTEST_APPLESS_MAIN(TestSummary)
#include "tst_summary.moc"
