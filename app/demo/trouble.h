// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/script.h"

#include <limits>

namespace sluice::demo {

/// What goes wrong in the middle of a body.
enum class Trouble { None, Stall, Reset, Close };

/// The place of the next trouble, in body bytes.
struct Stop {
    qint64 at = std::numeric_limits<qint64>::max();
    Trouble what = Trouble::None;
};

/// The first trouble still to come; at one place a stall goes before a reset and a reset before a close.
/// `stalled`: the script's stall is over. Pure.
Stop nextStop(const Script &script, bool stalled);

} // namespace sluice::demo
