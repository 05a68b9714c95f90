// SPDX-License-Identifier: MIT
#include "core/trace/span_builder.h"

#include <algorithm>
#include <limits>

namespace sluice::trace {

namespace {

/// How far back append() looks for the range that goes on: as many connections as a download can have.
constexpr std::ptrdiff_t kLookBack = 64;

bool ofAKind(Phase a, Phase b)
{
    return isWait(a) == isWait(b) && isRest(a) == isRest(b);
}

quint16 attemptNumber(int number)
{
    return static_cast<quint16>(std::clamp<int>(number, 0, std::numeric_limits<quint16>::max()));
}

} // namespace

Span spanOf(const Entered &event, Micros at)
{
    Span span;
    span.begin = at;
    span.phase = event.phase;
    span.attempt = attemptNumber(event.attempt);
    span.thinned = event.thinned;
    if (isRest(event.phase))
        return span;
    if (event.slot >= 0 && event.slot <= std::numeric_limits<qint16>::max())
        span.slot = static_cast<qint16>(event.slot);
    span.connection = std::max(event.connection, kNone);
    return span;
}

bool append(SpanList &spans, Span next, bool renames)
{
    if (spans.empty()) {
        spans.push_back(next);
        return true;
    }
    Span open = spans.back();
    const Span before = open;
    if (renames && ofAKind(open.phase, next.phase))
        open.phase = next.phase;
    const bool sameConnection = next.connection == open.connection || open.connection == kNone;
    const bool sameAttempt = next.attempt == open.attempt || open.attempt == 0;
    const bool sameDetail = next.thinned == open.thinned;
    if (next.phase == open.phase && next.slot == open.slot && sameConnection && sameAttempt && sameDetail) {
        open.connection = next.connection;
        open.attempt = next.attempt;
        spans.set(spans.size() - 1, open);
        return open != before;
    }
    if (next.begin > open.begin) {
        spans.set(spans.size() - 1, open);
        spans.push_back(next);
        return true;
    }
    next.begin = open.begin;
    if (spans.size() > 1) {
        Span previous = spans[spans.size() - 2];
        previous.begin = next.begin;
        previous.end = next.end;
        // Only where the dropped span did not leave the slot or the connection in between.
        if (previous == next && open.slot == next.slot && open.connection == next.connection) {
            spans.pop_back();
            return true;
        }
    }
    spans.set(spans.size() - 1, next);
    return true;
}

void append(std::vector<Written> &written, const Written &next)
{
    const auto last = written.rend();
    const auto first = written.rbegin();
    const auto range = std::find_if(first, first + std::min(kLookBack, last - first), [&next](const Written &of) {
        return of.end == next.begin && of.attempt == next.attempt && of.connection == next.connection;
    });
    if (range != last && range != first + kLookBack)
        range->end = next.end;
    else
        written.push_back(next);
}

void beginAttempt(std::vector<AttemptBrief> &attempts, const Span &span)
{
    // What follows the last byte belongs to the attempt that has just ended.
    if (span.attempt == 0 || !isWork(span.phase) || span.phase == Phase::Verifying)
        return;
    if (!attempts.empty()) {
        AttemptBrief &newest = attempts.back();
        if (newest.number == span.attempt && newest.end == kOpen) {
            if (span.connection != kNone)
                newest.connection = span.connection;
            return;
        }
        newest.end = std::min(newest.end, span.begin);
    }
    AttemptBrief brief;
    brief.begin = span.begin;
    brief.number = span.attempt;
    brief.connection = span.connection;
    attempts.push_back(std::move(brief));
}

std::size_t endAttempt(
    std::vector<AttemptBrief> &attempts, const std::shared_ptr<const AttemptReport> &report, int connection, Micros at)
{
    const quint16 number = attemptNumber(report->number);
    std::size_t i = attempts.size();
    while (i > 0 && (attempts[i - 1].number != number || attempts[i - 1].report))
        --i;
    if (i == 0) {
        attempts.emplace_back().begin = at;
        attempts.back().number = number;
        i = attempts.size();
    }
    AttemptBrief &brief = attempts[--i];
    brief.end = std::min(brief.end, at);
    if (connection >= 0)
        brief.connection = connection;
    brief.fromByte = report->fromByte;
    brief.bytes = report->bytes;
    brief.status = static_cast<quint16>(std::clamp(report->status, 0, 0x7fff)) & 0x7fffU;
    brief.failed = report->error != nullptr;
    brief.report = report;
    return i;
}

} // namespace sluice::trace
