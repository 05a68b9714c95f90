// SPDX-License-Identifier: MIT
#include "core/trace/recorder.h"

#include <QTest>

using namespace sluice::trace;

namespace {

/// Clocks that a test moves.
struct FakeClocks {
    Micros steady = 5'000'000;
    qint64 wallMs = 1'000;
    int asked = 0;

    Recorder::Clocks clocks()
    {
        return {[this] {
                    ++asked;
                    return steady;
                },
            [this] {
                return wallMs;
            }};
    }
};

} // namespace

class TestRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsAtZero();
    void stampsWhatHasNoTime();
    void keepsATimeThatIsGiven();
    void keepsTheOrder();
    void handsOutOnce();
    void notesNothingWhenOff();
};

void TestRecorder::beginsAtZero()
{
    FakeClocks clocks;
    Recorder recorder(true, clocks.clocks());
    QVERIFY(recorder.isOn());
    QCOMPARE(recorder.now(), 0);
    clocks.steady += 250;
    QCOMPARE(recorder.now(), 250);
}

void TestRecorder::stampsWhatHasNoTime()
{
    FakeClocks clocks;
    Recorder recorder(true, clocks.clocks());
    clocks.steady += 40;
    recorder.note(Removed{0, 7});
    const Batch batch = recorder.take();
    QCOMPARE(batch.events.size(), 1U);
    QCOMPARE(std::get<Removed>(batch.events[0]).at, 40);
    QCOMPARE(std::get<Removed>(batch.events[0]).id, 7);
}

void TestRecorder::keepsATimeThatIsGiven()
{
    FakeClocks clocks;
    Recorder recorder(true, clocks.clocks());
    clocks.steady += 40;
    recorder.note(Removed{12, 7});
    QCOMPARE(std::get<Removed>(recorder.take().events.at(0)).at, 12);
}

void TestRecorder::keepsTheOrder()
{
    FakeClocks clocks;
    Recorder recorder(true, clocks.clocks());
    recorder.note(LimitsSet{1, 4, 0, 0});
    recorder.note(Described{3, QString(), 10});
    recorder.note(Removed{2, 3});
    const Batch batch = recorder.take();
    QCOMPARE(batch.events.size(), 3U);
    QVERIFY(std::holds_alternative<LimitsSet>(batch.events[0]));
    QVERIFY(std::holds_alternative<Described>(batch.events[1]));
    QVERIFY(std::holds_alternative<Removed>(batch.events[2]));
}

void TestRecorder::handsOutOnce()
{
    FakeClocks clocks;
    Recorder recorder(true, clocks.clocks());
    recorder.note(Removed{1, 3});
    clocks.steady += 100;
    clocks.wallMs = 2'000;
    const Batch first = recorder.take();
    QCOMPARE(first.now, 100);
    QCOMPARE(first.wallMs, 2'000);
    QCOMPARE(first.events.size(), 1U);
    // The clocks go on without events, too.
    clocks.steady += 100;
    clocks.wallMs = 1'500;
    const Batch second = recorder.take();
    QCOMPARE(second.now, 200);
    QCOMPARE(second.wallMs, 1'500);
    QVERIFY(second.events.empty());
}

void TestRecorder::notesNothingWhenOff()
{
    FakeClocks clocks;
    Recorder recorder(false, clocks.clocks());
    const int asked = clocks.asked;
    recorder.note(Removed{0, 3});
    QVERIFY(!recorder.isOn());
    QCOMPARE(recorder.now(), 0);
    const Batch batch = recorder.take();
    QCOMPARE(batch.wallMs, 0);
    QVERIFY(batch.events.empty());
    QCOMPARE(clocks.asked, asked);
}

QTEST_APPLESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
