// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/span_ref.h"

#include <QString>

#include <utility>

namespace sluice::ui {

/// Names are shown to this many letters; what is longer is cut in its middle.
inline constexpr int kLongestName = 80;

/// What is written on a span: the file where a lane holds many, the phase where it holds one.
QString spanLabel(
    const trace::Recording &recording, const LaneList &lanes, trace::TrackIndex track, trace::Phase phase);

/// Everything about a span in lines of plain text: file, phase, begin and length, attempt, slot, connection.
QString spanTip(const trace::Recording &recording, const FoundSpan &found);
/// The same in one line, for the status line and screen readers.
QString spanSentence(const trace::Recording &recording, const FoundSpan &found);

/// "12:03:05.250" of the wall clock.
QString recordedMoment(const trace::Recording &recording, trace::Micros at);

/// What happened between two moments, in either order: "1.250 s · 7 downloads · 2 – 5 at once · 12 MB · 9.6 MB/s".
QString measureText(const trace::Recording &recording, std::pair<trace::Micros, trace::Micros> ends);

} // namespace sluice::ui
