// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <functional>

namespace sluice::trace {

/// Tells a recording again, as the batches that build an equal one: every download, span, attempt, range, limit and
/// marker, and the curves of the bytes. A file holds these, so that Recording::apply() stays the only
/// builder of a recording, and whatever a file says passes the same checks as what the engine says. Batches hold a few
/// thousand events each, in order. What has been thinned is told as it is now. Pure; any thread.
void replay(const Recording &recording, const std::function<void(const Batch &batch)> &take);

} // namespace sluice::trace
