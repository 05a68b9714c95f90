// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

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

    /// `at` is not before the last step. The same value again adds nothing; another value at the same moment replaces.
    void append(Micros at, qint64 value);

    [[nodiscard]] std::span<const Step> steps() const;
    /// The value at a moment; 0 before the first step.
    [[nodiscard]] qint64 at(Micros moment) const;
    /// Least and most within [from, to), the value at `from` included; in time logarithmic in the number of steps.
    [[nodiscard]] Range between(Micros from, Micros to) const;
    /// The greatest value there ever was.
    [[nodiscard]] qint64 peak() const;
};

} // namespace sluice::trace
