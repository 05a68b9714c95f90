// SPDX-License-Identifier: MIT
#include "core/trace/har.h"
#include "tests/core/trace/json_schema.h"
#include "tests/core/trace/sample_recording.h"

#include <QBuffer>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice::trace;
using namespace sluice::trace::testing;

namespace {

QByteArray written(const Recording &recording)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeHar(recording, buffer);
    return buffer.data();
}

QJsonArray entriesOf(const Recording &recording)
{
    return QJsonDocument::fromJson(written(recording)).object()["log"_L1]["entries"_L1].toArray();
}

/// The entry of an attempt of a download.
QJsonObject entryOf(const QJsonArray &entries, Id id, int attempt)
{
    for (const QJsonValue &entry : entries) {
        if (entry["_download"_L1].toInteger() == id && entry["_attempt"_L1].toInt() == attempt)
            return entry.toObject();
    }
    return {};
}

} // namespace

class TestHar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatTheFormatSays_data();
    void isWhatTheFormatSays();
    void theCheckerFindsWhatIsWrong();
    void timesAddUp();
    void aNewConnection();
    void aReusedConnection();
    void aFailureWithoutAnAnswer();
    void anAttemptThatStillRuns();
    void holdsNoSecrets();
};

void TestHar::isWhatTheFormatSays_data()
{
    QTest::addColumn<Recording>("recording");
    QTest::addColumn<int>("entries");
    QTest::newRow("an empty recording?") << Recording() << 0;
    QTest::newRow("one with something of everything?") << sampleRecording() << 5;
    QTest::newRow("one with many downloads?") << longRecording(500) << 500;
}

void TestHar::isWhatTheFormatSays()
{
    QFETCH(Recording, recording);
    QFETCH(int, entries);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(written(recording), &error);
    QCOMPARE(error.errorString(), QJsonParseError().errorString());
    QCOMPARE(JsonSchema(u"har-1.2.schema.json"_s).problem(document.object()), QString());
    QCOMPARE(document["log"_L1]["entries"_L1].toArray().size(), entries);
}

void TestHar::theCheckerFindsWhatIsWrong()
{
    const JsonSchema schema(u"har-1.2.schema.json"_s);
    QJsonObject har = QJsonDocument::fromJson(written(sampleRecording())).object();
    const QJsonObject log = har["log"_L1].toObject();
    const auto with = [&](auto change) {
        QJsonObject entry = log["entries"_L1][0].toObject();
        change(entry);
        QJsonObject other = log;
        other["entries"_L1] = QJsonArray{entry};
        har["log"_L1] = other;
        return schema.problem(har);
    };
    QCOMPARE(with([](QJsonObject &) { }), QString());
    QVERIFY(with([](QJsonObject &entry) { entry.remove("cache"_L1); }).contains("lacks cache"_L1));
    QVERIFY(with([](QJsonObject &entry) { entry["time"_L1] = -1; }).contains("too small"_L1));
    QVERIFY(with([](QJsonObject &entry) { entry["extra"_L1] = 1; }).contains("not in the format"_L1));
    QVERIFY(with([](QJsonObject &entry) { entry["startedDateTime"_L1] = u"today"_s; }).contains("look right"_L1));
    QVERIFY(with([](QJsonObject &entry) { entry["serverIPAddress"_L1] = u"a:1]"_s; }).contains("look right"_L1));
}

void TestHar::timesAddUp()
{
    QDateTime before;
    for (const QJsonValue &entry : entriesOf(sampleRecording())) {
        const QJsonValue timings = entry["timings"_L1];
        double sum = 0;
        for (const auto part : {"blocked"_L1, "dns"_L1, "connect"_L1, "send"_L1, "wait"_L1, "receive"_L1})
            sum += std::max(0.0, timings[part].toDouble());
        QCOMPARE(entry["time"_L1].toDouble(), sum);
        QVERIFY(timings["ssl"_L1].toDouble() <= timings["connect"_L1].toDouble());
        const auto began = QDateTime::fromString(entry["startedDateTime"_L1].toString(), Qt::ISODateWithMs);
        QVERIFY(began.isValid() && (!before.isValid() || before <= began));
        before = began;
    }
}

