// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/span.h"

#include <cstddef>
#include <functional>

namespace sluice::trace {

/// A span that has another place now, or has become a part of the one there.
struct MovedSpan {
    Span span; ///< as it was
    std::size_t from = 0;
    std::size_t to = 0;
};

/// Puts neighbours among the first `last` spans together: what a download did from taking a slot to giving it back in one
/// attempt becomes one span, and so does what it waited for between two attempts; ends (done, failed, cancelled, paused)
/// stay as they are. The life is still tiled, slots are taken and given back at the same times, an attempt takes as
/// long. Calls `moved` for each span, those from `last` on included. The last span of an open life is not among the first `last`. Returns how many spans there are less.
std::size_t thin(SpanList &spans, std::size_t last, const std::function<void(const MovedSpan &)> &moved);

} // namespace sluice::trace
