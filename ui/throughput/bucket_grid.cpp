// SPDX-License-Identifier: MIT
#include "ui/throughput/bucket_grid.h"

#include <algorithm>
#include <array>

namespace sluice::ui {

using trace::Micros;

namespace {

constexpr Micros kSecond = 1'000'000;
/// A hundred years: sums of it stay far from overflowing.
constexpr Micros kFar = Micros(100) * 366 * 24 * 3'600 * kSecond;

/// The shortest length people count in of which kMostBuckets are enough.
Micros sessionLength(Micros session)
{
    constexpr std::array<Micros, 13> kLengths
        = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1'200, 1'800, 3'600}; // seconds
    for (const Micros seconds : kLengths) {
        if (session <= seconds * kSecond * BucketGrid::kMostBuckets)
            return seconds * kSecond;
    }
    constexpr Micros kHour = 3'600 * kSecond;
    Micros length = 2 * kHour;
    while (session > length * BucketGrid::kMostBuckets)
        length *= 2;
    return length;
}

BucketGrid fixed(Micros length, int count, Micros end)
{
    BucketGrid grid;
    grid.length = length;
    grid.count = count;
    grid.first = std::max<qint64>(0, end / length + 1 - count);
    return grid;
}

} // namespace

BucketGrid bucketGrid(TimeRange range, Micros end, bool hasEnded)
{
    end = std::clamp<Micros>(end, 0, kFar);
    switch (range) {
    case TimeRange::Minute:
        return fixed(kSecond, 60, end);
    case TimeRange::TenMinutes:
        return fixed(5 * kSecond, 120, end);
    case TimeRange::Hour:
        return fixed(20 * kSecond, 180, end);
    case TimeRange::Session:
        break;
    }
    BucketGrid grid;
    grid.length = sessionLength(end + 1);
    // Not fewer than a minute's, so that a young session does not grow by leaps; or than still look like a course of time.
    const qint64 fewest = hasEnded ? 5 : 60;
    grid.count = static_cast<int>(std::clamp<qint64>(end / grid.length + 1, fewest, BucketGrid::kMostBuckets));
    return grid;
}

} // namespace sluice::ui
