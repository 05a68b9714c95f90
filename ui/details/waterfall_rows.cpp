// SPDX-License-Identifier: MIT
#include "ui/details/waterfall_rows.h"

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>

namespace sluice::ui {

namespace {

using trace::kNone;
using trace::Micros;
using trace::Phase;
using trace::Span;
using trace::Track;

/// Bytes by attempt and connection, and for each attempt its connections in the order in which they appear.
struct Use {
    std::map<std::pair<int, int>, qint64> bytes;

    explicit Use(const Track &track)
    {
        for (const trace::Written &range : track.written)
            bytes[{range.attempt, range.connection}] += std::max<qint64>(0, range.end - range.begin);
    }
};

/// After an attempt these wait for the next one; anything else ends the attempt that was.
bool leadsOn(const Span &span)
{
    return trace::isWait(span.phase) || span.phase == Phase::Backoff;
}

/// The first span that begins at `from` or later.
std::size_t spanFrom(const Track &track, Micros from, std::size_t first)
{
    const auto begin = track.spans.begin() + static_cast<std::ptrdiff_t>(first);
    return static_cast<std::size_t>(
        std::ranges::lower_bound(begin, track.spans.end(), from, {}, &Span::begin) - track.spans.begin());
}

/// Where the spans end that belong to the attempt: behind the last one it began, and what followed from it.
std::size_t endOfAttempt(const Track &track, std::size_t index, std::size_t first)
{
    const trace::AttemptBrief &brief = track.attempts[index];
    if (brief.end == trace::kOpen)
        return track.spans.size();
    const Micros next = index + 1 < track.attempts.size() ? track.attempts[index + 1].begin : trace::kOpen;
    // One that took no time owns the spans of its moment all the same.
    std::size_t end = spanFrom(track, std::max(brief.end, brief.begin + 1), first);
    while (end < track.spans.size() && track.spans[end].begin < next && !leadsOn(track.spans[end]))
        ++end;
    return end;
}

void setTimes(WaterfallRow &row, const Track &track)
{
    bool any = false;
    for (std::size_t i = row.firstSpan; i < row.endSpan; ++i) {
        const Span span = track.spans[i];
        if (!isOfRow(row, span))
            continue;
        row.begin = any ? row.begin : span.begin;
        row.end = span.end;
        any = true;
    }
    if (!any && row.brief >= 0) {
        row.begin = track.attempts[static_cast<std::size_t>(row.brief)].begin;
        row.end = track.attempts[static_cast<std::size_t>(row.brief)].end;
    }
}

/// The connections of an attempt: those of its spans in their order, then those that are known by their bytes only.
std::vector<int> connectionsOf(const WaterfallRow &row, const Track &track, const Use &use)
{
    std::vector<int> connections;
    std::unordered_set<int> seen;
    const auto add = [&connections, &seen](int connection) {
        if (connection != kNone && seen.insert(connection).second)
            connections.push_back(connection);
    };
    int last = kNone;
    for (std::size_t i = row.firstSpan; i < row.endSpan; ++i) {
        if (track.spans[i].connection != last)
            add(last = track.spans[i].connection);
    }
    const auto begin = use.bytes.lower_bound({row.number, kNone});
    for (auto it = begin; it != use.bytes.end() && it->first.first == row.number; ++it)
        add(it->first.second);
    return connections;
}

qint64 bytesOf(int number, int connection, const Use &use)
{
    const auto found = use.bytes.find({number, connection});
    return found == use.bytes.end() ? 0 : found->second;
}

void addConnections(std::vector<WaterfallRow> &rows, const Track &track, const Use &use)
{
    const WaterfallRow attempt = rows.back();
    const std::vector<int> connections = connectionsOf(attempt, track, use);
    if (connections.size() == 1)
        rows.back().connection = connections.front();
    if (connections.size() < 2)
        return;
    for (const int connection : connections) {
        WaterfallRow row = attempt;
        row.kind = WaterfallRow::Kind::Connection;
        row.connection = connection;
        row.bytes = bytesOf(attempt.number, connection, use);
        setTimes(row, track);
        rows.push_back(row);
    }
}

void addWaiting(std::vector<WaterfallRow> &rows, const Track &track, std::size_t first, WaterfallRow::Kind kind)
{
    if (first >= track.spans.size())
        return;
    WaterfallRow row;
    row.kind = kind;
    row.firstSpan = first;
    row.endSpan = track.spans.size();
    setTimes(row, track);
    rows.push_back(row);
}

} // namespace

std::vector<WaterfallRow> waterfallRows(const Track &track)
{
    std::vector<WaterfallRow> rows;
    const Use use(track);
    const bool thinned = std::ranges::any_of(track.spans, &Span::thinned);
    if (thinned)
        addWaiting(rows, track, 0, WaterfallRow::Kind::Summary);
    std::size_t next = thinned ? track.spans.size() : 0;
    for (std::size_t i = 0; i < track.attempts.size(); ++i) {
        const trace::AttemptBrief &brief = track.attempts[i];
        WaterfallRow row;
        row.kind = WaterfallRow::Kind::Attempt;
        row.brief = static_cast<int>(i);
        row.number = brief.number;
        row.connection = brief.connection;
        row.bytes = brief.bytes;
        row.firstSpan = next;
        row.endSpan = thinned ? next : endOfAttempt(track, i, next);
        next = row.endSpan;
        setTimes(row, track);
        rows.push_back(row);
        addConnections(rows, track, use);
    }
    addWaiting(rows, track, next, WaterfallRow::Kind::Waiting);
    return rows;
}

Micros lifeEnd(const Track &track, Micros now)
{
    const Micros least = track.added;
    if (track.spans.empty())
        return std::max(least, std::min(track.removed, now));
    const Span last = track.spans.back();
    if (isEnding(last.phase))
        return std::max(least, last.begin);
    return std::max(least, std::min({last.end, track.removed, std::max(now, last.begin)}));
}

bool isEnding(Phase phase)
{
    return phase == Phase::Done || phase == Phase::Failed || phase == Phase::Cancelled;
}

} // namespace sluice::ui
