// SPDX-License-Identifier: MIT
#include "core/trace/consistency.h"
#include "core/trace/thinning.h"
#include "tests/core/trace/synthetic.h"

#include <QTest>

#include <malloc.h>

using namespace sluice::trace;
using namespace sluice::trace::testing;
using namespace Qt::StringLiterals;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true; // its allocator keeps no such books
#else
constexpr bool kSanitized = false;
#endif

namespace {

/// "S" slot-less wait, "W" a wait with the slot, "w" work without, "r" receiving, "c" connecting, "x" failed, "p" paused;
/// a digit after it is the attempt, a time of 10 for each.
SpanList life(const QString &text)
{
    SpanList spans;
    Micros at = 0;
    for (qsizetype i = 0; i + 1 < text.size(); i += 2) {
        Span span{at, kOpen, kNone, kNone, static_cast<quint16>(text[i + 1].digitValue()), Phase::WaitSlot, false};
        switch (text[i].unicode()) {
        case u'W':
            span.slot = 1;
            span.phase = Phase::WaitRate;
            break;
        case u'w':
            span.phase = Phase::Verifying;
            break;
        case u'r':
            span.slot = 1;
            span.connection = 4;
            span.phase = Phase::Receiving;
            break;
        case u'c':
            span.slot = 1;
            span.phase = Phase::Connect;
            break;
        case u'x':
            span.phase = Phase::Failed;
            break;
        case u'p':
            span.phase = Phase::Paused;
            break;
        default:
            break;
        }
        spans.push_back(span);
        at += 10;
    }
    return spans;
}

/// The spans as "wait-slot 0 10", those that stand for several with a plus.
QString toText(const SpanList &spans)
{
    QStringList texts;
    for (const Span &span : spans)
        texts << phaseName(span.phase) + (span.thinned ? u"+ "_s : u" "_s) + QString::number(span.begin) + u'-'
                + (span.end == kOpen ? u"…"_s : QString::number(span.end));
    return texts.join(u", "_s);
}

struct Sums {
    qint64 received = 0;
    Micros held = 0; ///< time in slots
    std::size_t attempts = 0;

    bool operator==(const Sums &) const = default;
};

Sums sumsOf(const Recording &recording)
{
    Sums sums;
    for (const Track &track : recording.tracks()) {
        sums.received += track.received;
        sums.attempts += track.attempts.size();
        for (const Span &span : track.spans)
            sums.held += span.slot == kNone ? 0 : std::min(span.end, recording.now()) - span.begin;
    }
    return sums;
}

std::size_t heapInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

} // namespace

class TestThinning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joins_data();
    void joins();
    void tellsWhatMoved();
    void keepsTheTotals_data();
    void keepsTheTotals();
    void worksInSmallSteps();
    void thinsALongRunningOne();
    void keepsReportsOfFailures();
    void keepsReportsWithinTheirBytes();
    void holdsAMillionSpans();
};

void TestThinning::joins_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("is nothing nothing?") << QString() << QString();
    QTest::newRow("does one stay as it is?") << u"r1"_s << u"receiving 0-…"_s;
    QTest::newRow("is an attempt one piece of work?")
        << u"S0c1r1r1W1x1"_s << u"wait-slot 0-10, receiving+ 10-50, failed 50-…"_s;
    QTest::newRow("is the time between attempts one wait?")
        << u"r1S1S1S2r2x2"_s << u"receiving 0-10, wait-slot+ 10-40, receiving 40-50, failed 50-…"_s;
    QTest::newRow("are two attempts in one slot two?")
        << u"r1r1c2r2x2"_s << u"receiving+ 0-20, connect+ 20-40, failed 40-…"_s;
    QTest::newRow("does work without a slot stay apart?")
        << u"r1w1w1x1"_s << u"receiving 0-10, verifying+ 10-30, failed 30-…"_s;
    QTest::newRow("do ends stay?") << u"x1p1x1p1"_s << u"failed 0-10, paused 10-20, failed 20-30, paused 30-…"_s;
}

