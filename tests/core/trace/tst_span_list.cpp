// SPDX-License-Identifier: MIT
#include "core/trace/span_list.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>
#include <ranges>

using namespace sluice::trace;

namespace {

Span span(Micros begin, Micros end, Phase phase = Phase::Receiving)
{
    return {begin, end, 7, 3, 2, phase, false};
}

} // namespace

class TestSpanList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryValue_data();
    void keepsEveryValue();
    void leavesNoGap();
    void clampsTimes();
    void changesItsEnd();
    void takesSpansOut();
    void worksWithAlgorithms();
    void copiesAndMoves();
    void packedAgreesWithAVector();
};

void TestSpanList::keepsEveryValue_data()
{
    QTest::addColumn<Span>("span");
    QTest::newRow("the plainest?") << Span{};
    QTest::newRow("the greatest?") << Span{kLatest, kOpen, std::numeric_limits<qint32>::max(),
        std::numeric_limits<qint16>::max(), std::numeric_limits<quint16>::max(), Phase::Cancelled, true};
    QTest::newRow("the least?") << Span{0, 0, kNone, kNone, 0, Phase::WaitSlot, true};
}

void TestSpanList::keepsEveryValue()
{
    QFETCH(Span, span);
    const SpanList list = {span};
    QVERIFY(list[0] == span);
    QVERIFY(list.front() == list.back());
}

void TestSpanList::leavesNoGap()
{
    SpanList list = {span(0, 5), span(8, 20), span(20, kOpen)};
    QCOMPARE(list.size(), 3U);
    QCOMPARE(list[0].end, 8);
    QCOMPARE(list[1].end, 20);
    QCOMPARE(list[2].end, kOpen);
    list.set(1, span(10, 12));
    QCOMPARE(list[0].end, 10);
    QCOMPARE(list[1].end, 20);
    list.set(2, span(30, 31));
    QCOMPARE(list[1].end, 30);
    QCOMPARE(list[2].end, 31);
}

void TestSpanList::clampsTimes()
{
    const SpanList list = {span(-5, 3), span(kOpen, kOpen)};
    QCOMPARE(list[0].begin, 0);
    QCOMPARE(list[1].begin, kLatest);
    QVERIFY(list[1].phase == Phase::Receiving);
    QVERIFY(!list[1].thinned);
}

void TestSpanList::changesItsEnd()
{
    SpanList list = {span(0, kOpen)};
    list.setEnd(9);
    QCOMPARE(list.back().end, 9);
    list.push_back(span(9, kOpen));
    list.pop_back();
    QCOMPARE(list.back().end, kOpen);
}

void TestSpanList::takesSpansOut()
{
    SpanList list;
    for (int i = 0; i < 10; ++i)
        list.push_back(span(i, kOpen));
    list.erase(2, 5);
    QCOMPARE(list.size(), 7U);
    QCOMPARE(list[1].end, 5);
    list.erase(3, 3);
    QCOMPARE(list.size(), 7U);
    list.squeeze();
    QCOMPARE(list.heapBytes(), 7U * 16);
    list.erase(0, 7);
    list.squeeze();
    QVERIFY(list.empty());
    QCOMPARE(list.heapBytes(), 0U);
}

void TestSpanList::worksWithAlgorithms()
{
    SpanList list;
    for (int i = 0; i < 100; ++i)
        list.push_back(span(i * 10, kOpen, i % 2 == 0 ? Phase::Receiving : Phase::Stalled));
    const auto found = std::ranges::upper_bound(list, 55, {}, &Span::begin);
    QCOMPARE(found - list.begin(), 6);
    QCOMPARE(found->begin, 60);
    QCOMPARE(std::ranges::count(list, Phase::Stalled, &Span::phase), 50);
    QCOMPARE(
        std::lower_bound(list.begin(), list.end(), 60, [](const Span &a, Micros at) { return a.begin < at; }), found);
    Micros last = 0;
    for (const Span &of : list | std::views::reverse | std::views::take(1))
        last = of.begin;
    QCOMPARE(last, 990);
    auto it = list.begin();
    QCOMPARE((it++)->begin, 0);
    QCOMPARE((--it)->begin, 0);
    QCOMPARE((2 + it)[1].begin, 30);
    QVERIFY(it < list.end());
}

void TestSpanList::copiesAndMoves()
{
    SpanList list = {span(0, 5), span(5, 9)};
    SpanList copy = list;
    copy.push_back(span(9, kOpen));
    QCOMPARE(list.size(), 2U);
    QCOMPARE(list.back().end, 9);
    list = copy;
    QVERIFY(list == copy);
    const SpanList moved = std::move(copy);
    QVERIFY(list == moved);
    list = SpanList();
    QVERIFY(list.empty());
}

void TestSpanList::packedAgreesWithAVector()
{
    std::mt19937 random(1);
    Packed<int> packed;
    std::vector<int> vector;
    for (int i = 0; i < 20'000; ++i) {
        const auto place = [&] {
            return random() % (vector.size() + 1);
        };
        switch (random() % 6) {
        case 0:
            if (!vector.empty()) {
                vector.pop_back();
                packed.pop_back();
            }
            break;
        case 1: {
            const auto at = place();
            vector.insert(vector.begin() + static_cast<std::ptrdiff_t>(at), i);
            packed.insert(at, i);
            break;
        }
        case 2: {
            auto a = place();
            auto b = std::min<std::size_t>(vector.size(), a + random() % 3);
            vector.erase(
                vector.begin() + static_cast<std::ptrdiff_t>(a), vector.begin() + static_cast<std::ptrdiff_t>(b));
            packed.erase(a, b);
            break;
        }
        case 3:
            if (random() % 50 == 0)
                packed.squeeze();
            if (!vector.empty()) { // a value from within
                vector.push_back(int(vector.front()));
                packed.push_back(packed[0]);
            }
            break;
        default:
            vector.push_back(i);
            packed.push_back(i);
        }
        QVERIFY(std::ranges::equal(packed, vector));
    }
    packed.truncate(3);
    QCOMPARE(packed.size(), 3U);
    packed.truncate(5);
    QCOMPARE(packed.size(), 3U);
}

QTEST_APPLESS_MAIN(TestSpanList)
#include "tst_span_list.moc"
