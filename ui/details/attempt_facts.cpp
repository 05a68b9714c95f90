// SPDX-License-Identifier: MIT
#include "ui/details/attempt_facts.h"

#include "core/trace/masking.h"
#include "ui/chart/time_texts.h"
#include "ui/details/attempt_texts.h"
#include "ui/style/error_words.h"
#include "ui/style/format.h"
#include "ui/style/http_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;
using trace::AttemptReport;

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(AttemptFacts)
};

/// The two sources as one: a report where there is one, made from what is kept where there is none.
AttemptReport reportOf(const trace::AttemptBrief *recorded, const download::Attempt *kept)
{
    if (recorded != nullptr && recorded->report)
        return *recorded->report;
    AttemptReport report;
    if (kept != nullptr) {
        report.number = kept->number;
        report.url = kept->url;
        report.address = kept->address;
        report.httpVersion = kept->httpVersion.toUtf8();
        report.reused = kept->reusedConnection;
        report.insecure = kept->insecure;
        report.status = kept->httpStatus;
        report.fromByte = kept->fromByte;
        report.bytes = kept->bytes;
        report.nextTryMs = kept->nextTryMs;
        if (kept->error)
            report.error = std::make_shared<const Error>(*kept->error);
    } else if (recorded != nullptr) {
        report.number = recorded->number;
        report.status = recorded->status;
        report.fromByte = recorded->fromByte;
        report.bytes = recorded->bytes;
    }
    return report;
}

QString resultOf(const AttemptReport &report, bool failed, bool runs)
{
    if (report.error)
        return errorBrief(*report.error);
    if (runs)
        return Tr::tr("running");
    // Not "complete": one that the user stopped has no error either.
    return failed ? Tr::tr("failed") : Tr::tr("ended without an error");
}

QString statusOf(const AttemptReport &report)
{
    const QString reason = QString::fromUtf8(report.reason).simplified();
    return reason.isEmpty() ? httpStatusText(report.status) : QLocale::c().toString(report.status) + u' ' + reason;
}

QString rangeOf(const AttemptReport &report)
{
    const QLocale locale;
    if (report.bytes <= 0)
        return Tr::tr("none, beginning at byte %1").arg(locale.toString(report.fromByte));
    return Tr::tr("%1 (%2 to %3)")
        .arg(exactBytesText(report.bytes), locale.toString(report.fromByte),
            locale.toString(report.fromByte + report.bytes - 1));
}

QString connectionOf(const AttemptReport &report, int connection)
{
    const QString text = report.reused ? Tr::tr("one that was open already") : Tr::tr("a new one");
    return connection == trace::kNone ? text : Tr::tr("number %L1, %2").arg(connection + 1).arg(text);
}

std::vector<Fact> headerFacts(const trace::HeaderLines &lines)
{
    std::vector<Fact> facts;
    facts.reserve(lines.size());
    for (const trace::HeaderLine &line : lines) {
        // Masked when they were recorded; again here, since a recording may come from anywhere.
        const trace::HeaderLine safe = trace::masked(line);
        facts.push_back({QString::fromUtf8(safe.name), QString::fromUtf8(safe.value)});
    }
    return facts;
}

QString noHeaders(const trace::AttemptBrief *recorded, bool runs)
{
    if (runs)
        return Tr::tr("Headers are shown when the attempt has ended.");
    if (recorded == nullptr)
        return Tr::tr("Headers are kept until Sluice ends; this attempt is older.");
    return Tr::tr("There are no headers for this attempt.");
}

} // namespace

AttemptFacts attemptFacts(const trace::AttemptBrief *recorded, const download::Attempt *kept, qint64 nowMs)
{
    AttemptFacts all;
    if (recorded == nullptr && kept == nullptr)
        return all;
    const AttemptReport report = reportOf(recorded, kept);
    const bool runs = kept != nullptr ? kept->endedMs == 0 : recorded->end == trace::kOpen;
    const bool failed = recorded != nullptr && recorded->failed;
    all.number = report.number;
    all.title = Tr::tr("Attempt %L1").arg(report.number);
    const auto add = [&all](const QString &label, const QString &value) {
        if (!value.isEmpty())
            all.facts.push_back({label, value});
    };
    add(Tr::tr("Result"), resultOf(report, failed, runs));
    if (report.error)
        add(Tr::tr("Why"), errorText(*report.error, {}, report.nextTryMs > 0).explanation);
    if (report.nextTryMs > 0)
        add(Tr::tr("Next try"), momentText(report.nextTryMs, nowMs));
    if (report.status > 0)
        add(Tr::tr("Answer"), statusOf(report));
    if (kept != nullptr)
        add(Tr::tr("Started"), momentText(kept->startedMs, nowMs));
    if (recorded != nullptr && recorded->end != trace::kOpen)
        add(Tr::tr("Took"), lengthText(recorded->end - recorded->begin));
    else if (kept != nullptr)
        add(Tr::tr("Took"), spanText(attemptLengthMs(*kept, nowMs)));
    add(Tr::tr("Bytes"), rangeOf(report));
    add(Tr::tr("Link"), trace::maskedUrl(report.url));
    if (report.redirects > 0)
        add(Tr::tr("Redirects"), QLocale().toString(report.redirects));
    add(Tr::tr("Address"), report.address);
    add(Tr::tr("Protocol"), QString::fromUtf8(report.httpVersion));
    if (!report.address.isEmpty())
        add(Tr::tr("Connection"), connectionOf(report, recorded != nullptr ? recorded->connection : trace::kNone));
    add(Tr::tr("Encryption"), QString::fromUtf8(report.tlsVersion));
    if (report.insecure)
        add(Tr::tr("Certificate"), Tr::tr("was not verified"));
    all.request = headerFacts(report.request);
    all.response = headerFacts(report.response);
    if (all.request.empty() && all.response.empty())
        all.headersNote = noHeaders(recorded, runs);
    return all;
}

} // namespace sluice::ui
