// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

#include <cstddef>
#include <vector>

namespace sluice::trace {

/// The same events in batches of at most `most`, to be applied one after the other: a stored queue of 100,000 downloads
/// comes in one batch, and taking that in one go would be felt. The pieces follow each other in order of time, so that
/// the recording is that of the batch as a whole; a piece ends with the time of its last event, the last one with the time
/// of the batch. Pure.
[[nodiscard]] std::vector<Batch> pieces(Batch batch, std::size_t most);

} // namespace sluice::trace
