// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/lane_list.h"
#include "ui/timeline/time_scale.h"

#include <vector>

namespace sluice::ui {

/// One bar to paint: a span, or several that are too narrow to be told apart.
struct Piece {
    double left = 0;                              ///< pixels by the scale that was asked for
    double right = 0;                             ///< at least `left`
    trace::Phase phase = trace::Phase::Receiving; ///< of several, the one that took longest
    bool merged = false;                          ///< stands for several
    bool begins = false;                          ///< the first of a stay: a gap sets it off from the one before
    bool fails = false;                           ///< the last of a stay, and it ended in an error
    float busy = 1;                               ///< of merged stays, the share of time that was used
    trace::TrackIndex track = 0;                  ///< without meaning when stays were merged
    trace::Micros at = 0;                         ///< when the span begins; identifies it in its track
};

/// Ends of a download last until it is removed, but are points rather than times: they are painted this wide.
inline constexpr double kEndWidth = 12;

/// Done, failed or cancelled.
[[nodiscard]] bool isEnd(trace::Phase phase);
/// A span as it is painted, with nothing known of its neighbours.
[[nodiscard]] Piece pieceOf(const trace::Span &span, trace::Micros now, const TimeScale &scale);

/// The pieces of a lane within [from, to), by time; appends to `pieces`. What is open ends at `now`. Takes time of the
/// pixels shown, not of the spans recorded: runs below a pixel and a half become one piece, and stays of which there
/// are more than one for three pixels are read from their summary. Pure.
void appendPieces(const trace::Recording &recording, const LaneList &lanes, int lane, const TimeScale &scale,
    trace::Micros from, trace::Micros to, trace::Micros now, std::vector<Piece> &pieces);

} // namespace sluice::ui
