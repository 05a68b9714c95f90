// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"
#include "core/trace/lane.h"
#include "core/trace/span.h"
#include "core/trace/step_series.h"
#include "core/trace/throughput.h"

#include <QString>

#include <limits>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace sluice::trace {

/// How much a recording may hold. Beyond it the oldest detail is thinned: the spans of downloads that ended longest ago
/// become one wait and one piece of work each, reports of successful attempts lose their headers. Totals, the limit and
/// the times at which downloads began and ended are never thinned.
struct Bounds {
    std::size_t spans = 1'500'000;
    std::size_t reports = 20'000; ///< attempts with all their headers
};

/// What happened, as a value that grows: the downloads with their spans, the lanes they ran in, the limits, the number
/// in flight, and the bytes. Built from batches, live or from a file; every view and every export reads it. One thread.
class Recording
{
public:
    explicit Recording(Bounds bounds = {});

    /// Takes what happened. Times never go backwards; events of unknown downloads are ignored.
    void apply(const Batch &batch);

    /// The end of what is recorded: the time of the last batch.
    [[nodiscard]] Micros now() const;
    /// True until the first batch.
    [[nodiscard]] bool isEmpty() const;
    /// The wall clock at `at`, ms since the epoch, by the batch before it.
    [[nodiscard]] qint64 wallMs(Micros at) const;
    /// Grows with every batch that changed something.
    [[nodiscard]] quint64 revision() const;

    /// All downloads ever seen, in the order in which they were added; an index stays good.
    [[nodiscard]] std::span<const Track> tracks() const;
    [[nodiscard]] std::optional<TrackIndex> find(Id id) const;
    [[nodiscard]] std::span<const QString> hosts() const;

    /// The lanes of a kind, in the order in which they were first used. For LaneKind::Download use tracks().
    [[nodiscard]] std::span<const Lane> lanes(LaneKind kind) const;

    /// The concurrency limit over time, and how many slots were in use.
    [[nodiscard]] const StepSeries &limit() const;
    [[nodiscard]] const StepSeries &inFlight() const;
    /// How many downloads could go on but for something.
    [[nodiscard]] const StepSeries &waiting() const;
    [[nodiscard]] const StepSeries &rateLimit() const;
    [[nodiscard]] const Throughput &throughput() const;
    /// Limit changes, failed attempts and deadlines, by time.
    [[nodiscard]] std::span<const Marker> markers() const;

    [[nodiscard]] std::size_t spanCount() const;
    /// About how many bytes it takes.
    [[nodiscard]] std::size_t memory() const;
};

} // namespace sluice::trace