void TestThinning::joins()
{
    QFETCH(QString, before);
    SpanList spans = life(before);
    const std::size_t size = spans.size();
    // The last of a life that goes on may be anything; here it is an end, or the only one.
    const std::size_t fewer = thin(spans, size, [](const MovedSpan &) { });
    QTEST(toText(spans), "after");
    QCOMPARE(spans.size(), size - fewer);
    const SpanList once = spans;
    QCOMPARE(thin(spans, spans.size(), [](const MovedSpan &) { }), 0U);
    QVERIFY(spans == once);
}

void TestThinning::tellsWhatMoved()
{
    SpanList spans = life(u"S0c1c1r1x1S1c2r2r2x2"_s);
    const SpanList before = spans;
    QStringList moves;
    const std::size_t fewer = thin(spans, 5, [&](const MovedSpan &moved) {
        QVERIFY(moved.span == before[moved.from]);
        moves << QString::number(moved.from) + u'>' + QString::number(moved.to);
    });
    QCOMPARE(fewer, 2U);
    QCOMPARE(moves.join(u' '), u"0>0 1>1 2>1 3>1 4>2 5>3 6>4 7>5 8>6 9>7"_s);
}

void TestThinning::keepsTheTotals_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<int>("bound");
    QTest::newRow("when all succeed?") << 0 << 2000;
    QTest::newRow("when some fail?") << 50 << 2600;
    QTest::newRow("when hardly anything may stay?") << 100 << 0;
}

void TestThinning::keepsTheTotals()
{
    QFETCH(int, failures);
    QFETCH(int, bound);
    Plan plan;
    plan.downloads = 500;
    plan.spans = 14;
    plan.failures = failures;
    const Recording whole = recorded(plan);
    Bounds bounds;
    bounds.spans = static_cast<std::size_t>(bound);
    const Recording thinned = recorded(plan, bounds);
    QVERIFY(thinned.spanCount() < whole.spanCount() / 2);
    QVERIFY(bound == 0 || thinned.spanCount() <= bounds.spans);
    QCOMPARE(inconsistencies(whole), std::vector<QString>());
    QCOMPARE(inconsistencies(thinned), std::vector<QString>());
    QVERIFY(sumsOf(whole) == sumsOf(thinned));
    QCOMPARE(thinned.throughput().bytes(), whole.throughput().bytes());
    QCOMPARE(thinned.markers().size(), whole.markers().size());
    for (const LaneKind kind : {LaneKind::Slot, LaneKind::Host, LaneKind::Connection}) {
        QCOMPARE(thinned.lanes(kind).size(), whole.lanes(kind).size());
        for (std::size_t i = 0; i < whole.lanes(kind).size(); ++i) {
            const std::span<const Stay> a = whole.lanes(kind)[i].stays();
            const std::span<const Stay> b = thinned.lanes(kind)[i].stays();
            QVERIFY(std::ranges::equal(a, b, [](const Stay &x, const Stay &y) {
                return x.begin == y.begin && x.end == y.end && x.track == y.track;
            }));
        }
    }
}

void TestThinning::worksInSmallSteps()
{
    Plan plan;
    plan.downloads = 3000;
    plan.spans = 20;
    plan.failures = 0;
    Bounds bounds;
    bounds.spans = 20'000;
    Recording recording(bounds);
    Session session(plan);
    bool worked = false;
    while (const std::optional<Batch> batch = session.next()) {
        recording.apply(*batch);
        worked |= recording.thinningWork() > 0;
        QVERIFY2(recording.thinningWork() <= 4'096 + 16 * batch->events.size() + 256,
            qPrintable(QString::number(recording.thinningWork())));
        QVERIFY(recording.spanCount() <= bounds.spans + batch->events.size());
    }
    QVERIFY(worked);
}

