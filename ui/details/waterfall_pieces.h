// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/time_axis.h"
#include "ui/details/waterfall_rows.h"

#include <vector>

namespace sluice::ui {

/// One stretch of a bar: whole pixels [left, right) in which one phase is drawn.
struct PhasePiece {
    int left = 0;
    int right = 0;
    trace::Phase phase = trace::Phase::WaitSlot; ///< that took longest there
    quint32 spans = 0;                           ///< that it stands for

    bool operator==(const PhasePiece &) const = default;
};

/// The bar of a line. Spans narrower than a pixel are merged, so that there are at most as many pieces as pixels;
/// neighbours of one phase stay apart unless they were merged. Pieces do not overlap and lie within the axis. The
/// axis counts from the adding of the download; `end` is lifeEnd(). An attempt without spans, whose detail was thinned,
/// is one piece. Pure; in time linear in the spans
/// shown.
[[nodiscard]] std::vector<PhasePiece> phasePieces(
    const trace::Track &track, const WaterfallRow &row, const TimeAxis &axis, trace::Micros end);

/// The index in Track::spans of the line's span that is shown at pixel `x`; within a merged pixel the longest there.
/// -1 where there is none. Pure.
[[nodiscard]] qint64 spanAt(
    const trace::Track &track, const WaterfallRow &row, const TimeAxis &axis, trace::Micros end, double x);

/// The line's span after `from` (`step` 1) or before it (-1); the first or last one from -1. -1 where there is none.
[[nodiscard]] qint64 nextSpan(const trace::Track &track, const WaterfallRow &row, qint64 from, int step);

/// The end of a span as it is shown: spans that go on end at `end`. Pure.
[[nodiscard]] trace::Micros shownEnd(const trace::Span &span, trace::Micros end);

} // namespace sluice::ui
