// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

#include <vector>

namespace sluice::trace {

/// What the wall clock showed when: pairs of both clocks, kept only where the wall clock was set or drifted.
class WallClock
{
public:
    /// The wall clock showed `wallMs` at `at`, which is not before the last one.
    void note(Micros at, qint64 wallMs);
    /// What it showed at `at`, by the pair before it, or by the first; 0 while there is none.
    [[nodiscard]] qint64 at(Micros at) const;
    /// Bytes taken from the heap.
    [[nodiscard]] std::size_t heapBytes() const { return m_pairs.capacity() * sizeof(Pair); }

private:
    struct Pair {
        Micros at = 0;
        qint64 wallMs = 0;
    };
    std::vector<Pair> m_pairs;
};

} // namespace sluice::trace
