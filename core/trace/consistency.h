// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QString>

#include <span>
#include <vector>

/// The promises of a recording, checked. Each check returns a sentence for everything that is wrong, in English, for
/// tests and for the message that a file cannot be what it says; none when all is well. At most kMostFindings of them.
namespace sluice::trace {

inline constexpr std::size_t kMostFindings = 100;

/// All of the checks below, and that the lanes and the sums agree with the downloads.
[[nodiscard]] std::vector<QString> inconsistencies(const Recording &recording);

/// The spans of a download tile its life: from when it was added to its removal, or on and on, each begins where the one
/// before it ends, and only the last may take no time.
[[nodiscard]] std::vector<QString> lifeFindings(const Track &track, Micros now);

/// No slot is held by two downloads at once.
[[nodiscard]] std::vector<QString> slotFindings(std::span<const Track> tracks, Micros now);

/// `inFlight` is the number of downloads that hold a slot, at every moment.
[[nodiscard]] std::vector<QString> countFindings(std::span<const Track> tracks, const StepSeries &inFlight);

/// The number in flight never grows above the limit in force; after the limit was lowered it may stay above it.
[[nodiscard]] std::vector<QString> limitFindings(const StepSeries &inFlight, const StepSeries &limit);

/// Stays of a lane follow each other, and their spans exist.
[[nodiscard]] std::vector<QString> laneFindings(const Lane &lane, std::span<const Track> tracks);

} // namespace sluice::trace
