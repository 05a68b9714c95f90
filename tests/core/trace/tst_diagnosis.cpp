// SPDX-License-Identifier: MIT
#include "core/trace/diagnosis.h"

#include <QTest>

using namespace sluice::trace;
using namespace Qt::StringLiterals;

using Kind = Diagnosis::Kind;
using Rule = std::optional<Diagnosis> (*)(const Evidence &);
using Point = Evidence::Point;

namespace {

constexpr double kMb = 1e6;

void spend(Evidence &evidence, Phase phase, double seconds)
{
    evidence.slotSeconds.at(static_cast<std::size_t>(phase)) = seconds;
}

/// Five slots, five downloads that receive, nothing that waits, and nothing to say.
Evidence quiet()
{
    Evidence evidence;
    evidence.seconds = 10;
    evidence.limit = 5;
    evidence.limitSteady = true;
    evidence.inFlight = 5;
    evidence.fullShare = 1;
    evidence.rate = 10 * kMb;
    evidence.peak = 11'000'000;
    evidence.ended = 2;
    spend(evidence, Phase::Receiving, 48);
    spend(evidence, Phase::FirstByte, 2);
    evidence.history = std::vector<Point>(30, Point{5, 10 * kMb});
    Evidence::Host host;
    host.host = u"a.test"_s;
    host.rates = {2 * kMb, 2 * kMb, 2 * kMb, 2 * kMb, 2 * kMb};
    host.history = evidence.history;
    host.running = 5;
    host.ended = 10;
    evidence.hosts = {host};
    return evidence;
}

/// The same with `fewer` downloads in the first half of the minute and `more` in the second.
Evidence changed(Point fewer, Point more)
{
    Evidence evidence = quiet();
    evidence.history = std::vector<Point>(15, fewer);
    evidence.history.insert(evidence.history.end(), 15, more);
    evidence.rate = more.rate;
    evidence.peak = static_cast<qint64>(std::max(fewer.rate, more.rate));
    evidence.inFlight = more.receiving;
    Evidence::Host &host = evidence.hosts.front();
    host.history = evidence.history;
    host.rates.assign(static_cast<std::size_t>(more.receiving), more.rate / more.receiving);
    return evidence;
}

Evidence with(Evidence evidence, const std::function<void(Evidence &)> &change)
{
    change(evidence);
    return evidence;
}

Evidence held()
{
    return with(quiet(), [](Evidence &e) {
        e.freeSlots = 2;
        e.fullShare = 0;
        e.inFlight = 3;
        e.hosts.front().held = 7;
        e.hosts.front().running = 3;
        e.waitingLeast = e.waitingMost = 7;
    });
}

Evidence smallFiles()
{
    return with(quiet(), [](Evidence &e) {
        e.slotSeconds = {};
        spend(e, Phase::FirstByte, 30);
        spend(e, Phase::Connect, 10);
        spend(e, Phase::Receiving, 10);
        e.ended = 100;
        e.waitingLeast = 50;
        e.waitingMost = 60;
    });
}

Evidence slow()
{
    return with(quiet(), [](Evidence &e) {
        e.waitingLeast = 4;
        e.waitingMost = 9;
        e.peak = 20'000'000;
    });
}

QString nameOf(Kind kind)
{
    constexpr std::array names
        = {u"asked", u"fails", u"disk", u"rate", u"line", u"server", u"host", u"latency", u"low", u"high"};
    return QString::fromUtf16(names.at(static_cast<std::size_t>(kind)));
}

QString namesOf(const std::vector<Diagnosis> &found)
{
    QStringList names;
    for (const Diagnosis &each : found)
        names.append(nameOf(each.kind));
    return names.join(u' ');
}

Diagnosis saying(Kind kind, double rate = 1'000, const QString &host = {})
{
    Diagnosis made;
    made.kind = kind;
    made.rate = rate;
    made.host = host;
    return made;
}

constexpr Micros operator""_s1(unsigned long long seconds)
{
    return static_cast<Micros>(seconds) * 1'000'000;
}

} // namespace

class TestDiagnosis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rule_data();
    void rule();
    void growth_data();
    void growth();
    void valuesAreThoseOfTheEvidence();
    void order_data();
    void order();
    void hugeAndEmptyValuesDoNoHarm();
    void aDiagnosisMustHoldBeforeItIsShown();
    void aDiagnosisLingers();
    void figuresStandStillUntilTheyMatter();
    void aContradictionIsNeverShownBesideIt();
};

