// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/port.h"

#include <unordered_set>
#include <utility>
#include <vector>

namespace sluice::engine {

/// One place in the queue.
struct Place {
    Id id = 0;
    qint64 order = 0;

    bool operator==(const Place &) const = default;
};

/// The new places of those that move when `selection` goes `where`; all others keep theirs. `queue` is sorted by order.
/// The selection keeps its own order; Up and Down move each block of neighbours by one. Top and Bottom use orders below
/// the first or above the last, so that nobody else is touched. Pure.
std::vector<Place> planMove(const std::vector<Place> &queue, const std::unordered_set<Id> &selection, MoveTo where);

} // namespace sluice::engine
