// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

namespace sluice::ui {

/// How much time a throughput chart shows.
enum class TimeRange { Minute, TenMinutes, Hour, Session };

/// The equal stretches of time a throughput chart is made of: at most kMostBuckets, at full multiples of their length,
/// so that a bucket stays the same while time goes on. A value.
struct BucketGrid {
    static constexpr int kMostBuckets = 240;

    trace::Micros length = 1'000'000; ///< of one
    qint64 first = 0;                 ///< number of the first: it begins at first × length
    int count = 0;

    [[nodiscard]] trace::Micros from() const { return first * length; }
    [[nodiscard]] trace::Micros to() const { return (first + count) * length; }
    [[nodiscard]] trace::Micros begin(int bucket) const { return (first + bucket) * length; }

    bool operator==(const BucketGrid &) const = default;
};

/// The buckets of a range that ends with the one `end` is in. A recording that is shorter than the range stands at the
/// left and grows into it; one that has ended, and will not, fills the range of a session. Pure; any `end` does, below 0
/// counts as 0.
[[nodiscard]] BucketGrid bucketGrid(TimeRange range, trace::Micros end, bool hasEnded = false);

} // namespace sluice::ui
