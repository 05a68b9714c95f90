// SPDX-License-Identifier: MIT
// The record against what the server saw.
#include "core/trace/consistency.h"
#include "tests/core/engine/engine_bench.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <map>

using namespace sluice;
using namespace sluice::engine;
using namespace sluice::test;
using namespace Qt::StringLiterals;
using download::State;
using trace::Phase;
using trace::Span;
using trace::Track;

namespace {

QStringList paths(int count, const QString &prefix = u"/f"_s)
{
    QStringList list;
    for (int i = 0; i < count; ++i)
        list.append(prefix + QString::number(i));
    return list;
}

/// The value in the middle; a busy machine may delay a few.
qint64 median(std::vector<qint64> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

QString phasesOf(const Track &track)
{
    QStringList names;
    for (const Span &span : track.spans)
        names.append(trace::phaseName(span.phase));
    return names.join(u' ');
}

} // namespace

class TestEngineTrace : public QObject
{
    Q_OBJECT

    std::unique_ptr<EngineBench> m_bench;

    const trace::Recording &recording() const { return m_bench->recording; }
    const Track *track(const QString &path)
    {
        const QString url = m_bench->server.url(path);
        for (const Track &candidate : recording().tracks()) {
            if (candidate.url == url)
                return &candidate;
        }
        return nullptr;
    }
    /// Until the record knows that as many downloads are done.
    bool allDone(int count)
    {
        return QTest::qWaitFor(
            [&] {
                m_bench->pump();
                const auto isDone = [](const Track &one) {
                    return !one.spans.empty() && one.spans.back().phase == Phase::Done;
                };
                return std::ranges::count_if(recording().tracks(), isDone) == count;
            },
            60'000);
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<EngineBench>();
        m_bench->config.trace = true;
    }
    void cleanup()
    {
        m_bench->pump();
        const auto wrong = trace::inconsistencies(recording());
        QVERIFY2(wrong.empty(), wrong.empty() ? "" : qPrintable(wrong.front()));
        m_bench.reset();
    }

    void nothingIsRecordedUnlessAsked()
    {
        m_bench->config.trace = false;
        m_bench->server.setFallback({.size = 1'000});
        m_bench->start();
        m_bench->add(paths(3));
        QTRY_COMPARE(m_bench->count(State::Done), 3);
        QVERIFY(recording().isEmpty());
        QCOMPARE(m_bench->engine().takeTrace().wallMs, 0);
    }

    void spansAreWhatTheServerSaw()
    {
        constexpr int kFiles = 60;
        constexpr qint64 kTolerance = 5; // ms
        m_bench->server.setFallback(
            {.size = 50'000, .delayBeforeHeadMs = 30, .delayBeforeFirstByteMs = 20, .bytesPerSecond = 1'000'000});
        m_bench->start(6);
        m_bench->add(paths(kFiles));
        QVERIFY(allDone(kFiles));

        std::vector<qint64> sent;
        std::vector<qint64> ended;
        std::map<int, int> connections; // ours by the server's
        for (int i = 0; i < kFiles; ++i) {
            const QString path = u"/f"_s + QString::number(i);
            const auto asked = m_bench->server.requests(path);
            QCOMPARE(asked.size(), 1U);
            const Track *one = track(path);
            QVERIFY(one);
            QCOMPARE(one->received, 50'000);
            QCOMPARE(one->total, 50'000);
            QCOMPARE(one->attempts.size(), 1U);
            QCOMPARE(one->attempts.front().status, asked.front().status);
            QCOMPARE(one->attempts.front().bytes, asked.front().bodyBytes);
            QCOMPARE(one->written.size(), 1U);

            const auto find = [&](Phase phase) {
                return std::ranges::find(one->spans, phase, &Span::phase);
            };
            const auto firstByte = find(Phase::FirstByte);
            const auto receiving = find(Phase::Receiving);
            QVERIFY2(firstByte != one->spans.end() && receiving != one->spans.end(), qPrintable(phasesOf(*one)));
            // The request had left before the server had it, and 50 ms passed before a byte could come.
            const qint64 sentMs = recording().wallMs(firstByte->begin);
            QVERIFY(sentMs <= asked.front().wallMs + 1);
            QVERIFY(firstByte->end - firstByte->begin >= 49'000);
            sent.push_back(asked.front().wallMs - sentMs);
            const qint64 serverEnd = asked.front().wallMs + (asked.front().endedNs - asked.front().atNs) / 1'000'000;
            ended.push_back(std::abs(recording().wallMs(receiving->end) - serverEnd));
            const auto [known, isNew] = connections.emplace(asked.front().connection, firstByte->connection);
            QCOMPARE(known->second, firstByte->connection);
            static_cast<void>(isNew);
        }
        QVERIFY2(median(sent) <= kTolerance, qPrintable(QString::number(median(sent))));
        QVERIFY2(median(ended) <= kTolerance, qPrintable(QString::number(median(ended))));
        QCOMPARE(int(connections.size()), m_bench->server.connectionCount());
        QCOMPARE(int(recording().lanes(trace::LaneKind::Connection).size()), m_bench->server.connectionCount());
        QCOMPARE(recording().throughput().bytes(), 50'000LL * kFiles);
        QCOMPARE(recording().inFlight().peak(), 6);
        QCOMPARE(recording().lanes(trace::LaneKind::Slot).size(), 6U);
    }

    void aFirstConnectionHasItsPhases()
    {
        m_bench->server.setFallback({.size = 1'000, .delayBeforeHeadMs = 20});
        m_bench->start(1);
        m_bench->add(paths(2));
        QVERIFY(allDone(2));
        QCOMPARE(phasesOf(*track(u"/f0"_s)), u"wait-slot name-lookup connect first-byte receiving verifying done"_s);
        // The second found the connection open: nothing was looked up.
        QCOMPARE(phasesOf(*track(u"/f1"_s)), u"wait-slot first-byte receiving verifying done"_s);
        const auto &report = track(u"/f1"_s)->attempts.front().report;
        QVERIFY(report);
        QVERIFY(report->reused);
        QVERIFY(!track(u"/f0"_s)->attempts.front().report->reused);
    }

    void attemptsAndTheirWaits()
    {
        m_bench->server.setScripts(u"/busy"_s, demo::failFirst(1, demo::failure(503, "1"), {.size = 100}));
        m_bench->server.setScripts(u"/reset"_s,
            demo::failFirst(
                1, {.size = 90'000, .etag = "\"a\"", .resetAfterBytes = 40'000}, {.size = 90'000, .etag = "\"a\""}));
        m_bench->server.setScript(u"/gone"_s, demo::failure(404));
        m_bench->start(3);
        m_bench->add({u"/busy"_s, u"/reset"_s, u"/gone"_s});
        QVERIFY(allDone(2));
        QTRY_VERIFY((m_bench->pump(), track(u"/gone"_s)->spans.back().phase == Phase::Failed));

        const Track *busy = track(u"/busy"_s);
        QCOMPARE(busy->attempts.size(), 2U);
        QVERIFY(busy->attempts[0].failed);
        QCOMPARE(busy->attempts[0].status, 503);
        QCOMPARE(busy->attempts[0].report->error->kind, ErrorKind::HttpStatus);
        QVERIFY(busy->attempts[0].report->nextTryMs > 0);
        const auto wait = std::ranges::find(busy->spans, Phase::WaitRetryAfter, &Span::phase);
        QVERIFY2(wait != busy->spans.end(), qPrintable(phasesOf(*busy)));
        QCOMPARE(wait->slot, trace::kNone); // others may run meanwhile
        QVERIFY(wait->end - wait->begin >= 900'000);

        const Track *reset = track(u"/reset"_s);
        QCOMPARE(reset->attempts.size(), 2U);
        QCOMPARE(reset->attempts[1].fromByte, reset->attempts[0].bytes);
        QCOMPARE(reset->written.size(), 2U);
        QCOMPARE(reset->written.back().end, 90'000);
        QCOMPARE(reset->received, 90'000);

        const Track *gone = track(u"/gone"_s);
        QCOMPARE(gone->attempts.size(), 1U);
        QCOMPARE(gone->attempts[0].status, 404);
        QCOMPARE(gone->spans.back().slot, trace::kNone);
        const auto isFailure = [](const trace::Marker &marker) {
            return marker.kind == trace::Marker::Kind::Failed;
        };
        QCOMPARE(std::ranges::count_if(recording().markers(), isFailure), 1);
    }

    void redirectsAreHopsOfOneAttempt()
    {
        m_bench->server.setScript(u"/old"_s, demo::redirect(302, "/new"));
        m_bench->server.setScript(u"/new"_s, {.size = 5'000});
        m_bench->start(1);
        m_bench->add({u"/old"_s});
        QVERIFY(allDone(1));
        const Track *one = track(u"/old"_s);
        QCOMPARE(one->attempts.size(), 1U);
        QCOMPARE(one->attempts.front().report->redirects, 1);
        QCOMPARE(one->attempts.front().report->url, m_bench->server.url(u"/new"_s));
    }

    void theLimitAndItsChanges()
    {
        m_bench->server.setFallback({.size = 60'000, .etag = "\"v\"", .bytesPerSecond = 100'000});
        m_bench->start(4);
        m_bench->add(paths(10));
        QTRY_COMPARE(m_bench->count(State::Receiving), 4);
        m_bench->engine().setLimit(2);
        QTRY_COMPARE(m_bench->pump().totals.limit, 2);
        m_bench->engine().setLimit(7);
        QVERIFY(allDone(10));
        std::vector<qint64> values;
        for (const auto &step : recording().limit().steps())
            values.push_back(step.value);
        QCOMPARE(values, (std::vector<qint64>{4, 2, 7}));
        QVERIFY(recording().inFlight().peak() <= 7);
        QVERIFY(recording().inFlight().peak() >= 5);
    }

    void pausedParkedAndRemoved()
    {
        m_bench->server.setFallback({.size = 2'000'000, .etag = "\"v\"", .bytesPerSecond = 200'000});
        m_bench->start(3);
        m_bench->add(paths(3));
        QTRY_COMPARE(m_bench->count(State::Receiving), 3);
        Settings settings = m_bench->engine().settings();
        settings.limit = 1;
        settings.lowering = download::Lowering::Park;
        m_bench->engine().setSettings(settings);
        QTRY_COMPARE(m_bench->count(State::Receiving), 1);
        QTRY_COMPARE(m_bench->pump().totals.active, 1);
        m_bench->engine().pause({m_bench->id(u"/f0"_s)});
        QTRY_VERIFY(m_bench->is(u"/f0"_s, State::Paused));
        m_bench->engine().remove({m_bench->id(u"/f1"_s), m_bench->id(u"/f2"_s)}, RemoveFiles::PartsOnly);
        QTRY_COMPARE(int(m_bench->pump().rows.size()), 1);
        QTRY_VERIFY((m_bench->pump(), track(u"/f2"_s)->removed != trace::kOpen));
        QTRY_COMPARE((m_bench->pump(), track(u"/f0"_s)->spans.back().phase), Phase::Paused);
        QCOMPARE(recording().inFlight().at(recording().now()), 0);
    }

    void aStoredQueueIsKnownFromTheStart()
    {
        m_bench->server.setFallback({.opening = demo::Opening::Silent});
        m_bench->start(1);
        m_bench->add(paths(4));
        QTRY_COMPARE(m_bench->server.runningRequests(), 1);
        m_bench->stop();
        m_bench->recording = trace::Recording();
        m_bench->start(1);
        QTRY_COMPARE((m_bench->pump(), recording().tracks().size()), 4U);
        QTRY_COMPARE((m_bench->pump(), recording().inFlight().at(recording().now())), 1);
        QCOMPARE(recording().waiting().at(recording().now()), 3);
    }

    void noSecretIsRecorded()
    {
        m_bench->server.setFallback({.headers = {"Set-Cookie: sid=hunter2"}, .size = 10});
        m_bench->start(1);
        download::Request request = m_bench->request(u"/f?token=hunter2"_s);
        request.url.replace(u"://"_s, u"://me:hunter2@"_s);
        request.headers = {"Authorization: Bearer hunter2", "Cookie: a=hunter2"};
        m_bench->engine().add({request}, false);
        QVERIFY(allDone(1));
        const Track &one = recording().tracks().front();
        QVERIFY(!one.url.contains(u"hunter2"_s));
        const auto &report = one.attempts.front().report;
        QVERIFY(!report->request.empty() && !report->response.empty());
        QVERIFY(!report->url.contains(u"hunter2"_s));
        for (const auto &lines : {report->request, report->response}) {
            for (const trace::HeaderLine &line : lines)
                QVERIFY2(!line.value.contains("hunter2"), line.name.constData());
        }
    }

    void theLoopIsWatched()
    {
        m_bench->start(1);
        QTRY_VERIFY(m_bench->engine().engineLoop().samples > 0);
    }
};

QTEST_GUILESS_MAIN(TestEngineTrace)
#include "tst_engine_trace.moc"
