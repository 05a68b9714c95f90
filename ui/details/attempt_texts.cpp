// SPDX-License-Identifier: MIT
#include "ui/details/attempt_texts.h"

#include "ui/details/phase_spans.h"
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

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(AttemptTexts)
};

QString resultText(const download::Attempt &attempt)
{
    if (attempt.error)
        return errorBrief(*attempt.error);
    const QString status = attempt.httpStatus > 0 ? httpStatusText(attempt.httpStatus) : QString();
    if (attempt.endedMs > 0)
        return status.isEmpty() ? Tr::tr("complete") : status;
    return status.isEmpty() ? Tr::tr("running") : Tr::tr("running · %1").arg(status);
}

QString protocolText(const download::Attempt &attempt)
{
    QStringList parts;
    if (!attempt.httpVersion.isEmpty())
        parts.append(attempt.httpVersion);
    if (attempt.reusedConnection)
        parts.append(Tr::tr("connection reused"));
    if (attempt.insecure)
        parts.append(Tr::tr("not verified"));
    return parts.isEmpty() ? noValue() : parts.join(u" · "_s);
}

QString nextTryText(const download::Attempt &attempt, qint64 nowMs)
{
    if (attempt.nextTryMs <= 0)
        return noValue();
    if (attempt.nextTryMs > nowMs)
        return Tr::tr("in %1").arg(countdownText(attempt.nextTryMs - nowMs));
    return momentText(attempt.nextTryMs, nowMs);
}

} // namespace

QString attemptColumnTitle(AttemptColumn column)
{
    switch (column) {
    case AttemptColumn::Number:
        return Tr::tr("Try");
    case AttemptColumn::Result:
        return Tr::tr("Result");
    case AttemptColumn::Started:
        return Tr::tr("Started");
    case AttemptColumn::Took:
        return Tr::tr("Took");
    case AttemptColumn::Phases:
        return Tr::tr("Where the time went");
    case AttemptColumn::From:
        return Tr::tr("From");
    case AttemptColumn::Received:
        return Tr::tr("Received");
    case AttemptColumn::Server:
        return Tr::tr("Server");
    case AttemptColumn::Protocol:
        return Tr::tr("Protocol");
    case AttemptColumn::NextTry:
        return Tr::tr("Next try");
    }
    return {};
}

bool isNumeric(AttemptColumn column)
{
    return column == AttemptColumn::Number || column == AttemptColumn::Took || column == AttemptColumn::From
        || column == AttemptColumn::Received;
}

QString attemptText(const download::Attempt &attempt, AttemptColumn column, qint64 nowMs)
{
    switch (column) {
    case AttemptColumn::Number:
        return QLocale().toString(attempt.number);
    case AttemptColumn::Result:
        return resultText(attempt);
    case AttemptColumn::Started:
        return momentText(attempt.startedMs, nowMs);
    case AttemptColumn::Took:
        return spanText(attemptLengthMs(attempt, nowMs));
    case AttemptColumn::Phases:
        return {};
    case AttemptColumn::From:
        return attempt.fromByte > 0 ? bytesText(attempt.fromByte) : Tr::tr("start");
    case AttemptColumn::Received:
        return bytesText(attempt.bytes);
    case AttemptColumn::Server:
        return attempt.address.isEmpty() ? noValue() : attempt.address;
    case AttemptColumn::Protocol:
        return protocolText(attempt);
    case AttemptColumn::NextTry:
        return nextTryText(attempt, nowMs);
    }
    return {};
}

QString attemptHover(const download::Attempt &attempt, AttemptColumn column, qint64 nowMs)
{
    switch (column) {
    case AttemptColumn::Result:
        return attempt.error ? errorText(*attempt.error, {}, attempt.nextTryMs > 0).explanation : QString();
    case AttemptColumn::Phases:
        return phaseText(phaseSpans(attempt, nowMs));
    case AttemptColumn::From:
        return exactBytesText(attempt.fromByte);
    case AttemptColumn::Received:
        return exactBytesText(attempt.bytes);
    case AttemptColumn::Server:
        return attempt.url;
    default:
        return {};
    }
}

qint64 attemptLengthMs(const download::Attempt &attempt, qint64 nowMs)
{
    if (attempt.startedMs <= 0)
        return -1;
    const qint64 end = attempt.endedMs > 0 ? attempt.endedMs : nowMs;
    return std::max<qint64>(0, end - attempt.startedMs);
}

QString technicalText(const Error &error)
{
    QStringList lines{u"error: "_s + errorKindName(error.kind)};
    if (error.httpStatus > 0)
        lines.append(u"status: "_s + httpStatusText(error.httpStatus));
    if (error.osError != 0)
        lines.append(u"errno: "_s + QString::number(error.osError));
    if (error.attempt > 0)
        lines.append(u"attempt: "_s + QString::number(error.attempt));
    lines.append(u"bytes: "_s + QString::number(error.bytes));
    if (error.retryAfterMs)
        lines.append(u"retry-after: "_s + QString::number(*error.retryAfterMs) + u" ms"_s);
    if (!error.host.isEmpty())
        lines.append(u"host: "_s + error.host);
    if (!error.url.isEmpty())
        lines.append(u"url: "_s + error.url);
    if (!error.detail.isEmpty())
        lines.append(u"detail: "_s + error.detail);
    return lines.join(u'\n');
}

} // namespace sluice::ui
