// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"
#include "ui/style/state_colours.h"

#include <QRect>

#include <vector>

namespace sluice::ui {

/// One phase of an attempt, ms since the epoch.
struct PhaseSpan {
    Mark mark = Mark::NameLookup;
    qint64 fromMs = 0;
    qint64 toMs = 0;

    qint64 lengthMs() const { return toMs - fromMs; }
    bool operator==(const PhaseSpan &) const = default;
};

/// Where the time of an attempt went, in order and without gaps: name look-up, connect, TLS, waiting for the first
/// byte, receiving. Phases that were skipped (a reused connection) or took no time are left out; the one in which
/// the attempt ended, or still is at `nowMs`, is the last. A running attempt of which nothing but the beginning is
/// known is one neutral span (Mark::WaitSlot), since it may be in any of them. Pure.
std::vector<PhaseSpan> phaseSpans(const download::Attempt &attempt, qint64 nowMs);

/// The spans as pieces of one bar: proportional, in reading order, every piece at least one pixel where there is
/// room, together exactly as wide as the bar. Pure.
std::vector<QRect> phaseRects(const std::vector<PhaseSpan> &spans, const QRect &bar, Qt::LayoutDirection direction);

/// "Name look-up 20 ms · Connect 40 ms · Receiving 1.2 s", in words for tool tips and screen readers.
QString phaseText(const std::vector<PhaseSpan> &spans);

} // namespace sluice::ui