void TestThinning::thinsALongRunningOne()
{
    Bounds bounds;
    bounds.spans = 1'000;
    bounds.spansOfOne = 4'000;
    Recording recording(bounds);
    Batch first{1, 1,
        {LimitsSet{0, 1, 0, 0}, Added{0, 1, u"a"_s, u"http://a/a"_s, u"a"_s},
            Entered{0, 1, Phase::WaitSlot, kNone, 0, kNone, 0, false}}};
    recording.apply(first);
    Micros at = 10;
    for (int i = 0; i < 200; ++i) {
        Batch batch;
        for (int k = 0; k < 100; ++k) {
            at += 10;
            batch.events.emplace_back(
                Entered{at, 1, k % 2 == 0 ? Phase::Receiving : Phase::WaitRate, 0, 1, 3, 0, false});
        }
        batch.now = at;
        recording.apply(batch);
        QVERIFY(recording.spanCount() <= bounds.spans + 100);
        QVERIFY(recording.thinningWork() <= 20'000);
    }
    QCOMPARE(inconsistencies(recording), std::vector<QString>());
    const SpanList &spans = recording.tracks()[0].spans;
    QCOMPARE(spans.front().end, 20);
    QVERIFY(spans[1].thinned);
    QVERIFY(!spans.back().thinned);
}

void TestThinning::keepsReportsOfFailures()
{
    Plan plan;
    plan.downloads = 300;
    plan.failures = 300;
    Bounds bounds;
    bounds.reports = 120;
    const Recording recording = recorded(plan, bounds);
    std::size_t successful = 0;
    std::size_t failed = 0;
    std::size_t failures = 0;
    for (const Track &track : recording.tracks()) {
        for (const AttemptBrief &brief : track.attempts) {
            failures += brief.failed ? 1 : 0;
            QVERIFY(brief.number > 0);
            QCOMPARE(brief.status, 200);
            if (brief.report)
                ++(brief.failed ? failed : successful);
        }
    }
    QCOMPARE(successful + failed, 120U);
    QVERIFY(failures > 120);
    QVERIFY2(failed >= 115, qPrintable(QString::number(failed)));
}

void TestThinning::keepsReportsWithinTheirBytes()
{
    Recording recording;
    Batch batch{1, 1, {Added{0, 1, u"a"_s, u"http://a/a"_s, u"a"_s}}};
    for (int i = 1; i <= 40; ++i) {
        auto report = std::make_shared<AttemptReport>();
        report->number = i;
        report->response = {{"X", QByteArray(1'000'000, 'x')}};
        batch.events.emplace_back(Entered{i * 2, 1, Phase::Connect, 0, i, kNone, 0, false});
        batch.events.emplace_back(AttemptEnded{i * 2 + 1, 1, kNone, report});
    }
    batch.now = 100;
    recording.apply(batch);
    QVERIFY(recording.memoryUse().reports <= Bounds().reportBytes);
    const std::vector<AttemptBrief> &attempts = recording.tracks()[0].attempts;
    QCOMPARE(attempts.size(), 40U);
    QVERIFY(!attempts.front().report);
    QVERIFY(attempts.back().report);
}

void TestThinning::holdsAMillionSpans()
{
    Plan plan;
    plan.downloads = 100'000;
    plan.slots = 16;
    plan.spans = 10;
    plan.failures = 0;
    // Names and reports live on in the batches, as they do in the queue of a running Sluice.
    const std::vector<Batch> all = batches(plan);
    const std::size_t before = heapInUse();
    Recording recording;
    for (const Batch &batch : all)
        recording.apply(batch);
    const std::size_t taken = heapInUse() - before;
    QVERIFY(recording.spanCount() > 990'000);
    QCOMPARE(recording.tracks().size(), 100'000U);

    const MemoryUse use = recording.memoryUse();
    const std::size_t own = use.sum() - use.text - use.reports;
    qInfo("%.1f bytes a span, %.1f of them counted; with text and reports %.1f MB",
        double(taken) / double(recording.spanCount()), double(own) / double(recording.spanCount()),
        double(use.sum()) / 1e6);
    QVERIFY(own <= 64 * recording.spanCount());
    QVERIFY(use.sum() <= 100'000'000);
    if (!kSanitized) {
        QVERIFY2(taken <= 64 * recording.spanCount(), qPrintable(QString::number(taken)));
        QVERIFY2(taken + use.text + use.reports <= 100'000'000, qPrintable(QString::number(taken)));
        // What it says of itself is about right.
        QVERIFY(own > taken / 10 * 9 && own < taken / 10 * 11);
    }
}

QTEST_APPLESS_MAIN(TestThinning)
#include "tst_thinning.moc"
