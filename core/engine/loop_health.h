// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop_monitor.h"
#include "core/engine/snapshot.h"

namespace sluice::engine {

/// What a monitor has seen so far, as a value. On the monitor's thread.
LoopHealth healthOf(const async::LoopMonitor &monitor);

} // namespace sluice::engine