void TestDiagnosis::rule_data()
{
    QTest::addColumn<Rule>("judge");
    QTest::addColumn<Evidence>("evidence");
    QTest::addColumn<bool>("says");
    const auto row = [](const char *question, Rule judge, const Evidence &evidence, bool says) {
        QTest::newRow(question) << judge << evidence << says;
    };
    const Point one{2, 4 * kMb};
    const Point two{5, 10 * kMb};

    // A server that holds each connection.
    row("server: did the total grow with the number, alike and steady?", serverHolds, changed(one, two), true);
    row("server: is a number that never changed no evidence?", serverHolds, quiet(), false);
    row("server: is a line that was full something else?", serverHolds, changed({2, 10 * kMb}, two), false);
    row("server: are connections of different rates not held?", serverHolds,
        with(changed(one, two), [](Evidence &e) { e.hosts.front().rates = {1 * kMb, 2 * kMb, 3 * kMb}; }), false);
    row("server: is one connection too few to compare?", serverHolds,
        with(changed(one, two), [](Evidence &e) { e.hosts.front().rates = {2 * kMb}; }), false);
    row("server: do rates that go up and down speak against it?", serverHolds,
        with(changed(one, two),
            [](Evidence &e) {
                for (std::size_t i = 25; i < 30; ++i)
                    e.hosts.front().history[i].rate *= i % 2 == 0 ? 1.4 : 0.7;
            }),
        false);
    row("server: is it over when a connection now gets half as much?", serverHolds,
        with(changed(one, two), [](Evidence &e) { e.hosts.front().rates.assign(5, 1 * kMb); }), false);
    row("server: is a rate limit of our own not the server's?", serverHolds,
        with(changed(one, two), [](Evidence &e) { e.rateLimit = 10'000'000; }), false);
    row("server: are two seconds too short?", serverHolds, with(changed(one, two), [](Evidence &e) { e.seconds = 2; }),
        false);

    // A line that is full.
    const Evidence full = changed({2, 10 * kMb}, two);
    row("line: did the total stay while the number rose?", lineFull, full, true);
    row("line: did the total stay while the number fell?", lineFull, changed(two, {2, 10 * kMb}), true);
    row("line: is a total that grew with the number not full?", lineFull, changed(one, two), false);
    row("line: is a number that never changed no evidence?", lineFull, quiet(), false);
    row("line: is a number that changed by less than 1.4 no evidence?", lineFull, changed({4, 10 * kMb}, two), false);
    row("line: is a total that fell as the number rose another matter?", lineFull, changed({2, 10 * kMb}, {5, 4 * kMb}),
        false);
    row("line: is it over when less comes now?", lineFull, with(full, [](Evidence &e) { e.rate = 5 * kMb; }), false);
    row("line: is a rate limit in force the nearer reason?", lineFull,
        with(full, [](Evidence &e) { e.rateLimit = 10'000'000; }), false);
    row("line: is the disk the nearer reason?", lineFull,
        with(full, [](Evidence &e) { spend(e, Phase::WaitDisk, 40); }), false);

    // The disk.
    row("disk: is a fifth of the time worth saying?", waitingForDisk,
        with(quiet(), [](Evidence &e) { spend(e, Phase::WaitDisk, 12.5); }), true);
    row("disk: is less than a fifth not?", waitingForDisk,
        with(quiet(), [](Evidence &e) { spend(e, Phase::WaitDisk, 12.4); }), false);
    row("disk: is a moment of waiting alone not?", waitingForDisk,
        with(quiet(),
            [](Evidence &e) {
                e.slotSeconds = {};
                spend(e, Phase::WaitDisk, 1.9);
            }),
        false);

    // A host that asked us to wait.
    const auto asks = [](qint64 ms) {
        return with(quiet(), [ms](Evidence &e) {
            e.hosts.front().asked = 2;
            e.hosts.front().askedMs = ms;
        });
    };
    row("asked: is a wait that goes on said?", serverAsked, asks(40'000), true);
    row("asked: is the last millisecond said?", serverAsked, asks(1), true);
    row("asked: is a wait that is over not?", serverAsked, asks(0), false);
    row("asked: is a wait that ended long ago not?", serverAsked, asks(-848'490'560), false);
    row("asked: is nobody who waits nothing?", serverAsked, quiet(), false);

    // A limit that is too low.
    row("low: is a full gate with a queue, far below what was seen, too low?", limitTooLow, slow(), true);
    row("low: is half of the best second the border?", limitTooLow,
        with(slow(), [](Evidence &e) { e.peak = 19'999'999; }), false);
    row("low: is a total that grew with the number enough?", limitTooLow,
        with(changed(one, two), [](Evidence &e) { e.waitingLeast = e.waitingMost = 3; }), true);
    row("low: does a queue that was empty for a moment speak against it?", limitTooLow,
        with(slow(), [](Evidence &e) { e.waitingLeast = 0; }), false);
    row("low: do slots that were free for a tenth of the time?", limitTooLow,
        with(slow(), [](Evidence &e) { e.fullShare = 0.89; }), false);
    row("low: is nine tenths full enough?", limitTooLow, with(slow(), [](Evidence &e) { e.fullShare = 0.9; }), true);
    row("low: is a line that is full not helped?", limitTooLow,
        with(full, [](Evidence &e) { e.waitingLeast = 5, e.peak = 50'000'000; }), false);
    row("low: is a limit that just changed not judged?", limitTooLow,
        with(slow(), [](Evidence &e) { e.limitSteady = false; }), false);
    row("low: are slots that drain not judged?", limitTooLow, with(slow(), [](Evidence &e) { e.inFlight = 8; }), false);
    row("low: does nothing at all coming say nothing?", limitTooLow, with(slow(), [](Evidence &e) { e.rate = 0; }),
        false);

    // A limit that is higher than useful.
    const Evidence few = with(quiet(), [](Evidence &e) {
        e.inFlight = 3;
        e.freeSlots = 2;
        e.fullShare = 0;
    });
    row("high: are two idle slots of five said?", limitTooHigh, few, true);
    row("high: is less than one idle slot not?", limitTooHigh, with(few, [](Evidence &e) { e.freeSlots = 0.99; }),
        false);
    row("high: are fewer than a fifth idle not?", limitTooHigh,
        with(few, [](Evidence &e) { e.limit = 20, e.freeSlots = 3.9; }), false);
    row("high: does anything that waits speak against it?", limitTooHigh,
        with(few, [](Evidence &e) { e.waitingMost = 1; }), false);
    row("high: is a window where nothing runs left alone?", limitTooHigh,
        with(few, [](Evidence &e) { e.inFlight = 0, e.freeSlots = 5; }), false);

    // A host limit that holds downloads back.
    row("host: do downloads wait for their host while slots are free?", hostLimitHolds, held(), true);
    row("host: is it fine when all slots are in use?", hostLimitHolds,
        with(held(), [](Evidence &e) { e.freeSlots = 0.9; }), false);
    row("host: are free slots alone nothing?", hostLimitHolds,
        with(held(), [](Evidence &e) { e.hosts.front().held = 0; }), false);

    // A rate limit of our own.
    const auto limited = [](double rate) {
        return with(quiet(), [rate](Evidence &e) {
            e.rateLimit = 10'000'000;
            e.rate = rate;
        });
    };
    row("rate: is the limit used up at 100 %?", rateLimitHolds, limited(10 * kMb), true);
    row("rate: at 95 %?", rateLimitHolds, limited(9.5 * kMb), true);
    row("rate: at 105 %?", rateLimitHolds, limited(10.5 * kMb), true);
    row("rate: not at 94 %?", rateLimitHolds, limited(9.4 * kMb), false);
    row("rate: not at 106 %?", rateLimitHolds, limited(10.6 * kMb), false);
    row("rate: is no limit none?", rateLimitHolds, quiet(), false);
    row("rate: is no limit and no byte none?", rateLimitHolds, with(quiet(), [](Evidence &e) { e.rate = 0; }), false);

    // Small files, where the asking takes longer than the bytes.
    row("latency: do four fifths of asking say so?", latencyBound, smallFiles(), true);
    row("latency: is less than three fifths not?", latencyBound,
        with(smallFiles(), [](Evidence &e) { spend(e, Phase::Receiving, 27); }), false);
    row("latency: are a few files that take long to answer not?", latencyBound,
        with(smallFiles(), [](Evidence &e) { e.ended = 4; }), false);
    row("latency: does nobody who waits want no more slots?", latencyBound,
        with(smallFiles(), [](Evidence &e) { e.waitingLeast = 0; }), false);
    row("latency: do free slots want no more?", latencyBound,
        with(smallFiles(), [](Evidence &e) { e.fullShare = 0.7; }), false);

    // A host that fails.
    const auto failing = [](int failed, int ended) {
        return with(quiet(), [=](Evidence &e) {
            e.hosts.front().failed = failed;
            e.hosts.front().ended = ended;
        });
    };
    row("fails: are three of six many?", hostFails, failing(3, 6), true);
    row("fails: are three of seven not?", hostFails, failing(3, 7), false);
    row("fails: are two of two not?", hostFails, failing(2, 2), false);
    row("fails: is none of none nothing?", hostFails, failing(0, 0), false);
}

void TestDiagnosis::rule()
{
    QFETCH(Rule, judge);
    QFETCH(Evidence, evidence);
    QFETCH(bool, says);
    QCOMPARE(judge(evidence).has_value(), says);
    QVERIFY(!judge(Evidence{}));
}

void TestDiagnosis::growth_data()
{
    QTest::addColumn<std::vector<Point>>("history");
    QTest::addColumn<double>("elasticity"); // negative beyond -9: nothing can be said
    const double none = -10;
    QTest::newRow("is nothing nothing?") << std::vector<Point>{} << none;
    QTest::newRow("is in proportion one?") << std::vector<Point>{{2, 2}, {2, 2}, {4, 4}, {4, 4}} << 1.0;
    QTest::newRow("is flat nought?") << std::vector<Point>{{2, 3}, {2, 3}, {4, 3}, {4, 3}} << 0.0;
    QTest::newRow("does half as much count below nought?")
        << std::vector<Point>{{2, 4}, {2, 4}, {4, 2}, {4, 2}} << -1.0;
    QTest::newRow("is one point of a group too few?") << std::vector<Point>{{2, 2}, {4, 4}, {4, 4}} << none;
    QTest::newRow("is 1.4 times enough of a change?")
        << std::vector<Point>{{10, 10}, {10, 10}, {14, 14}, {14, 14}} << 1.0;
    QTest::newRow("is less not?") << std::vector<Point>{{10, 10}, {10, 10}, {13.9, 14}, {13.9, 14}} << none;
    QTest::newRow("do points between the groups count for neither?")
        << std::vector<Point>{{2, 2}, {2, 2}, {3, 900}, {3, 900}, {4, 4}, {4, 4}} << 1.0;
    QTest::newRow("are moments with nobody left out?")
        << std::vector<Point>{{0, 0}, {0.1, 5}, {2, 2}, {2, 2}, {4, 4}, {4, 4}} << 1.0;
    QTest::newRow("is a group without a byte no number?") << std::vector<Point>{{2, 0}, {2, 0}, {4, 4}, {4, 4}} << none;
    QTest::newRow("does one odd point not tip a group?")
        << std::vector<Point>{{2, 2}, {2, 2}, {2, 2}, {4, 4}, {4, 400}, {4, 4}} << 1.0;
}

void TestDiagnosis::growth()
{
    QFETCH(std::vector<Point>, history);
    QFETCH(double, elasticity);
    const std::optional<Growth> growth = growthOf(history);
    QCOMPARE(growth.has_value(), elasticity > -9);
    if (growth)
        QVERIFY(std::abs(growth->elasticity - elasticity) < 0.01);
}

void TestDiagnosis::valuesAreThoseOfTheEvidence()
{
    const std::optional<Diagnosis> server = serverHolds(changed({2, 4 * kMb}, {5, 10 * kMb}));
    QVERIFY(server);
    QCOMPARE(server->host, u"a.test"_s);
    QCOMPARE(server->rate, 2 * kMb);
    QCOMPARE(server->count, 5);
    QCOMPARE(server->fewer, (Diagnosis::Seen{2, 4 * kMb}));
    QCOMPARE(server->more, (Diagnosis::Seen{5, 10 * kMb}));

    Evidence asked = quiet();
    asked.hosts.push_back(asked.hosts.front());
    asked.hosts[0].asked = 9; // their time is over
    asked.hosts[1].host = u"b.test"_s;
    asked.hosts[1].asked = 3;
    asked.hosts[1].askedMs = 41'500;
    const std::optional<Diagnosis> wait = serverAsked(asked);
    QVERIFY(wait);
    QCOMPARE(wait->host, u"b.test"_s);
    QCOMPARE(wait->seconds, 41.5);
    QCOMPARE(wait->count, 3);

    const std::optional<Diagnosis> latency = latencyBound(smallFiles());
    QVERIFY(latency);
    QCOMPARE(latency->share, 0.8);
    QCOMPARE(latency->seconds, 0.5);

    const std::optional<Diagnosis> host = hostLimitHolds(held());
    QVERIFY(host);
    QCOMPARE(host->count, 7);
    QCOMPARE(host->total, 3);
    QCOMPARE(host->freeSlots, 2.0);
}

void TestDiagnosis::order_data()
{
    QTest::addColumn<Evidence>("evidence");
    QTest::addColumn<QString>("kinds");
    QTest::newRow("is there nothing to say when all is well?") << quiet() << QString();
    QTest::newRow("is there nothing to say about nothing?") << Evidence{} << QString();
    QTest::newRow("does a server that holds say all of the limit?") << with(changed({2, 4 * kMb}, {5, 10 * kMb}),
        [](Evidence &e) { e.waitingLeast = e.waitingMost = 9; }) << u"server"_s;
    QTest::newRow("does a full line silence the advice to raise the limit?") << with(
        changed({2, 10 * kMb}, {5, 10 * kMb}), [](Evidence &e) {
            e.waitingLeast = 5;
            e.peak = 90'000'000;
        }) << u"line"_s;
    QTest::newRow("does a held host explain the idle slots?") << held() << u"host"_s;
    QTest::newRow("do small files silence the limit?")
        << with(smallFiles(), [](Evidence &e) { e.peak = 90'000'000; }) << u"latency"_s;
    QTest::newRow("does trouble come first, and no more than three?") << with(held(), [](Evidence &e) {
        e.hosts.front().failed = 9;
        e.hosts.front().asked = 2;
        e.hosts.front().askedMs = 5'000;
        spend(e, Phase::WaitDisk, 100);
    }) << u"fails disk asked"_s;
}

void TestDiagnosis::order()
{
    QFETCH(Evidence, evidence);
    QFETCH(QString, kinds);
    QCOMPARE(namesOf(diagnose(evidence)), kinds);
}

void TestDiagnosis::hugeAndEmptyValuesDoNoHarm()
{
    constexpr double huge = 1e300;
    Evidence evidence = changed({1, huge}, {1'000, huge});
    evidence.rateLimit = std::numeric_limits<qint64>::max();
    evidence.peak = std::numeric_limits<qint64>::max();
    evidence.limit = std::numeric_limits<int>::max();
    evidence.hosts.front().askedMs = std::numeric_limits<qint64>::max();
    evidence.hosts.front().asked = std::numeric_limits<int>::max();
    QVERIFY(std::ssize(diagnose(evidence)) <= kMostDiagnoses);
    evidence.hosts.clear();
    evidence.history.assign(3, Point{0, 0});
    QVERIFY(std::ssize(diagnose(evidence)) <= kMostDiagnoses);
}

void TestDiagnosis::aDiagnosisMustHoldBeforeItIsShown()
{
    SteadyDiagnoses steady;
    QVERIFY(steady.update({saying(Kind::LineFull)}, 10_s1).empty());
    QVERIFY(steady.update({saying(Kind::LineFull)}, 11_s1).empty());
    QCOMPARE(namesOf(steady.update({saying(Kind::LineFull)}, 12_s1)), u"line"_s);
    // One that comes and goes within less is never shown.
    QCOMPARE(namesOf(steady.update({saying(Kind::LineFull), saying(Kind::ServerAsked)}, 13_s1)), u"line"_s);
    QCOMPARE(namesOf(steady.update({saying(Kind::LineFull)}, 14_s1)), u"line"_s);
    QCOMPARE(namesOf(steady.update({saying(Kind::LineFull), saying(Kind::ServerAsked)}, 15_s1)), u"line"_s);
}

void TestDiagnosis::aDiagnosisLingers()
{
    SteadyDiagnoses steady;
    steady.update({saying(Kind::LineFull)}, 0);
    steady.update({saying(Kind::LineFull)}, 2_s1);
    QCOMPARE(namesOf(steady.update({}, 4_s1)), u"line"_s);
    QCOMPARE(namesOf(steady.update({}, 6_s1)), u"line"_s);
    QVERIFY(steady.update({}, 7_s1).empty());
    // Another host is another diagnosis.
    steady.update({saying(Kind::ServerHolds, 1, u"a"_s)}, 8_s1);
    steady.update({saying(Kind::ServerHolds, 1, u"b"_s)}, 10_s1);
    QVERIFY(steady.shown().empty());
}

void TestDiagnosis::figuresStandStillUntilTheyMatter()
{
    SteadyDiagnoses steady;
    steady.update({saying(Kind::LineFull, 1'000)}, 0);
    steady.update({saying(Kind::LineFull, 1'000)}, 2_s1);
    QCOMPARE(steady.update({saying(Kind::LineFull, 1'090)}, 3_s1).front().rate, 1'000.0);
    QCOMPARE(steady.update({saying(Kind::LineFull, 1'200)}, 4_s1).front().rate, 1'200.0);
}

void TestDiagnosis::aContradictionIsNeverShownBesideIt()
{
    SteadyDiagnoses steady;
    steady.update({saying(Kind::LimitTooLow)}, 0);
    steady.update({saying(Kind::LimitTooLow)}, 2_s1);
    steady.update({saying(Kind::LineFull)}, 3_s1);
    QCOMPARE(namesOf(steady.update({saying(Kind::LineFull)}, 5_s1)), u"line"_s);
}

QTEST_GUILESS_MAIN(TestDiagnosis)
#include "tst_diagnosis.moc"
