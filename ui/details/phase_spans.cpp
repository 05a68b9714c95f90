// SPDX-License-Identifier: MIT
#include "ui/details/phase_spans.h"

#include "ui/style/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

/// A phase and the stamp that ends it, 0 where it did not end.
struct Step {
    Mark mark;
    qint64 endMs;
};

bool usesTls(const QString &url)
{
    return url.startsWith("https:"_L1, Qt::CaseInsensitive) || url.startsWith("ftps:"_L1, Qt::CaseInsensitive);
}

QString phaseWord(Mark mark)
{
    switch (mark) {
    case Mark::NameLookup:
        return QCoreApplication::translate("PhaseSpans", "Name look-up");
    case Mark::Connect:
        return QCoreApplication::translate("PhaseSpans", "Connect");
    case Mark::Tls:
        return QCoreApplication::translate("PhaseSpans", "TLS");
    case Mark::FirstByte:
        return QCoreApplication::translate("PhaseSpans", "Waiting for the first byte");
    case Mark::WaitSlot:
        return QCoreApplication::translate("PhaseSpans", "Starting");
    default:
        return QCoreApplication::translate("PhaseSpans", "Receiving");
    }
}

} // namespace

std::vector<PhaseSpan> phaseSpans(const download::Attempt &attempt, qint64 nowMs)
{
    const download::Phases &stamps = attempt.phases;
    const std::array<Step, 5> steps{{
        {Mark::NameLookup, stamps.nameResolved},
        {Mark::Connect, stamps.connected},
        {Mark::Tls, stamps.tlsDone},
        {Mark::FirstByte, stamps.firstByte},
        {Mark::Receiving, 0},
    }};
    // The last phase that is known to have begun: what was not stamped before it did not happen.
    std::size_t reached = 0;
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        if (steps.at(i).endMs > 0)
            reached = i + 1;
    }
    if (stamps.requestSent > 0 || stamps.firstHeader > 0)
        reached = std::max<std::size_t>(reached, 3);
    if (reached == 2 && !usesTls(attempt.url))
        reached = 3;

    const bool runs = attempt.endedMs <= 0 && stamps.ended <= 0;
    const qint64 ended = attempt.endedMs > 0 ? attempt.endedMs : stamps.ended > 0 ? stamps.ended : nowMs;
    qint64 cursor = stamps.queued > 0 ? stamps.queued : attempt.startedMs;
    std::vector<PhaseSpan> spans;
    const auto add = [&spans, &cursor, ended](Mark mark, qint64 until) {
        const qint64 to = std::min(until, ended);
        if (to > cursor)
            spans.push_back({mark, cursor, to});
        cursor = std::max(cursor, to);
    };
    for (std::size_t i = 0; i < reached; ++i) {
        if (steps.at(i).endMs > 0)
            add(steps.at(i).mark, steps.at(i).endMs);
    }
    add(runs && reached == 0 ? Mark::WaitSlot : steps.at(reached).mark, ended);
    return spans;
}

std::vector<QRect> phaseRects(const std::vector<PhaseSpan> &spans, const QRect &bar, Qt::LayoutDirection direction)
{
    std::vector<QRect> rects;
    if (spans.empty() || bar.isEmpty())
        return rects;
    const qint64 begin = spans.front().fromMs;
    const auto whole = static_cast<double>(std::max<qint64>(1, spans.back().toMs - begin));
    const int count = static_cast<int>(spans.size());
    int left = 0;
    for (int i = 0; i < count; ++i) {
        const auto passed = static_cast<double>(spans[static_cast<std::size_t>(i)].toMs - begin);
        // Each piece has a pixel of its own, and so has each one still to come.
        const int most = std::max(left, bar.width() - (count - 1 - i));
        const int least = std::min(left + 1, most);
        const int right
            = i + 1 == count ? bar.width() : std::clamp(static_cast<int>(passed / whole * bar.width()), least, most);
        const int x = direction == Qt::RightToLeft ? bar.left() + bar.width() - right : bar.left() + left;
        rects.emplace_back(x, bar.top(), right - left, bar.height());
        left = right;
    }
    return rects;
}

QString phaseText(const std::vector<PhaseSpan> &spans)
{
    QStringList parts;
    for (const PhaseSpan &span : spans)
        parts.append(phaseWord(span.mark) + u'\u00A0' + spanText(span.lengthMs()));
    return parts.join(u" · "_s);
}

} // namespace sluice::ui
