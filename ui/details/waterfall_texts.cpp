// SPDX-License-Identifier: MIT
#include "ui/details/waterfall_texts.h"

#include "ui/chart/phase_words.h"
#include "ui/chart/time_texts.h"
#include "ui/details/waterfall_pieces.h"
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
using trace::AttemptBrief;
using trace::Micros;
using trace::Phase;
using trace::Track;

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(WaterfallTexts)
};

const AttemptBrief *briefOf(const Track &track, const WaterfallRow &row)
{
    const bool known = row.brief >= 0 && static_cast<std::size_t>(row.brief) < track.attempts.size();
    return known ? &track.attempts[static_cast<std::size_t>(row.brief)] : nullptr;
}

QString attemptResult(const AttemptBrief &brief)
{
    if (brief.report && brief.report->error)
        return errorBrief(*brief.report->error);
    QStringList parts;
    if (brief.status > 0)
        parts.append(brief.failed ? httpStatusText(brief.status) : QLocale().toString(static_cast<int>(brief.status)));
    if (brief.end == trace::kOpen)
        parts.append(Tr::tr("running"));
    else if (brief.failed && parts.isEmpty())
        parts.append(Tr::tr("failed"));
    if (!brief.failed || brief.bytes > 0)
        parts.append(bytesText(brief.bytes));
    return parts.join(u" · "_s);
}

} // namespace

QString rowLabel(const Track &track, const WaterfallRow &row)
{
    switch (row.kind) {
    case WaterfallRow::Kind::Attempt:
        return Tr::tr("Attempt %L1").arg(row.number);
    case WaterfallRow::Kind::Connection:
        return Tr::tr("Connection %L1").arg(row.connection + 1);
    case WaterfallRow::Kind::Waiting:
        return track.attempts.empty() ? Tr::tr("No attempt yet") : Tr::tr("Next attempt");
    case WaterfallRow::Kind::Summary:
        return Tr::tr("In all");
    }
    return {};
}

QString rowResult(const Track &track, const WaterfallRow &row, Micros end)
{
    const AttemptBrief *brief = briefOf(track, row);
    if (row.kind == WaterfallRow::Kind::Attempt && brief != nullptr)
        return attemptResult(*brief);
    if (row.kind == WaterfallRow::Kind::Connection)
        return bytesText(row.bytes);
    if (row.kind == WaterfallRow::Kind::Summary)
        return Tr::tr("detail thinned");
    if (row.firstSpan >= row.endSpan || row.endSpan > track.spans.size())
        return {};
    const trace::Span last = track.spans[row.endSpan - 1];
    return isEnding(last.phase) || shownEnd(last, end) < end ? QString() : phaseWord(last.phase);
}

QString rowSentence(const Track &track, const WaterfallRow &row, Micros end)
{
    QStringList parts{rowLabel(track, row)};
    if (const QString result = rowResult(track, row, end); !result.isEmpty())
        parts.append(result);
    const Micros until = std::max(row.begin, std::min(row.end, end));
    parts.append(Tr::tr("%1 in all").arg(lengthText(until - row.begin)));
    return parts.join(u", "_s);
}

QString spanSentence(const Track &track, const trace::Span &span, Micros end)
{
    const QString word
        = span.thinned ? Tr::tr("%1 (old detail was thinned)").arg(phaseWord(span.phase)) : phaseWord(span.phase);
    if (isEnding(span.phase) && span.begin >= end)
        return Tr::tr("%1, %2 after it was added").arg(word, lengthText(span.begin - track.added));
    const Micros until = shownEnd(span, end);
    const QString text = Tr::tr("%1: %2, from %3 to %4 after it was added")
                             .arg(word, lengthText(until - span.begin), lengthText(span.begin - track.added),
                                 lengthText(until - track.added));
    return span.connection == trace::kNone ? text : Tr::tr("%1, connection %L2").arg(text).arg(span.connection + 1);
}

QString waterfallSummary(const Track &track, Micros end)
{
    const int attempts = static_cast<int>(std::min<std::size_t>(track.attempts.size(), 1'000'000));
    return Tr::tr("%n attempt(s) in %1", nullptr, attempts).arg(lengthText(std::max<Micros>(0, end - track.added)));
}

} // namespace sluice::ui
