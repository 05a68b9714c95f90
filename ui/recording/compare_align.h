// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

namespace sluice::ui {

/// When the first download of a recording was added: where its own time begins.
trace::Micros startOf(const trace::Recording &recording);

/// A recording with its start at 0 and its clock showing the time since then (midnight is 0), for a picture beside
/// another: what had not ended ends with the recording, and its time goes on empty to `length` where that is later. Takes
/// about as long as opening a file; any thread.
trace::Recording aligned(const trace::Recording &recording, trace::Micros length);

} // namespace sluice::ui
