// SPDX-License-Identifier: MIT
#include "core/download/backoff.h"

#include <QTest>

#include <limits>

using namespace sluice;
using namespace sluice::download;

class TestBackoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waits_data();
    void waits();
    void decisions_data();
    void decisions();
    void everyRunOfFailuresEnds();
};

void TestBackoff::waits_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<double>("jitter");
    QTest::addColumn<qint64>("retryAfter"); // -1 = none
    QTest::addColumn<qint64>("wait");
    const auto row = [](const char *name, int attempt, qint64 first, double jitter, qint64 retryAfter, qint64 wait) {
        QTest::newRow(name) << attempt << first << jitter << retryAfter << wait;
    };
    constexpr qint64 kDay = 24LL * 60 * 60 * 1000;
    row("is the first wait at least half of what was set?", 1, 1000, 0, -1, 500);
    row("is the first wait at most what was set?", 1, 1000, 1, -1, 1000);
    row("does the jitter lie between?", 1, 1000, 0.5, -1, 750);
    row("does it double?", 2, 1000, 1, -1, 2000);
    row("does it double again?", 3, 1000, 1, -1, 4000);
    row("does it stop at five minutes?", 10, 1000, 1, -1, kMaxBackoffMs);
    row("does it stay there for ever?", std::numeric_limits<int>::max(), 1000, 1, -1, kMaxBackoffMs);
    row("is a first wait beyond the maximum cut?", 1, 10 * kMaxBackoffMs, 1, -1, kMaxBackoffMs);
    row("is the largest number cut?", 5, std::numeric_limits<qint64>::max(), 1, -1, kMaxBackoffMs);
    row("is an odd wait not lost?", 1, 1, 0, -1, 1);
    row("is no wait no wait?", 5, 0, 1, -1, 0);
    row("is a negative wait no wait?", 5, -1000, 1, -1, 0);
    row("is attempt 0 the first?", 0, 1000, 1, -1, 1000);
    row("is a negative attempt the first?", -5, 1000, 1, -1, 1000);
    row("is too much jitter cut?", 1, 1000, 7, -1, 1000);
    row("is negative jitter none?", 1, 1000, -7, -1, 500);
    row("is jitter that is no number none?", 1, 1000, std::numeric_limits<double>::quiet_NaN(), -1, 500);
    row("is Retry-After a minimum?", 1, 1000, 0, 60'000, 60'000);
    row("does jitter come on top of Retry-After?", 1, 1000, 1, 60'000, 60'500);
    row("does a short Retry-After not shorten the wait?", 3, 1000, 0, 100, 2000);
    row("is a Retry-After of nought no minimum?", 1, 1000, 0, 0, 500);
    row("is Retry-After longer than the maximum waited for?", 1, 1000, 0, kDay, kDay);
    row("is Retry-After cut to a day?", 1, 1000, 0, 10 * kDay, kDay);
}

void TestBackoff::waits()
{
    QFETCH(int, attempt);
    QFETCH(qint64, first);
    QFETCH(double, jitter);
    QFETCH(qint64, retryAfter);
    QFETCH(qint64, wait);
    const std::optional<qint64> asked = retryAfter < 0 ? std::nullopt : std::optional(retryAfter);
    QCOMPARE(backoffMs(attempt, first, jitter, asked), wait);
    if (!asked)
        QVERIFY(backoffMs(attempt, first, jitter, -1) == wait); // a negative one asks for nothing
}

void TestBackoff::decisions_data()
{
    QTest::addColumn<RetryClass>("retryClass");
    QTest::addColumn<qint64>("retryAfter");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<int>("immediate");
    QTest::addColumn<int>("retries");
    QTest::addColumn<bool>("retry");
    QTest::addColumn<bool>("atOnce");
    QTest::addColumn<qint64>("wait");
    const auto row
        = [](const char *name, RetryClass retryClass, qint64 retryAfter, RetryCount count, RetryDecision decision) {
              QTest::newRow(name) << retryClass << retryAfter << count.attempt << count.immediate << count.retries
                                  << decision.retry << decision.immediate << decision.waitMs;
          };
    const RetryDecision giveUp;
    using enum RetryClass;
    row("does a hopeless error give up?", Never, -1, {1, 0, 5}, giveUp);
    row("does a hopeless error give up in spite of Retry-After?", Never, 1000, {1, 0, 5}, giveUp);
    row("does it wait after the first failure?", AfterBackoff, -1, {1, 0, 5}, {true, false, 1000});
    row("does it wait longer after the third?", AfterBackoff, -1, {3, 0, 5}, {true, false, 4000});
    row("is the last retry allowed?", AfterBackoff, -1, {5, 0, 5}, {true, false, 16'000});
    row("is there none after the last?", AfterBackoff, -1, {6, 0, 5}, giveUp);
    row("is there none where none is allowed?", AfterBackoff, -1, {1, 0, 0}, giveUp);
    row("is Retry-After waited for?", AfterBackoff, 90'000, {1, 0, 5}, {true, false, 90'500});
    row("is a void attempt repeated at once?", Now, -1, {1, 0, 5}, {true, true, 0});
    row("is it repeated where no retry is allowed?", Now, -1, {1, 0, 0}, {true, true, 0});
    row("is it repeated a second time?", Now, -1, {2, 1, 5}, {true, true, 0});
    row("does the third time wait?", Now, -1, {3, 2, 5}, {true, false, 4000});
    row("does the third time give up where no retry is left?", Now, -1, {3, 2, 2}, giveUp);
    row("does Retry-After go before at once?", Now, 90'000, {1, 0, 5}, {true, false, 90'500});
    row("does a Retry-After of nought not?", Now, 0, {1, 0, 5}, {true, true, 0});
}

void TestBackoff::decisions()
{
    QFETCH(RetryClass, retryClass);
    QFETCH(qint64, retryAfter);
    QFETCH(int, attempt);
    QFETCH(int, immediate);
    QFETCH(int, retries);
    QFETCH(bool, retry);
    QFETCH(bool, atOnce);
    QFETCH(qint64, wait);
    Error error;
    error.retry = retryClass;
    if (retryAfter >= 0)
        error.retryAfterMs = retryAfter;
    QCOMPARE(decideRetry(error, {attempt, immediate, retries}, 1000, 1.0), (RetryDecision{retry, atOnce, wait}));
}

void TestBackoff::everyRunOfFailuresEnds()
{
    Error error;
    error.retry = RetryClass::Now;
    RetryCount count{1, 0, 5};
    int waits = 0;
    for (;;) {
        const RetryDecision decision = decideRetry(error, count, 1000, 0.5);
        if (!decision.retry)
            break;
        waits += !decision.immediate;
        count.immediate = decision.immediate ? count.immediate + 1 : 0;
        ++count.attempt;
        QVERIFY(count.attempt < 20);
    }
    QVERIFY(waits >= 1);
    QCOMPARE_GE(count.attempt, 6);
}

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