void TestHar::aNewConnection()
{
    const QJsonObject entry = entryOf(entriesOf(sampleRecording()), 1, 1);
    QCOMPARE(entry["startedDateTime"_L1].toString(), u"2025-11-20T16:00:00.000Z"_s);
    QCOMPARE(entry["timings"_L1]["blocked"_L1].toDouble(), 200.0);
    QCOMPARE(entry["timings"_L1]["dns"_L1].toDouble(), 30.0);
    QCOMPARE(entry["timings"_L1]["connect"_L1].toDouble(), 70.0); // TLS is part of it
    QCOMPARE(entry["timings"_L1]["ssl"_L1].toDouble(), 40.0);
    QCOMPARE(entry["timings"_L1]["wait"_L1].toDouble(), 100.0);
    QCOMPARE(entry["timings"_L1]["receive"_L1].toDouble(), 0.0);
    QCOMPARE(entry["time"_L1].toDouble(), 400.0);
    QCOMPARE(entry["serverIPAddress"_L1].toString(), u"2001:db8::1"_s);
    QCOMPARE(entry["connection"_L1].toString(), u"8443"_s); // readers show it as the port
    QCOMPARE(entry["_connectionId"_L1].toString(), u"0"_s);
    QCOMPARE(entry["response"_L1]["status"_L1].toInt(), 503);
    QVERIFY(entry["response"_L1]["_error"_L1].toString().startsWith("http-status"_L1));
    QVERIFY(entry["comment"_L1].toString().startsWith("redirected once, from https://a.example:8443/"_L1));
}

void TestHar::aReusedConnection()
{
    const QJsonObject entry = entryOf(entriesOf(sampleRecording()), 1, 2);
    QCOMPARE(entry["startedDateTime"_L1].toString(), u"2025-11-20T16:00:01.500Z"_s); // the backoff is nobody's
    QCOMPARE(entry["timings"_L1]["blocked"_L1].toDouble(), 100.0);
    QCOMPARE(entry["timings"_L1]["_blocked_queueing"_L1].toDouble(), 100.0);
    for (const auto part : {"dns"_L1, "connect"_L1, "ssl"_L1})
        QCOMPARE(entry["timings"_L1][part].toDouble(), -1.0);
    QCOMPARE(entry["timings"_L1]["wait"_L1].toDouble(), 100.0);
    QCOMPARE(entry["timings"_L1]["receive"_L1].toDouble(), 1'000.0);
    QCOMPARE(entry["response"_L1]["bodySize"_L1].toInt(), 3'000'000);
    QCOMPARE(entry["response"_L1]["_transferSize"_L1].toInt(), 3'000'000);
    QCOMPARE(entry["response"_L1]["content"_L1]["mimeType"_L1].toString(), u"text/html; charset=utf-8"_s);
    QVERIFY(!entry["response"_L1].toObject().contains("_error"_L1));
    QVERIFY(!entry.contains("comment"_L1));
}

void TestHar::aFailureWithoutAnAnswer()
{
    const QJsonObject entry = entryOf(entriesOf(sampleRecording()), 3, 1);
    QCOMPARE(entry["response"_L1]["status"_L1].toInt(-1), 0);
    QCOMPARE(entry["response"_L1]["httpVersion"_L1].toString(), u"unknown"_s);
    QVERIFY(!entry.contains("serverIPAddress"_L1) && !entry.contains("connection"_L1));
    QVERIFY(entry["response"_L1]["_error"_L1].toString().startsWith("timeout-connect"_L1));
}

void TestHar::anAttemptThatStillRuns()
{
    const QJsonObject entry = entryOf(entriesOf(sampleRecording()), 2, 1);
    QCOMPARE(entry["response"_L1]["_error"_L1].toString(), u"not ended"_s);
    QCOMPARE(entry["response"_L1]["content"_L1]["size"_L1].toInt(), 500'000);
    QCOMPARE(entry["timings"_L1]["receive"_L1].toDouble(), 4'000.0); // the rate limit's wait counts
}

void TestHar::holdsNoSecrets()
{
    const QString text = QString::fromUtf8(written(sampleRecording()));
    QVERIFY(text.contains(u"Basic •••"));
    for (const QString &secret : plantedSecrets())
        QVERIFY2(!text.contains(secret), qPrintable(secret));
}

QTEST_APPLESS_MAIN(TestHar)
#include "tst_har.moc"
