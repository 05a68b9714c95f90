// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <vector>

namespace sluice::trace {

/// Appends the ranges that a download's attempts brought, in their order, each at the last moment of its attempt. What is
/// one range of several attempts with the same number is told in a part for each, by how many bytes each had.
void appendRanges(const Track &track, Micros now, std::vector<Wrote> &ranges);

/// Appends the curves of a recording, by time: Came for all together, Shared for each download. What reaches beyond the
/// end of the recording is told at its end.
void appendCurves(const Recording &recording, std::vector<Came> &came, std::vector<Shared> &shared);

} // namespace sluice::trace
