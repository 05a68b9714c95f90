// SPDX-License-Identifier: MIT
#include "core/trace/recording.h"
#include "core/trace/report_builder.h"
#include "tests/core/trace/sample_recording.h"

#include <QTest>

#include <algorithm>

using namespace sluice;
using namespace sluice::trace;
using namespace sluice::trace::testing;
using namespace Qt::StringLiterals;

namespace {

AttemptNotes notesOf(const AttemptReport &report)
{
    AttemptNotes notes;
    notes.number = report.number;
    notes.url = report.url;
    notes.address = report.address;
    notes.httpVersion = QString::fromLatin1(report.httpVersion);
    notes.tlsVersion = report.tlsVersion;
    notes.reused = report.reused;
    notes.insecure = report.insecure;
    notes.redirects = report.redirects;
    notes.status = report.status;
    notes.reason = report.reason;
    notes.request = HeaderBlock(report.request);
    notes.response = HeaderBlock(report.response);
    notes.fromByte = report.fromByte;
    notes.bytes = report.bytes;
    if (report.error)
        notes.error = *report.error;
    notes.nextTryMs = report.nextTryMs;
    return notes;
}

/// The attempts of the sample, with all their secrets, as the engine would note them.
std::vector<Batch> notedBatches()
{
    std::vector<Batch> batches = sampleBatches();
    for (Batch &batch : batches) {
        for (Event &event : batch.events) {
            auto *const ended = std::get_if<AttemptEnded>(&event);
            if (ended && ended->report) {
                ended->notes = std::make_shared<const AttemptNotes>(notesOf(*ended->report));
                ended->report = nullptr;
            }
        }
    }
    return batches;
}

/// Everything in which a secret could be.
QString textOf(const AttemptReport &report)
{
    QString text = report.url + u' ' + report.address;
    for (const HeaderLines *lines : {&report.request, &report.response}) {
        for (const HeaderLine &line : *lines)
            text += u'\n' + QString::fromUtf8(line.name) + u": "_s + QString::fromUtf8(line.value);
    }
    if (report.error)
        text += report.error->url + u' ' + report.error->detail;
    return text;
}

AttemptNotes withRequest(const HeaderLines &lines)
{
    AttemptNotes notes;
    notes.request = HeaderBlock(lines);
    return notes;
}

} // namespace

class TestReportBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingThatWasNotedStaysSecretlyInARecording()
    {
        Recording recording;
        for (const Batch &batch : notedBatches())
            recording.apply(batch);
        int reports = 0;
        for (const Track &track : recording.tracks()) {
            for (const QString &secret : plantedSecrets())
                QVERIFY2(!track.url.contains(secret), qPrintable(track.url));
            for (const AttemptBrief &attempt : track.attempts) {
                if (!attempt.report)
                    continue;
                ++reports;
                const QString text = textOf(*attempt.report);
                for (const QString &secret : plantedSecrets())
                    QVERIFY2(!text.contains(secret), qPrintable(text));
            }
        }
        QCOMPARE(reports, 3);
    }

    void allElseIsKept()
    {
        AttemptNotes notes;
        notes.number = 3;
        notes.url = u"http://host/file"_s;
        notes.address = u"127.0.0.1:80"_s;
        notes.httpVersion = u"HTTP/2"_s;
        notes.tlsVersion = "TLSv1.3";
        notes.reused = notes.insecure = true;
        notes.redirects = 2;
        notes.status = 206;
        notes.reason = "Partial Content";
        notes.request = HeaderBlock(HeaderLines{{"Accept", "*/*"}, {"X-Empty", ""}});
        notes.response = HeaderBlock(HeaderLines{{"ETag", "\"a\""}});
        notes.fromByte = 10;
        notes.bytes = 20;
        notes.error = Error();
        notes.error->kind = ErrorKind::Truncated;
        notes.nextTryMs = 30;
        ReportBuilder builder;
        // The second time all of it is known.
        for (int i = 0; i < 2; ++i) {
            const auto report = builder.build(notes);
            QCOMPARE(report->number, 3);
            QCOMPARE(report->url, notes.url);
            QCOMPARE(report->address, notes.address);
            QCOMPARE(report->httpVersion, QByteArray("HTTP/2"));
            QCOMPARE(report->tlsVersion, notes.tlsVersion);
            QVERIFY(report->reused && report->insecure);
            QCOMPARE(report->redirects, 2);
            QCOMPARE(report->status, 206);
            QCOMPARE(report->reason, notes.reason);
            QCOMPARE(report->request, (HeaderLines{{"Accept", "*/*"}, {"X-Empty", ""}}));
            QCOMPARE(report->response, (HeaderLines{{"ETag", "\"a\""}}));
            QCOMPARE(report->fromByte, 10);
            QCOMPARE(report->bytes, 20);
            QCOMPARE(report->error->kind, ErrorKind::Truncated);
            QCOMPARE(report->nextTryMs, 30);
        }
    }

    void equalLinesAreKeptOnce()
    {
        ReportBuilder builder;
        const AttemptNotes notes = withRequest({{"Server", "nginx"}, {"Accept-Ranges", "bytes"}});
        const HeaderLines first = builder.build(notes)->request;
        const HeaderLines second = builder.build(notes)->request;
        QVERIFY(second.isSharedWith(first));
        const HeaderLines third = builder.build(withRequest({{"Server", "nginx"}}))->request;
        QVERIFY(third.front().value.isSharedWith(first.front().value));
    }

    void aSecretIsMaskedEachTime()
    {
        ReportBuilder builder;
        const AttemptNotes notes = withRequest({{"Authorization", "Bearer hunter2"}, {"Server", "nginx"}});
        for (int i = 0; i < 3; ++i)
            QCOMPARE(QString::fromUtf8(builder.build(notes)->request.front().value), u"Bearer •••"_s);
        // Nor does the builder keep the lines that it was in.
        QVERIFY(!notes.request.isCopyOf(HeaderBlock()));
        QVERIFY(!builder.build(notes)->request.isSharedWith(builder.build(notes)->request));
    }

    void manyLinesDoNotMixUp()
    {
        ReportBuilder builder;
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < 5'000; ++i) {
                const HeaderLines lines{{"ETag", QByteArray::number(i)}, {"X-" + QByteArray::number(i), "a"}};
                QCOMPARE(builder.build(withRequest(lines))->request, lines);
            }
        }
    }

    void noLinesAreNone()
    {
        const auto report = ReportBuilder().build({});
        QVERIFY(report->request.isEmpty());
        QVERIFY(report->response.isEmpty());
        QVERIFY(HeaderBlock(HeaderLines{}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestReportBuilder)
#include "tst_report_builder.moc"
