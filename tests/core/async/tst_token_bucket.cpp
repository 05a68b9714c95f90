// SPDX-License-Identifier: MIT
#include "core/async/task_scope.h"
#include "core/async/token_bucket.h"
#include "tests/core/async/helpers.h"

#include <QTest>

#include <chrono>
#include <cmath>
#include <limits>
#include <random>

using namespace std::chrono_literals;
using namespace sluice::async;
using namespace sluice::test;

namespace {

/// A clock that stands still until it is moved.
struct FakeClock {
    Clock::time_point time = Clock::time_point(1h);

    TokenBucket::Now now()
    {
        return [this] {
            return time;
        };
    }
};

/// Takes until it has `bytes` in all.
Task<> takeAll(TokenBucket *bucket, qint64 bytes)
{
    while (bytes > 0) {
        const qint64 granted = co_await bucket->take(bytes, std::stop_token());
        bytes -= granted;
    }
}

} // namespace

class TestTokenBucket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void howMuchCanBeSavedUp_data();
    void howMuchCanBeSavedUp();
    void doesItStartEmpty();
    void isOnlyWhatIsThereGranted();
    void doFractionsOfAByteCount();
    void isTheBurstTheMostThatIsSavedUp();
    void howLongUntilItCanGrant_data();
    void howLongUntilItCanGrant();
    void isAnUnlimitedOneWithoutLimit();
    void doesTheEmptiestOfTheChainDecide();
    void doSiblingsShareTheirParent();
    void isWhatWasNotUsedGivenBackToAll();
    void doesANewRateCutWhatWasSaved();
    void doesANewRateHoldFromNowOn();
    void isTheRateKeptOverTime_data();
    void isTheRateKeptOverTime();
    void doesATakeOfNothingReturnAtOnce();
    void isATakeFromAnUnlimitedOneDoneAtOnce();
    void doesATakeWaitForItsBytes();
    void doesATakeAskAgainWhenOthersWereFaster();
    void doesAStopEndATake_data();
    void doesAStopEndATake();
    void doesATakeLastAsLongAsTheRateSays();
};

