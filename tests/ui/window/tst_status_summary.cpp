// SPDX-License-Identifier: MIT
#include "ui/window/status_summary.h"

#include "ui/style/format.h"
#include "ui/window/sparkline.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;
using download::State;

class TestStatusSummary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void sumsUp();
    void countsEverythingThatWaits();
    void doesNotGuessATime_data();
    void doesNotGuessATime();
    void lineEndsAtTheRight();
    void lineKeepsItsScale();
    void showsWhatItIsTold();
};

void TestStatusSummary::sumsUp()
{
    engine::Totals totals;
    totals.limit = 5;
    totals.active = 5;
    totals.byState[static_cast<std::size_t>(State::Waiting)] = 118;
    totals.speed = 48'000'000;
    totals.bytesLeft = 3'200'000'000;
    const StatusTexts texts = statusTexts(totals);
    QCOMPARE(texts.slots, u"5 of 5 in use"_s);
    QCOMPARE(texts.waiting, u"118 waiting"_s);
    QVERIFY(texts.speed.startsWith(u"48"_s));
    QVERIFY(texts.left.startsWith(u"3.2"_s) && texts.left.endsWith(u"left"_s));
    QCOMPARE(texts.time, roughText(66'666));
}

void TestStatusSummary::countsEverythingThatWaits()
{
    engine::Totals totals;
    totals.byState[static_cast<std::size_t>(State::Queued)] = 1;
    totals.byState[static_cast<std::size_t>(State::Waiting)] = 2;
    totals.byState[static_cast<std::size_t>(State::Backoff)] = 4;
    totals.byState[static_cast<std::size_t>(State::Paused)] = 8;
    QCOMPARE(statusTexts(totals).waiting, u"7 waiting"_s);
}

void TestStatusSummary::doesNotGuessATime_data()
{
    QTest::addColumn<qint64>("speed");
    QTest::addColumn<qint64>("left");
    QTest::addColumn<int>("unknown");
    QTest::newRow("nothing moves?") << qint64{0} << qint64{1'000} << 0;
    QTest::newRow("nothing is left?") << qint64{1'000} << qint64{0} << 0;
    QTest::newRow("some totals are unknown?") << qint64{1'000} << qint64{1'000} << 1;
    QTest::newRow("it would take years?") << qint64{1} << qint64{4'000'000'000'000'000'000} << 0;
}

void TestStatusSummary::doesNotGuessATime()
{
    QFETCH(qint64, speed);
    QFETCH(qint64, left);
    QFETCH(int, unknown);
    engine::Totals totals;
    totals.speed = speed;
    totals.bytesLeft = left;
    totals.unknownTotals = unknown;
    QVERIFY(statusTexts(totals).time.isEmpty());
}

void TestStatusSummary::lineEndsAtTheRight()
{
    const std::vector<qint64> values{0, 50, 100};
    const QPolygonF line = sparkPoints(values, 11, 100, QRectF(0, 0, 100, 20));
    QCOMPARE(line.size(), 3);
    QCOMPARE(line.last(), QPointF(100, 0));
    QCOMPARE(line[1], QPointF(90, 10));
    QCOMPARE(line.first(), QPointF(80, 20));
}

void TestStatusSummary::lineKeepsItsScale()
{
    const QRectF area(0, 0, 100, 20);
    QVERIFY(sparkPoints(std::vector<qint64>{1}, 10, 1, area).isEmpty());
    QVERIFY(sparkPoints(std::vector<qint64>{}, 10, 1, area).isEmpty());
    const QPolygonF flat = sparkPoints(std::vector<qint64>{0, 0}, 10, 0, area);
    QCOMPARE(flat.last().y(), 20.0);
    const QPolygonF over = sparkPoints(std::vector<qint64>{5, 500}, 10, 100, area);
    QCOMPARE(over.last().y(), 0.0);
    const std::vector<qint64> many(100, 1);
    QCOMPARE(sparkPoints(many, 10, 1, area).size(), 10);
}

void TestStatusSummary::showsWhatItIsTold()
{
    StatusSummary summary;
    engine::Totals totals;
    totals.limit = 5;
    totals.active = 2;
    summary.setTotals(totals);
    QCOMPARE(summary.text(), u"2 of 5 in use"_s);
    QCOMPARE(summary.accessibleName(), summary.text());
}

QTEST_MAIN(TestStatusSummary)
#include "tst_status_summary.moc"
