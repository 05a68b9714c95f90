// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"
#include "core/trace/packed.h"

#include <span>
#include <vector>

namespace sluice::trace {

/// A number that holds until it changes: the limit, the slots in use. Grows at its end only.
class StepSeries
{
public:
    struct Step {
        Micros at = 0;
        qint64 value = 0;
    };
    struct Range {
        qint64 least = 0;
        qint64 most = 0;
    };

    /// `at` is not before the last step; an earlier one counts as that. The same value again adds nothing; another
    /// value at the same moment replaces.
    void append(Micros at, qint64 value);

    [[nodiscard]] std::span<const Step> steps() const { return m_steps.view(); }
    /// The value at a moment; 0 before the first step.
    [[nodiscard]] qint64 at(Micros moment) const;
    /// Least and most within [from, to), the value at `from` included; in time logarithmic in the number of steps.
    /// Where `visited` is given, the number of values looked at is added to it.
    [[nodiscard]] Range between(Micros from, Micros to, std::size_t *visited = nullptr) const;
    /// The greatest value there ever was; 0 while there is none.
    [[nodiscard]] qint64 peak() const;
    /// Bytes taken from the heap.
    [[nodiscard]] std::size_t heapBytes() const;

private:
    static constexpr std::size_t kFanOut = 16;

    void push(const Step &step);
    void dropLast();
    [[nodiscard]] Range part(std::size_t level, std::size_t i) const;

    Packed<Step> m_steps;
    /// m_levels[k][i] is over the 16^(k+1) steps from i · 16^(k+1) on; only where there are as many.
    std::vector<Packed<Range>> m_levels;
};

} // namespace sluice::trace
