// SPDX-License-Identifier: MIT
#include "core/engine/speed_meter.h"

#include <QTest>

using namespace sluice;
using namespace sluice::engine;
using namespace std::chrono_literals;

class TestSpeedMeter : public QObject
{
    Q_OBJECT

    const async::Clock::time_point m_start{1h};

private Q_SLOTS:
    void saysNothingBeforeTwoSamples()
    {
        SpeedMeter meter;
        QCOMPARE(meter.bytesPerSecond(), 0);
        meter.sample(1000, m_start);
        QCOMPARE(meter.bytesPerSecond(), 0);
        meter.sample(1500, m_start + 500ms);
        QCOMPARE(meter.bytesPerSecond(), 1000);
    }

    void isTheMeanOfTheWindow()
    {
        SpeedMeter meter;
        // Ten seconds at 100 B/s, then three at 1,000 B/s: the first are forgotten.
        qint64 bytes = 0;
        for (int i = 0; i <= 100; ++i, bytes += 10)
            meter.sample(bytes, m_start + i * 100ms);
        QCOMPARE(meter.bytesPerSecond(), 100);
        for (int i = 1; i <= 30; ++i, bytes += 100)
            meter.sample(bytes, m_start + 10s + i * 100ms);
        QVERIFY(meter.bytesPerSecond() >= 950 && meter.bytesPerSecond() <= 1000);
    }

    void fallsToNothingInSilence()
    {
        SpeedMeter meter;
        meter.sample(0, m_start);
        meter.sample(1'000'000, m_start + 100ms);
        for (int i = 2; i <= 40; ++i)
            meter.sample(1'000'000, m_start + i * 100ms);
        QCOMPARE(meter.bytesPerSecond(), 0);
    }

    void startsAfreshWhenTheCountFalls()
    {
        SpeedMeter meter;
        meter.sample(0, m_start);
        meter.sample(1'000'000, m_start + 1s);
        meter.sample(10, m_start + 2s);
        QCOMPARE(meter.bytesPerSecond(), 0);
        meter.sample(110, m_start + 3s);
        QCOMPARE(meter.bytesPerSecond(), 100);
    }

    void twoSamplesAtOneMomentAreNoSpeed()
    {
        SpeedMeter meter;
        meter.sample(0, m_start);
        meter.sample(1'000'000, m_start);
        QCOMPARE(meter.bytesPerSecond(), 0);
    }

    void resetForgets()
    {
        SpeedMeter meter;
        meter.sample(0, m_start);
        meter.sample(100, m_start + 1s);
        meter.reset();
        QCOMPARE(meter.bytesPerSecond(), 0);
    }
};

QTEST_APPLESS_MAIN(TestSpeedMeter)
#include "tst_speed_meter.moc"
