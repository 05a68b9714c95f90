// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/state.h"
#include "core/trace/phase.h"

#include <QColor>
#include <QPalette>

#include <array>

namespace sluice::ui {

/// Everything that has a colour of its own: the states, the phases of a request, and the reasons to wait.
enum class Mark {
    Receiving,
    NameLookup,
    Connect,
    Tls,
    FirstByte, ///< waiting for the first byte
    Stalled,
    Backoff,
    Failed,
    Verifying,
    WaitSlot, ///< also Queued
    WaitHost,
    WaitRate,
    WaitRetryAfter, ///< as long as the server asked
    WaitSchedule,
    WaitDisk,
    WaitNetwork,
    Paused,
    Done,
    Cancelled,
};
inline constexpr int kMarkCount = 19;

/// How a mark is filled, so that nobody has to rely on colour. No two marks share colour and pattern.
enum class Pattern {
    Solid,
    Hatch,      ///< diagonal lines over a solid ground
    BackHatch,  ///< the other diagonal
    Vertical,   ///< upright lines
    Horizontal, ///< level lines
    Grid,       ///< upright and level lines
    Dots,
    Cross,   ///< solid with an ✕ on a chip
    Outline, ///< an empty frame
    Strike,  ///< a frame crossed by one line
};

/// The background marks are painted on.
enum class Ground { Light, Dark };

/// How a mark looks on one ground.
struct Swatch {
    QColor fill; ///< the area
    QColor edge; ///< frame and pattern lines next to the ground: contrast to it of at least 3 : 1
    QColor ink;  ///< letters and pattern lines on the fill: contrast to it of at least 4.5 : 1
    Pattern pattern = Pattern::Solid;
    char16_t letter = 0; ///< one letter for a chip, 0 = none
};

/// The one table of state colours: Okabe–Ito hues, the same on both grounds; frames differ.
const Swatch &swatch(Mark mark, Ground ground);

/// Which ground a palette's item views have.
Ground groundOf(const QPalette &palette);

/// The mark of a row.
Mark markOf(download::State state, download::WaitReason why);
/// The mark of a moment in the record; no two phases share one.
Mark markOf(trace::Phase phase);

/// WCAG 2 contrast of two opaque colours, 1 … 21. Pure.
double contrast(const QColor &one, const QColor &other);

/// A colour between two, `share` of the second (0 … 1). Pure; for troughs and rules made from a palette.
QColor mixed(const QColor &one, const QColor &other, double share);

} // namespace sluice::ui
