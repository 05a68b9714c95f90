// SPDX-License-Identifier: MIT
#include "core/trace/start_estimate.h"

#include <QTest>

#include <queue>

using namespace sluice::trace;

using Wait = std::optional<Micros>;

class TestStartEstimate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void estimate_data();
    void estimate();
    void agreesWithASimulation();
    void neverRunsBackwardsAlongTheQueue();
};

void TestStartEstimate::estimate_data()
{
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<std::vector<SlotUse>>("used");
    QTest::addColumn<Wait>("service");
    QTest::addColumn<qint64>("place");
    QTest::addColumn<Wait>("start");
    using Used = std::vector<SlotUse>;
    const Wait unknown;
    const auto row = [](const char *question, qint64 limit, const Used &used, Wait service, qint64 place, Wait start) {
        QTest::newRow(question) << limit << used << service << place << start;
    };
    const Used two{{0, 30}, {0, 10}};
    row("does a free slot start the first at once?", 2, {{0, 30}}, unknown, 0, 0);
    row("does the second wait for the slot in use?", 2, {{0, 30}}, unknown, 1, 30);
    row("is the third unknown without a service time?", 2, {{0, 30}}, unknown, 2, unknown);
    row("does the slot that ends first start the first?", 2, two, 100, 0, 10);
    row("and the other the second?", 2, two, 100, 1, 30);
    row("does the third wait for the first to be done?", 2, two, 100, 2, 110);
    row("and the fourth?", 2, two, 100, 3, 130);
    row("is everything unknown without evidence?", 2, {{5, unknown}, {6, unknown}}, unknown, 0, unknown);
    row("does a slot without speed take as long as others did?", 1, {{40, unknown}}, 100, 0, 60);
    row("is one that took longer than others due now?", 1, {{400, unknown}}, 100, 0, 0);
    row("are slots that drain not used again?", 1, {{0, 30}, {0, 10}, {0, 20}}, 100, 0, 30);
    row("does a slot without evidence take no part?", 2, {{0, 30}, {0, unknown}}, unknown, 1, unknown);
    row("is no slot no start?", 0, {}, 100, 0, unknown);
    row("is a limit below nought no start?", -3, two, 100, 0, unknown);
    row("is a place before the queue unknown?", 2, two, 100, -1, unknown);
    row("does the far end of the queue take its turn?", 1, {}, 2'000'000, 99'999, 199'998'000'000);
    row("is a remaining time below nought now?", 1, {{0, -5}}, 100, 0, 0);
    row("is a time beyond all reason unknown?", 1, {{0, std::numeric_limits<Micros>::max()}},
        std::numeric_limits<Micros>::max(), 0, unknown);
    row("is a service of no time at once?", 1, {}, 0, 1'000, 1'000);
}

void TestStartEstimate::estimate()
{
    QFETCH(qint64, limit);
    QFETCH(std::vector<SlotUse>, used);
    QFETCH(Wait, service);
    QFETCH(qint64, place);
    QFETCH(Wait, start);
    const StartEstimate estimate(limit, used, service);
    QCOMPARE(estimate.at(place), start);
}

void TestStartEstimate::agreesWithASimulation()
{
    const std::vector<SlotUse> used{{0, 17}, {0, 930}, {30, std::nullopt}, {0, 44}};
    constexpr Micros service = 71;
    const StartEstimate estimate(6, used, service);
    std::priority_queue<Micros, std::vector<Micros>, std::greater<>> free;
    for (const Micros at : {0, 0, 17, 930, 41, 44})
        free.push(at);
    for (qint64 place = 0; place < 500; ++place) {
        QCOMPARE(estimate.at(place), Wait(free.top()));
        const Micros next = free.top() + service;
        free.pop();
        free.push(next);
    }
}

void TestStartEstimate::neverRunsBackwardsAlongTheQueue()
{
    const StartEstimate estimate(1'000, std::vector<SlotUse>(700, SlotUse{3, 5'000'000}), 1'500'000);
    Micros before = 0;
    for (qint64 place = 0; place < 100'000; place += 997) {
        const Wait start = estimate.at(place);
        QVERIFY(start && *start >= before);
        before = *start;
    }
}

QTEST_GUILESS_MAIN(TestStartEstimate)
#include "tst_start_estimate.moc"
