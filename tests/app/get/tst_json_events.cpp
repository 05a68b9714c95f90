// SPDX-License-Identifier: MIT
#include "app/get/json_events.h"

#include <QJsonDocument>
#include <QTest>

using namespace sluice;
using namespace sluice::app;
using namespace Qt::StringLiterals;
using Kind = engine::StateEvent::Kind;

namespace {

engine::StateEvent happened(Kind kind)
{
    engine::StateEvent result;
    result.kind = kind;
    result.timeMs = 1'700'000'000'123;
    result.id = 7;
    result.url = u"http://h/a"_s;
    return result;
}

std::shared_ptr<const Error> error(ErrorKind kind, int status)
{
    Error result;
    result.kind = kind;
    result.httpStatus = status;
    return std::make_shared<const Error>(result);
}

/// The object without what every event has, after checking that it is there.
QJsonObject specifics(QJsonObject object)
{
    if (object.take(u"time"_s).toInteger() != 1'700'000'000'123 || object.take(u"id"_s).toInteger() != 7
        || object.take(u"url"_s).toString() != u"http://h/a"_s)
        return {};
    return object;
}

} // namespace

class TstJsonEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void added();
    void stateNamesOnlyWhatApplies();
    void retry();
    void done();
    void failed_data();
    void failed();
    void removedIsCancelled();
    void progress();
    void summary();
    void oneLineOfValidJson_data();
    void oneLineOfValidJson();
};

void TstJsonEvents::added()
{
    QCOMPARE(specifics(eventObject(happened(Kind::Added))), (QJsonObject{{u"event"_s, u"added"_s}}));
}

void TstJsonEvents::stateNamesOnlyWhatApplies()
{
    engine::StateEvent state = happened(Kind::State);
    state.state = download::State::Connecting;
    QCOMPARE(specifics(eventObject(state)), (QJsonObject{{u"event"_s, u"state"_s}, {u"state"_s, u"connecting"_s}}));
    state.state = download::State::Waiting;
    state.why = download::WaitReason::RetryAfter;
    state.untilMs = 1'700'000'009'000;
    QCOMPARE(specifics(eventObject(state)),
        (QJsonObject{{u"event"_s, u"state"_s}, {u"state"_s, u"waiting"_s}, {u"why"_s, u"retry-after"_s},
            {u"until"_s, state.untilMs}}));
}

void TstJsonEvents::retry()
{
    engine::StateEvent retry = happened(Kind::Retry);
    retry.attempt = 2;
    retry.untilMs = retry.timeMs + 1'500;
    retry.error = error(ErrorKind::HttpStatus, 503);
    QJsonObject object = specifics(eventObject(retry));
    const QJsonObject why = object.take(u"error"_s).toObject();
    QCOMPARE(object, (QJsonObject{{u"event"_s, u"retry"_s}, {u"attempt"_s, 2}, {u"wait"_s, 1'500}}));
    QCOMPARE(why[u"kind"_s], QJsonValue(u"http-status"_s));
    QCOMPARE(why[u"http"_s], QJsonValue(503));
    QVERIFY(!why[u"message"_s].toString().isEmpty());
    retry.untilMs = retry.timeMs - 100;
    QCOMPARE(eventObject(retry)[u"wait"_s], QJsonValue(0));
}

void TstJsonEvents::done()
{
    engine::StateEvent done = happened(Kind::Done);
    done.path = u"/tmp/ü \"x\""_s;
    done.bytes = 5'000'000'000'000'000'001; // beyond what a double holds exactly
    done.elapsedMs = 2'345;
    QCOMPARE(specifics(eventObject(done)),
        (QJsonObject{
            {u"event"_s, u"done"_s}, {u"path"_s, done.path}, {u"bytes"_s, done.bytes}, {u"seconds"_s, 2.345}}));
    QVERIFY(jsonLine(eventObject(done)).contains("5000000000000000001"));
}

void TstJsonEvents::failed_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QJsonValue>("http");
    QTest::newRow("is the status of an answer given?") << ErrorKind::HttpStatus << 404 << QJsonValue(404);
    QTest::newRow("is no answer null?") << ErrorKind::Connect << 0 << QJsonValue(QJsonValue::Null);
}

void TstJsonEvents::failed()
{
    QFETCH(ErrorKind, kind);
    QFETCH(int, status);
    engine::StateEvent failed = happened(Kind::Failed);
    failed.error = error(kind, status);
    const QJsonObject object = specifics(eventObject(failed));
    QCOMPARE(object[u"event"_s], QJsonValue(u"failed"_s));
    const QJsonObject why = object[u"error"_s].toObject();
    QCOMPARE(why[u"kind"_s], QJsonValue(errorKindName(kind)));
    QTEST(why.value(u"http"_s), "http");
    QCOMPARE(object.size(), 2);
}

void TstJsonEvents::removedIsCancelled()
{
    for (const Kind kind : {Kind::Cancelled, Kind::Removed})
        QCOMPARE(specifics(eventObject(happened(kind))), (QJsonObject{{u"event"_s, u"cancelled"_s}}));
}

void TstJsonEvents::progress()
{
    engine::Row row;
    row.id = 7;
    row.url = u"http://h/a"_s;
    row.bytes = 10;
    row.speed = 3;
    QCOMPARE(specifics(progressObject(row, 1'700'000'000'123)),
        (QJsonObject{{u"event"_s, u"progress"_s}, {u"bytes"_s, 10}, {u"total"_s, QJsonValue::Null}, {u"speed"_s, 3}}));
    row.total = 0;
    QCOMPARE(progressObject(row, 0)[u"total"_s], QJsonValue(0));
}

void TstJsonEvents::summary()
{
    QCOMPARE(
        summaryObject({.done = 3, .failed = 2, .cancelled = 1, .unfinished = 9, .bytes = 99, .elapsedMs = 1'500}, 5),
        (QJsonObject{{u"event"_s, u"summary"_s}, {u"time"_s, 5}, {u"done"_s, 3}, {u"failed"_s, 2}, {u"cancelled"_s, 1},
            {u"bytes"_s, 99}, {u"seconds"_s, 1.5}}));
}

void TstJsonEvents::oneLineOfValidJson_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("read");
    QTest::newRow("is a line break escaped?") << u"a\nb\r\u2028"_s << u"a\nb\r\u2028"_s;
    QTest::newRow("is a quote escaped?") << u"\"\\"_s << u"\"\\"_s;
    QTest::newRow("is NUL escaped?") << QString(QChar(0)) << QString(QChar(0));
    QTest::newRow("is a pair of surrogates one character?") << u"😀"_s << u"😀"_s;
    QTest::newRow("is a lone high surrogate replaced?") << u"a"_s + QChar(0xD800) << u"a\uFFFD"_s;
    QTest::newRow("is a lone low surrogate replaced?") << QString(QChar(0xDC00)) + u'b' << u"\uFFFDb"_s;
}

void TstJsonEvents::oneLineOfValidJson()
{
    QFETCH(QString, path);
    engine::StateEvent done = happened(Kind::Done);
    done.path = path;
    const QByteArray line = jsonLine(eventObject(done));
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    QVERIFY(QString::fromUtf8(line).toUtf8() == line); // valid UTF-8
    QTEST(QJsonDocument::fromJson(line)[u"path"_s].toString(), "read");
}

QTEST_GUILESS_MAIN(TstJsonEvents)
#include "tst_json_events.moc"
