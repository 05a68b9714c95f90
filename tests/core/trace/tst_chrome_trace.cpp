// SPDX-License-Identifier: MIT
#include "core/trace/chrome_trace.h"
#include "tests/core/trace/json_schema.h"
#include "tests/core/trace/sample_recording.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace sluice::trace;
using namespace sluice::trace::testing;

namespace {

QByteArray written(const Recording &recording)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeChromeTrace(recording, buffer);
    return buffer.data();
}

using Thread = std::pair<qint64, qint64>;

Thread threadOf(const QJsonObject &event)
{
    return {event["pid"_L1].toInteger(), event["tid"_L1].toInteger()};
}

/// What readers need beyond the fields: complete events of a thread nest, asynchronous ones are paired, and every
/// process and thread has a name.
QString structureProblem(const QJsonArray &events)
{
    std::map<Thread, std::vector<std::pair<qint64, qint64>>> open; // ends, innermost last
    std::map<QString, qint64> waits;
    QSet<qint64> processes;
    std::map<Thread, bool> threads;
    for (const QJsonValue &value : events) {
        const QJsonObject event = value.toObject();
        const QString phase = event["ph"_L1].toString();
        const QString name = event["name"_L1].toString();
        const qint64 at = event["ts"_L1].toInteger();
        if (name == "process_name"_L1)
            processes.insert(event["pid"_L1].toInteger());
        if (name == "thread_name"_L1)
            threads[threadOf(event)] = true;
        if (!processes.contains(event["pid"_L1].toInteger()))
            return u"a process without a name: "_s + name;
        // Perfetto would take it for the main thread, and give it what belongs to no thread.
        if (event["tid"_L1].toInteger() == event["pid"_L1].toInteger())
            return u"a thread with the number of its process: "_s + name;
        if (phase == "X"_L1) {
            if (!threads.contains(threadOf(event)))
                return u"a thread without a name: "_s + name;
            auto &stack = open[threadOf(event)];
            const qint64 end = at + event["dur"_L1].toInteger();
            while (!stack.empty() && stack.back().second <= at)
                stack.pop_back();
            if (!stack.empty() && (at < stack.back().first || end > stack.back().second))
                return u"%1 at %2 overlaps"_s.arg(name).arg(at);
            stack.emplace_back(at, end);
        }
        if (phase == "b"_L1 || phase == "e"_L1) {
            const QString key = event["id"_L1].toString();
            if ((phase == "b"_L1) == waits.contains(key))
                return u"%1 at %2 is not paired"_s.arg(name).arg(at);
            if (phase == "b"_L1)
                waits[key] = at;
            else if (at < std::exchange(waits[key], 0))
                return u"%1 ends before it begins"_s.arg(name);
            if (phase == "e"_L1)
                waits.erase(key);
        }
    }
    return waits.empty() ? QString() : u"a wait without an end"_s;
}

} // namespace

class TestChromeTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatTheFormatSays_data();
    void isWhatTheFormatSays();
    void theCheckerFindsWhatIsWrong();
    void tellsWhatHappened();
    void holdsNoSecrets();
};

void TestChromeTrace::isWhatTheFormatSays_data()
{
    QTest::addColumn<Recording>("recording");
    QTest::newRow("an empty recording?") << Recording();
    QTest::newRow("one with something of everything?") << sampleRecording();
    QTest::newRow("one with many downloads?") << longRecording(500);
}

void TestChromeTrace::isWhatTheFormatSays()
{
    QFETCH(Recording, recording);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(written(recording), &error);
    QCOMPARE(error.errorString(), QJsonParseError().errorString());
    QCOMPARE(JsonSchema(u"chrome-trace.schema.json"_s).problem(document.object()), QString());
    QCOMPARE(structureProblem(document["traceEvents"_L1].toArray()), QString());
}

void TestChromeTrace::theCheckerFindsWhatIsWrong()
{
    const JsonSchema schema(u"chrome-trace.schema.json"_s);
    const QJsonObject good = QJsonDocument::fromJson(written(sampleRecording())).object();
    const QJsonArray events = good["traceEvents"_L1].toArray();
    const auto complete
        = std::ranges::find_if(events, [](const QJsonValue &event) { return event["ph"_L1].toString() == "X"_L1; });
    QVERIFY(complete != events.end());
    const auto with = [&](auto change) {
        QJsonObject event = complete->toObject();
        change(event);
        QJsonObject document = good;
        document["traceEvents"_L1] = QJsonArray{event};
        return schema.problem(document);
    };
    QCOMPARE(with([](QJsonObject &) { }), QString());
    QVERIFY(with([](QJsonObject &event) { event.remove("dur"_L1); }).contains("lacks dur"_L1));
    QVERIFY(with([](QJsonObject &event) { event["ts"_L1] = u"0"_s; }).contains("is no number"_L1));
    QVERIFY(with([](QJsonObject &event) { event["dur"_L1] = -1; }).contains("too small"_L1));
    QVERIFY(with([](QJsonObject &event) { event["ph"_L1] = u"Q"_s; }).contains("no such kind"_L1));
    QVERIFY(with([](QJsonObject &event) { event["odd"_L1] = 1; }).contains("not in the format"_L1));

    QJsonArray overlapping = events;
    QJsonObject late = complete->toObject();
    late["ts"_L1] = late["ts"_L1].toInteger() + 1;
    overlapping.insert(complete - events.begin() + 1, late);
    QVERIFY(structureProblem(overlapping).contains("overlaps"_L1));
}

void TestChromeTrace::tellsWhatHappened()
{
    const QJsonArray events = QJsonDocument::fromJson(written(sampleRecording())).object()["traceEvents"_L1].toArray();
    std::map<QString, int> names;
    qint64 limit = 0;
    qint64 receiving = 0;
    const qint64 slots = events[0]["pid"_L1].toInteger(); // named first
    QCOMPARE(events[0]["args"_L1]["name"_L1].toString(), u"Slots"_s);
    for (const QJsonValue &event : events) {
        ++names[event["ph"_L1].toString() + u' ' + event["name"_L1].toString()];
        if (event["name"_L1].toString() == "limit"_L1)
            limit = event["args"_L1]["downloads"_L1].toInteger();
        if (event["name"_L1].toString() == "receiving"_L1 && event["pid"_L1].toInteger() == slots)
            receiving += event["dur"_L1].toInteger();
    }
    QCOMPARE(limit, 3);
    QCOMPARE(receiving, 1'000'000 + 600'000 + 500'000 + 3'000'000); // the last has not ended
    QCOMPARE(names[u"i limit changed"_s], 1);
    QCOMPARE(names[u"i attempt failed"_s], 2);
    QCOMPARE(names[u"i download failed"_s], 1);
    QVERIFY(names[u"b wait-slot"_s] >= 4 && names[u"b wait-slot"_s] == names[u"e wait-slot"_s]);
    QVERIFY(names[u"C in flight"_s] > 0 && names[u"C received"_s] > 0);
    QVERIFY(!names.contains(u"X wait-slot"_s)); // who waits holds no slot
}

void TestChromeTrace::holdsNoSecrets()
{
    const QString text = QString::fromUtf8(written(sampleRecording()));
    QVERIFY(text.contains(u"•••"));
    for (const QString &secret : plantedSecrets())
        QVERIFY2(!text.contains(secret), qPrintable(secret));
}

QTEST_APPLESS_MAIN(TestChromeTrace)
#include "tst_chrome_trace.moc"