void TestTokenBucket::howMuchCanBeSavedUp_data()
{
    QTest::addColumn<qint64>("rate");
    QTest::addColumn<qint64>("burst");
    QTest::newRow("at one byte a second?") << qint64(1) << qint64(1);
    QTest::newRow("at nineteen?") << qint64(19) << qint64(1);
    QTest::newRow("at a thousand?") << qint64(1000) << qint64(50);
    QTest::newRow("at a gigabyte?") << qint64(1'000'000'000) << qint64(50'000'000);
}

void TestTokenBucket::howMuchCanBeSavedUp()
{
    QFETCH(qint64, rate);
    QFETCH(qint64, burst);
    QCOMPARE(TokenBucket(rate).burst(), burst);
}

void TestTokenBucket::doesItStartEmpty()
{
    FakeClock clock;
    TokenBucket bucket(1000, nullptr, clock.now());
    QCOMPARE(bucket.tryTake(1), qint64(0));
    QCOMPARE(bucket.rate(), qint64(1000));
}

void TestTokenBucket::isOnlyWhatIsThereGranted()
{
    FakeClock clock;
    TokenBucket bucket(1000, nullptr, clock.now());
    clock.time += 30ms;
    QCOMPARE(bucket.tryTake(10), qint64(10));
    QCOMPARE(bucket.tryTake(100), qint64(20));
    QCOMPARE(bucket.tryTake(100), qint64(0));
    QCOMPARE(bucket.tryTake(0), qint64(0));
    QCOMPARE(bucket.tryTake(-5), qint64(0));
}

void TestTokenBucket::doFractionsOfAByteCount()
{
    FakeClock clock;
    TokenBucket bucket(4, nullptr, clock.now());
    clock.time += 125ms;
    QCOMPARE(bucket.tryTake(1), qint64(0));
    clock.time += 125ms;
    QCOMPARE(bucket.tryTake(1), qint64(1));
}

void TestTokenBucket::isTheBurstTheMostThatIsSavedUp()
{
    FakeClock clock;
    TokenBucket bucket(1000, nullptr, clock.now());
    clock.time += 24h * 365;
    QCOMPARE(bucket.tryTake(std::numeric_limits<qint64>::max()), bucket.burst());
}

void TestTokenBucket::howLongUntilItCanGrant_data()
{
    QTest::addColumn<qint64>("rate");
    QTest::addColumn<qint64>("wanted");
    QTest::addColumn<std::chrono::nanoseconds>("wait");
    QTest::newRow("ten bytes?") << qint64(1000) << qint64(10) << std::chrono::nanoseconds(10ms);
    QTest::newRow("a burst?") << qint64(1000) << qint64(50) << std::chrono::nanoseconds(50ms);
    QTest::newRow("more than a burst?") << qint64(1000) << qint64(5000) << std::chrono::nanoseconds(50ms);
    QTest::newRow("one byte at one a second?") << qint64(1) << qint64(1) << std::chrono::nanoseconds(1s);
    QTest::newRow("nothing?") << qint64(1000) << qint64(0) << std::chrono::nanoseconds(0);
    QTest::newRow("anything without a limit?") << qint64(0) << qint64(1'000'000) << std::chrono::nanoseconds(0);
}

void TestTokenBucket::howLongUntilItCanGrant()
{
    QFETCH(qint64, rate);
    QFETCH(qint64, wanted);
    QFETCH(std::chrono::nanoseconds, wait);
    FakeClock clock;
    TokenBucket bucket(rate, nullptr, clock.now());
    QCOMPARE(bucket.timeUntil(wanted), wait);
    clock.time += wait;
    QCOMPARE(bucket.timeUntil(wanted), std::chrono::nanoseconds(0));
}

void TestTokenBucket::isAnUnlimitedOneWithoutLimit()
{
    TokenBucket parent;
    TokenBucket child(0, &parent);
    QVERIFY(child.isUnlimited());
    QCOMPARE(child.tryTake(std::numeric_limits<qint64>::max()), std::numeric_limits<qint64>::max());
    parent.setRate(5);
    QVERIFY(!child.isUnlimited());
    parent.setRate(-5);
    QVERIFY(child.isUnlimited());
    QCOMPARE(parent.rate(), qint64(0));
}

void TestTokenBucket::doesTheEmptiestOfTheChainDecide()
{
    FakeClock clock;
    TokenBucket all(1000, nullptr, clock.now());
    TokenBucket host(0, &all, clock.now());
    TokenBucket download(400, &host, clock.now());
    clock.time += 50ms;
    QCOMPARE(download.tryTake(100), qint64(20));
    QCOMPARE(host.tryTake(100), qint64(30)); // the 20 counted above as well
    clock.time += 50ms;
    QCOMPARE(all.tryTake(45), qint64(45));
    QCOMPARE(download.tryTake(100), qint64(5));
    QCOMPARE(download.timeUntil(20), std::chrono::nanoseconds(20ms)); // 20 at 1000 bytes a second; 5 at 400 is less
}

void TestTokenBucket::doSiblingsShareTheirParent()
{
    FakeClock clock;
    TokenBucket all(1000, nullptr, clock.now());
    TokenBucket one(0, &all, clock.now());
    TokenBucket two(0, &all, clock.now());
    clock.time += 50ms;
    QCOMPARE(one.tryTake(30), qint64(30));
    QCOMPARE(two.tryTake(30), qint64(20));
}

void TestTokenBucket::isWhatWasNotUsedGivenBackToAll()
{
    FakeClock clock;
    TokenBucket all(1000, nullptr, clock.now());
    TokenBucket one(500, &all, clock.now());
    clock.time += 50ms;
    QCOMPARE(one.tryTake(25), qint64(25));
    one.putBack(10);
    QCOMPARE(one.tryTake(25), qint64(10));
    QCOMPARE(all.tryTake(100), qint64(25));
    one.putBack(1'000'000); // never more than a burst
    QCOMPARE(one.tryTake(100), qint64(25));
}

void TestTokenBucket::doesANewRateCutWhatWasSaved()
{
    FakeClock clock;
    TokenBucket bucket(1000, nullptr, clock.now());
    clock.time += 50ms;
    bucket.setRate(100);
    QCOMPARE(bucket.tryTake(100), qint64(5));
}

void TestTokenBucket::doesANewRateHoldFromNowOn()
{
    FakeClock clock;
    TokenBucket bucket(1000, nullptr, clock.now());
    clock.time += 10ms;
    bucket.setRate(2000);
    clock.time += 10ms;
    QCOMPARE(bucket.tryTake(1000), qint64(30)); // 10 of the old, 20 of the new
    bucket.setRate(0);
    clock.time += 10s;
    bucket.setRate(1000);
    QCOMPARE(bucket.tryTake(1000), qint64(0)); // the time without a limit saved up nothing
}

void TestTokenBucket::isTheRateKeptOverTime_data()
{
    QTest::addColumn<qint64>("rate");
    QTest::newRow("a kilobyte?") << qint64(1000);
    QTest::newRow("a hundred of them?") << qint64(100'000);
    QTest::newRow("a gigabyte?") << qint64(1'000'000'000);
}

void TestTokenBucket::isTheRateKeptOverTime()
{
    QFETCH(qint64, rate);
    FakeClock clock;
    TokenBucket bucket(rate, nullptr, clock.now());
    std::mt19937 random(1);
    const auto begin = clock.time;
    qint64 taken = 0;
    while (clock.time - begin < 100s) {
        clock.time += std::chrono::microseconds(random() % 40'000);
        taken += bucket.tryTake(rate);
    }
    const double seconds = std::chrono::duration<double>(clock.time - begin).count();
    const auto flowed = static_cast<double>(rate) * seconds;
    QVERIFY(static_cast<double>(taken) <= flowed + 1);
    QVERIFY(static_cast<double>(taken) >= flowed - static_cast<double>(bucket.burst()) - 1);
}

void TestTokenBucket::doesATakeOfNothingReturnAtOnce()
{
    TokenBucket bucket(1);
    for (const qint64 wanted : {qint64(0), qint64(-1)}) {
        auto task = bucket.take(wanted, {});
        QVERIFY(task.isReady());
        QCOMPARE(waitForTask(std::move(task)), qint64(0));
    }
}

void TestTokenBucket::isATakeFromAnUnlimitedOneDoneAtOnce()
{
    TokenBucket bucket;
    auto task = bucket.take(1'000'000, {});
    QVERIFY(task.isReady());
    QCOMPARE(waitForTask(std::move(task)), qint64(1'000'000));
}

void TestTokenBucket::doesATakeWaitForItsBytes()
{
    FakeClock clock;
    TokenBucket bucket(1000, nullptr, clock.now());
    auto task = bucket.take(5000, {});
    QVERIFY(!task.isReady());
    clock.time += 50ms;
    QCOMPARE(waitForTask(std::move(task)), qint64(50));
}

void TestTokenBucket::doesATakeAskAgainWhenOthersWereFaster()
{
    FakeClock clock;
    TokenBucket bucket(1000, nullptr, clock.now());
    auto task = bucket.take(20, {});
    clock.time += 20ms;
    QCOMPARE(bucket.tryTake(20), qint64(20));
    const auto end = endOf(std::move(task));
    // Its own sleep lasts 20 ms; one that lasts longer and began later ends after it has asked again.
    waitForTask(takeAll(std::make_unique<TokenBucket>(1000).get(), 40));
    QCOMPARE(*end, End::Running);
    clock.time += 20ms;
    QTRY_COMPARE(*end, End::Value);
}

void TestTokenBucket::doesAStopEndATake_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("one that came before?") << true;
    QTest::newRow("one that comes meanwhile?") << false;
}

void TestTokenBucket::doesAStopEndATake()
{
    QFETCH(bool, before);
    FakeClock clock;
    TokenBucket bucket(1, nullptr, clock.now());
    std::stop_source source;
    if (before)
        source.request_stop();
    const auto end = endOf(bucket.take(1, source.get_token()));
    source.request_stop();
    spin();
    QCOMPARE(*end, End::Stopped);
    clock.time += 1s;
    QCOMPARE(bucket.tryTake(1), qint64(1)); // nothing was taken
}

void TestTokenBucket::doesATakeLastAsLongAsTheRateSays()
{
    TokenBucket all(10'000);
    TokenBucket one(0, &all);
    TokenBucket two(0, &all);
    const auto begin = Clock::now();
    TaskScope scope;
    scope.spawn(takeAll(&one, 500));
    scope.spawn(takeAll(&two, 500));
    waitForTask(scope.join());
    QVERIFY(Clock::now() - begin >= 99ms);
}

QTEST_GUILESS_MAIN(TestTokenBucket)
#include "tst_token_bucket.moc"
