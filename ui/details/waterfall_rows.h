// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/span.h"

#include <vector>

namespace sluice::ui {

/// One line of the waterfall of a download.
struct WaterfallRow {
    enum class Kind : quint8 {
        Attempt,    ///< with the waits that led to it, and what followed it
        Connection, ///< what one of several connections did for the attempt above
        Waiting,    ///< waits that have not led to an attempt
        Summary,    ///< the whole life of a download whose old detail was thinned
    };
    Kind kind = Kind::Waiting;
    int brief = -1; ///< index into Track::attempts, -1 = none
    int number = 0; ///< of the attempt; 0 = none
    int connection = trace::kNone;
    std::size_t firstSpan = 0; ///< its spans are [firstSpan, endSpan) of Track::spans; those of a Connection are
    std::size_t endSpan = 0;   ///< the ones among them that have its connection
    trace::Micros begin = 0;
    trace::Micros end = trace::kOpen;
    qint64 bytes = 0;

    bool operator==(const WaterfallRow &) const = default;
};

/// The lines of a download, oldest attempt first; an attempt over several connections is followed by one for each, in
/// the order in which they were first used. Together the lines that are no connections hold each span once. Pure; in
/// time linear in spans and ranges.
[[nodiscard]] std::vector<WaterfallRow> waterfallRows(const trace::Track &track);

/// Does the span belong to the line? True for each of [firstSpan, endSpan) but those of other connections.
[[nodiscard]] inline bool isOfRow(const WaterfallRow &row, const trace::Span &span)
{
    return row.kind != WaterfallRow::Kind::Connection || span.connection == row.connection;
}

/// Where the picture of a download ends: where it came to its end, else where the recording does (`now`). Pure.
[[nodiscard]] trace::Micros lifeEnd(const trace::Track &track, trace::Micros now);

/// The end in which a download rests for good: Done, Failed or Cancelled. Paused is none.
[[nodiscard]] bool isEnding(trace::Phase phase);

} // namespace sluice::ui
