// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"
#include "core/trace/id_index.h"
#include "core/trace/lane.h"
#include "core/trace/lane_set.h"
#include "core/trace/marker_list.h"
#include "core/trace/report_builder.h"
#include "core/trace/report_keeper.h"
#include "core/trace/span.h"
#include "core/trace/step_series.h"
#include "core/trace/throughput.h"
#include "core/trace/wall_clock.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace sluice::trace {

/// How much a recording may hold. Beyond it the oldest detail is thinned: the spans of downloads that ended longest ago
/// become one wait and one piece of work each, reports of successful attempts lose their headers. Totals, the limit and
/// the times at which downloads began and ended are never thinned.
struct Bounds {
    std::size_t spans = 1'500'000;
    std::size_t spansOfOne = 65'536;      ///< of a download; then the older half of them is thinned, even while it runs
    std::size_t reports = 20'000;         ///< attempts with all their headers
    std::size_t reportBytes = 16'000'000; ///< about, of all reports
};

/// About how many bytes a recording takes, and for what.
struct MemoryUse {
    std::size_t spans = 0;
    std::size_t tracks = 0;   ///< and what finds them
    std::size_t attempts = 0; ///< without their reports, and the ranges of the files
    std::size_t lanes = 0;    ///< with their levels
    std::size_t series = 0;   ///< limits, in flight, waiting, bytes, markers, clocks
    std::size_t text = 0;     ///< names, addresses: in a running Sluice the queue's rows share most of it
    std::size_t reports = 0;

    [[nodiscard]] std::size_t sum() const { return spans + tracks + attempts + lanes + series + text + reports; }
};

/// What happened, as a value that grows: the downloads with their spans, the lanes they ran in, the limits, the number
/// in flight, and the bytes. Built from batches, live or from a file; every view and every export reads it. One thread.
class Recording
{
public:
    explicit Recording(Bounds bounds = {});

    /// Takes what happened. Events of unknown or removed downloads are ignored, and so is a second Added of an id.
    /// Times never go backwards: the events of a batch are taken by their time (see orderByTime()), those of a later
    /// batch that are earlier than the latest before count as at the same time as that, and none is later than its
    /// batch. Secrets are masked here, in URLs and in what the engine noted of attempts: a recording holds none.
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
    /// Connections to one host, 0 = no limit.
    [[nodiscard]] const StepSeries &hostLimit() const;
    [[nodiscard]] const Throughput &throughput() const;
    /// Limit changes, failed attempts and deadlines, by time.
    [[nodiscard]] std::span<const Marker> markers() const;

    [[nodiscard]] std::size_t spanCount() const { return m_spanCount; }
    /// About how many bytes it takes; walks over all of it.
    [[nodiscard]] MemoryUse memoryUse() const;
    [[nodiscard]] std::size_t memory() const { return memoryUse().sum(); }
    /// About how many spans the last apply() looked at in order to thin; bounded by the number of its events.
    [[nodiscard]] std::size_t thinningWork() const { return m_thinningWork; }

private:
    /// What a download occupies.
    struct Held {
        LaneIndex slot = kNoLane;
        LaneIndex host = kNoLane;
        LaneIndex connection = kNoLane;
        Micros received = -1; ///< when bytes last came
    };

    void reserve(std::span<const Event> events);
    // Each takes an event at a time that is in order, and tells whether it changed anything.
    bool take(const Added &event, Micros at);
    bool take(const Described &event, Micros at);
    bool take(const Entered &event, Micros at);
    bool take(const Connected &event, Micros at);
    bool take(const Received &event, Micros at);
    bool take(const AttemptEnded &event, Micros at);
    bool take(const DeadlineSet &event, Micros at);
    bool take(const Removed &event, Micros at);
    bool take(const LimitsSet &event, Micros at);
    bool take(const Wrote &event, Micros at);
    bool take(const Came &event, Micros at);
    bool take(const Shared &event, Micros at);

    void write(Track &track, const Wrote &range);
    [[nodiscard]] Track *living(Id id);
    [[nodiscard]] TrackIndex indexOf(const Track &track) const;
    void count(const std::optional<Span> &before, const std::optional<Span> &after, Micros at);
    void occupy(Track &track, Micros at);
    void ended(Track &track, Micros at);
    void thinOldest(std::size_t work);
    void thinTrack(TrackIndex index, std::size_t last);
    void move(TrackIndex index, const MovedSpan &moved, bool takesSlot);

    Bounds m_bounds;
    bool m_isEmpty = true;
    Micros m_now = 0;
    Micros m_latest = 0; ///< the time of the last event
    quint64 m_revision = 0;
    WallClock m_wallClock;

    std::vector<Track> m_tracks;
    IdIndex m_ids;
    TrackIndex m_lastFound = 0;
    std::vector<QString> m_hosts;
    QHash<QString, quint32> m_hostIndexes;
    std::vector<Held> m_held;       ///< of downloads that hold a slot or a connection, by Track::held
    std::vector<qint32> m_freeHeld; ///< places in it that are nobody's
    std::size_t m_spanCount = 0;
    std::deque<TrackIndex> m_ended; ///< not thinned yet, the one that ended first in front
    TrackIndex m_nextRunning = 0;   ///< where to look for a running one to thin
    std::size_t m_thinningWork = 0;
    ReportBuilder m_reportBuilder;
    ReportKeeper m_reports;

    LaneSet m_slots{LaneSet::Sharing::One};
    LaneSet m_places{LaneSet::Sharing::Many}; ///< at the hosts
    LaneSet m_connections{LaneSet::Sharing::Many};
    QSet<QString> m_labels;          ///< of connections, each kept once
    QHash<quint32, QString> m_peers; ///< labels of connections that no download has used yet

    StepSeries m_limit;
    StepSeries m_inFlight;
    StepSeries m_waiting;
    StepSeries m_rateLimit;
    StepSeries m_hostLimit;
    qint64 m_inFlightNow = 0;
    qint64 m_waitingNow = 0;
    Throughput m_throughput;
    MarkerList m_markers;
};

} // namespace sluice::trace
