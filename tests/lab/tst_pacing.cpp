// SPDX-License-Identifier: MIT
#include "app/demo/body_stream.h"
#include "app/demo/pacing.h"
#include "app/demo/pattern.h"
#include "app/demo/trouble.h"

#include <QTest>

using namespace sluice::demo;

class TestPacing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRate_data();
    void keepsTheRate();
    void noBurstAfterAPause();
    void noLimit();
    void firstTroubleFirst();
    void streams();
    void repeats();
};

void TestPacing::keepsTheRate_data()
{
    QTest::addColumn<qint64>("rate");
    QTest::newRow("one byte a second?") << qint64(1);
    QTest::newRow("seven?") << qint64(7);
    QTest::newRow("a thousand?") << qint64(1000);
    QTest::newRow("twenty million?") << qint64(20'000'000);
}

void TestPacing::keepsTheRate()
{
    QFETCH(qint64, rate);
    constexpr qint64 kSeconds = 100;
    Pacer pacer(rate, 1000);
    qint64 sent = 0;
    for (qint64 now = 1000; now <= 1000 + kSeconds * 1000; now += Pacer::kTickMs) {
        const qint64 allowed = pacer.allowance(now);
        QVERIFY(allowed >= 0);
        pacer.spend(allowed);
        sent += allowed;
        QVERIFY(sent <= rate * (now - 1000) / 1000);
    }
    QCOMPARE(sent, rate * kSeconds);
}

void TestPacing::noBurstAfterAPause()
{
    Pacer pacer(1000, 0);
    QCOMPARE(pacer.allowance(0), 0);
    QCOMPARE(pacer.allowance(1'000'000), Pacer::kBurstMs + 1);
    pacer.spend(Pacer::kBurstMs + 1);
    QCOMPARE(pacer.allowance(1'000'000), 0);
    QCOMPARE(pacer.allowance(999'999), 0); // a clock that goes backwards gives nothing
    QVERIFY(Pacer(10, 0).nextTickMs() == 100);
    QVERIFY(Pacer(1'000'000, 0).nextTickMs() == Pacer::kTickMs);
}

void TestPacing::noLimit()
{
    Pacer pacer(0, 0);
    pacer.spend(1 << 30);
    QVERIFY(pacer.allowance(0) > (1LL << 60));
}

void TestPacing::firstTroubleFirst()
{
    QVERIFY(nextStop({}, false).what == Trouble::None);
    const Script script{.stallAfterBytes = 10, .resetAfterBytes = 10, .closeAfterBytes = 5};
    QVERIFY(nextStop(script, false).what == Trouble::Close);
    QCOMPARE(nextStop(script, false).at, 5);
    const Script later{.stallAfterBytes = 10, .resetAfterBytes = 10};
    QVERIFY(nextStop(later, false).what == Trouble::Stall);
    QVERIFY(nextStop(later, true).what == Trouble::Reset);
}

void TestPacing::streams()
{
    BodyStream stream({{fixedContent("head"), {1, 4}}, {fixedContent({}), {0, 0}}, {{.seed = 3}, {10, 20}}});
    QCOMPARE(stream.length(), 13);
    QCOMPARE(stream.read(0), QByteArray());
    QCOMPARE(stream.read(2), QByteArray("ea"));
    QCOMPARE(stream.read(100), QByteArray("d"));
    QCOMPARE(stream.position(), 3);
    QCOMPARE(stream.read(100), patternBytes(3, 10, 10));
    QVERIFY(stream.atEnd());
    QCOMPARE(stream.read(100), QByteArray());
    QVERIFY(BodyStream().atEnd());
    QCOMPARE(chunk(QByteArray(26, 'x')), "1a\r\n" + QByteArray(26, 'x') + "\r\n");
}

void TestPacing::repeats()
{
    const Content content{.fixed = "abc", .size = 3, .repeats = true};
    QCOMPARE(content.bytes(2, 6), QByteArray("cabcab"));
    QCOMPARE(content.bytes(0, 0), QByteArray());
}

QTEST_GUILESS_MAIN(TestPacing)
#include "tst_pacing.moc"
