// SPDX-License-Identifier: MIT
#include "app/get/look_pace.h"

#include <QTest>

#include <limits>

using namespace sluice::app;

class TestLookPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNextLook_data()
    {
        QTest::addColumn<int>("unfinished");
        QTest::addColumn<int>("ended");
        QTest::addColumn<qlonglong>("sinceMs");
        QTest::addColumn<int>("wait");
        QTest::newRow("is a long run looked at calmly?") << 100'000 << 1'000 << 50LL << kCalmLookMs;
        QTest::newRow("is half of what is left waited for?") << 800 << 1'000 << 50LL << 20;
        QTest::newRow("does the end come near in short steps?") << 200 << 1'000 << 50LL << kBusyLookMs;
        QTest::newRow("is a handful looked at often?") << 100 << 0 << 50LL << kBusyLookMs;
        QTest::newRow("is one looked at often?") << 1 << 0 << 5LL << kBusyLookMs;
        QTest::newRow("is a run that stands still left alone?") << 5'000 << 0 << 50LL << kCalmLookMs;
        QTest::newRow("does a look without time in between count?") << 1'000 << 10 << 0LL << kCalmLookMs;
        QTest::newRow("do huge counts not overflow?")
            << std::numeric_limits<int>::max() << 1 << 1'000'000'000LL << kCalmLookMs;
    }

    void theNextLook()
    {
        QFETCH(int, unfinished);
        QFETCH(int, ended);
        QFETCH(qlonglong, sinceMs);
        QTEST(nextLookMs(unfinished, ended, sinceMs), "wait");
    }

    void theEndIsSeenSoon()
    {
        // A steady run, looked at as the rule says: the last look is at most a short wait after the end.
        constexpr int kPerMs = 20;
        int left = 10'000;
        int ended = 0;
        long long since = kCalmLookMs;
        long long now = 0;
        int looks = 0;
        while (left > 0) {
            QVERIFY(++looks < 200);
            since = nextLookMs(left, ended, since);
            now += since;
            ended = std::min<int>(left, kPerMs * int(since));
            left -= ended;
        }
        QVERIFY2(now <= 10'000 / kPerMs + kBusyLookMs, qPrintable(QString::number(now)));
        QVERIFY(looks < 30);
    }
};

QTEST_GUILESS_MAIN(TestLookPace)
#include "tst_look_pace.moc"
