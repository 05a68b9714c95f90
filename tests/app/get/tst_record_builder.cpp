// SPDX-License-Identifier: MIT
#include "app/get/record_builder.h"
#include "tests/core/trace/same_recording.h"
#include "tests/core/trace/synthetic.h"

#include <QTest>

using namespace sluice;
using namespace sluice::app;
using namespace Qt::StringLiterals;

class TestRecordBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRecordingIsThatOfItsBatches_data()
    {
        QTest::addColumn<qulonglong>("mostWaiting");
        QTest::newRow("when all may wait?") << qulonglong(RecordBuilder::kMostWaiting);
        QTest::newRow("when some may?") << 1'000ULL;
        QTest::newRow("when none may?") << 0ULL;
    }
    void theRecordingIsThatOfItsBatches()
    {
        QFETCH(qulonglong, mostWaiting);
        trace::testing::Plan plan;
        plan.downloads = 2'000;
        RecordBuilder builder(mostWaiting);
        for (const trace::Batch &batch : trace::testing::batches(plan))
            builder.take(batch);
        QCOMPARE(trace::testing::difference(trace::testing::recorded(plan), builder.finish()), QString());
    }

    void theEndIsThatOfWhatWasTaken()
    {
        RecordBuilder builder;
        QCOMPARE(builder.now(), 0);
        builder.take({.now = 5'000, .wallMs = 1, .events = {}});
        QCOMPARE(builder.now(), 5'000);
        QCOMPARE(builder.finish().now(), 5'000);
    }

    void itIsBuiltBesideTheRun()
    {
        // Nobody asks for the end, and nothing else runs here: its own thread does it.
        trace::testing::Plan plan;
        plan.downloads = 20;
        const auto batches = trace::testing::batches(plan);
        std::size_t events = 0;
        for (const trace::Batch &batch : batches)
            events += batch.events.size();
        RecordBuilder builder(events + events / 2);
        for (const trace::Batch &batch : batches)
            builder.take(batch);
        QTRY_VERIFY_WITH_TIMEOUT(builder.isIdle(), 60'000);
    }

    void whatWaitsMayBeForgotten()
    {
        trace::testing::Plan plan;
        plan.downloads = 5'000;
        RecordBuilder builder;
        for (const trace::Batch &batch : trace::testing::batches(plan))
            builder.take(batch);
        QVERIFY(builder.now() > 0);
    }

    void nothingGivesAnEmptyRecording() { QVERIFY(RecordBuilder().finish().isEmpty()); }
};

QTEST_GUILESS_MAIN(TestRecordBuilder)
#include "tst_record_builder.moc"
