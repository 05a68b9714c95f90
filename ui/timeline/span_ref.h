// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/lane_list.h"

#include <optional>

namespace sluice::ui {

/// One span of a recording, known by when it began: indices change when old detail is thinned.
struct SpanRef {
    trace::TrackIndex track = 0;
    trace::Micros begin = 0;

    bool operator==(const SpanRef &) const = default;
};

/// A span that was found.
struct FoundSpan {
    SpanRef ref;
    std::size_t index = 0;
    trace::Span span;
    trace::Micros end = 0; ///< of the span, or `now` where it is open
};

/// The span a reference means, or the one that took its place; nothing when there is none. Pure, as all below.
std::optional<FoundSpan> findSpan(const trace::Recording &recording, const SpanRef &ref, trace::Micros now);

/// The span of a lane that takes most of [from, to), which is what a pixel shows.
std::optional<FoundSpan> spanIn(const trace::Recording &recording, const LaneList &lanes, int lane, trace::Micros from,
    trace::Micros to, trace::Micros now);

/// The next span of the lane (step +1) or the one before (step -1); nothing at either end.
std::optional<FoundSpan> neighbour(const trace::Recording &recording, const LaneList &lanes, int lane,
    const SpanRef &ref, int step, trace::Micros now);

/// The span of a lane that is nearest to a moment; nothing in an empty lane.
std::optional<FoundSpan> nearestSpan(
    const trace::Recording &recording, const LaneList &lanes, int lane, trace::Micros at, trace::Micros now);

} // namespace sluice::ui
