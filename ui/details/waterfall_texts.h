// SPDX-License-Identifier: MIT
#pragma once

#include "ui/details/waterfall_rows.h"

#include <QString>

namespace sluice::ui {

// What the waterfall says in words. All pure but for the locale.

/// The name of a line: "Attempt 2", "Connection 1", "Next try", "Waiting".
QString rowLabel(const trace::Track &track, const WaterfallRow &row);
/// What became of a line: "503 Service Unavailable", "206 · 4.1 MB", "running"; empty where there is nothing to say.
QString rowResult(const trace::Track &track, const WaterfallRow &row, trace::Micros end);
/// The name of a line, what became of it, and how long it took; for screen readers.
QString rowSentence(const trace::Track &track, const WaterfallRow &row, trace::Micros end);
/// One span with exact times: "Receiving: 1.250 s, from 0.350 s to 1.600 s after it was added".
QString spanSentence(const trace::Track &track, const trace::Span &span, trace::Micros end);
/// The whole picture in a sentence.
QString waterfallSummary(const trace::Track &track, trace::Micros end);

} // namespace sluice::ui
