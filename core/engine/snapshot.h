// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"
#include "core/download/settings.h"

#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace sluice::engine {

using download::Id;
using download::Settings;

/// One download as the window sees it. Immutable once handed out.
struct Row {
    Id id = 0;
    qint64 order = 0; ///< place in the queue; smaller goes first
    QString name;     ///< file name, or the last part of the URL until it is known
    QString url;      ///< without password
    QString host;
    QString folder;
    QString path; ///< the finished file, else empty
    download::State state = download::State::Queued;
    download::WaitReason why = download::WaitReason::None;
    qint64 untilMs = 0; ///< when the wait ends, ms since the epoch, 0 = unknown
    qint64 bytes = 0;   ///< held
    qint64 total = -1;  ///< -1 = unknown
    qint64 speed = 0;   ///< bytes a second, smoothed over about 3 s; 0 unless receiving
    int attempts = 0;   ///< begun so far
    qint64 addedMs = 0;
    qint64 finishedMs = 0;
    bool insecure = false;              ///< TLS verification is off for it
    bool draining = false;              ///< runs although the limit has fallen below its place
    std::shared_ptr<const Error> error; ///< of the last attempt, null if none
};

/// Sums over all downloads.
struct Totals {
    int limit = 0;
    int active = 0;                                   ///< slots in use; may exceed limit while draining
    std::array<int, download::kStateCount> byState{}; ///< indexed by State
    qint64 speed = 0;                                 ///< bytes a second
    qint64 bytesLeft = 0;                             ///< of unfinished downloads with a known total
    int unknownTotals = 0;                            ///< unfinished downloads without one
};

/// Something the user should read once: a store that was set aside, a full disk.
struct Notice {
    enum class Kind { StoreSetAside, StoreFailed, DiskFull, LimitParked };
    Kind kind = Kind::StoreFailed;
    QString path;   ///< file or folder concerned
    QString detail; ///< raw text
    int count = 0;  ///< LimitParked: downloads that went back to the queue
};

/// What the detail panel shows of one download.
struct Details {
    Id id = 0;
    std::vector<download::Attempt> attempts; ///< newest last
    download::Part part;
    download::Request request; ///< secrets masked
};

/// What changed since the last takeDelta(). Rows appear at most once, with their newest values.
struct Delta {
    std::vector<Row> changed; ///< new or changed rows, in no particular order
    std::vector<Id> removed;
    Totals totals;
    std::vector<Notice> notices;
    std::optional<Details> details; ///< of the watched download, when they changed
    bool loaded = false;            ///< the stored queue has been read completely
};

/// How an event loop keeps up (asyncio's debug mode): how much later than due a regular tick comes, and the callbacks
/// that took longer than they may.
struct LoopHealth {
    qint64 p50Us = 0; ///< lag in µs, over the newest few thousand ticks
    qint64 p99Us = 0;
    qint64 worstUs = 0; ///< since the start
    qint64 samples = 0;
    struct Slow {
        QString name;
        qint64 tookUs = 0;
        qint64 atMs = 0; ///< ms since the epoch
    };
    std::vector<Slow> slow; ///< newest last, bounded
};

/// One entry of the ordered record of state changes; never sampled away.
struct StateEvent {
    enum class Kind { Added, State, Retry, Done, Failed, Cancelled, Removed };
    Kind kind = Kind::State;
    qint64 timeMs = 0; ///< ms since the epoch
    Id id = 0;
    QString url; ///< without password
    download::State state = download::State::Queued;
    download::WaitReason why = download::WaitReason::None;
    qint64 untilMs = 0;                 ///< State, Retry
    int attempt = 0;                    ///< Retry: the attempt that failed
    QString path;                       ///< Done
    qint64 bytes = 0;                   ///< Done
    qint64 elapsedMs = 0;               ///< Done: from the first attempt
    bool skipped = false;               ///< Done without a transfer: Conflict::Skip
    std::shared_ptr<const Error> error; ///< Retry, Failed
};

} // namespace sluice::engine
