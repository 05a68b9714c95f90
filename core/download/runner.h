// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/semaphore.h"
#include "core/download/body_writer.h"
#include "core/download/disk/volume_writers.h"
#include "core/download/record.h"
#include "core/download/settings.h"
#include "core/http/client.h"

#include <QThreadPool>

#include <functional>
#include <stop_token>

namespace sluice::download {

/// One download while the program runs: what survives a restart, and what does not. Owned by the engine.
struct Download {
    Record record;
    Meter meter;
    WaitReason why = WaitReason::None;
    qint64 untilMs = 0;    ///< end of the wait, ms since the epoch, 0 = unknown
    qint64 firstTryMs = 0; ///< when this run's first attempt began
    bool skipped = false;  ///< Done without a transfer: Conflict::Skip
};

/// What a running download needs from the program. Everything outlives it.
struct Environment {
    http::Client &client;
    VolumeWriters &writers;
    QThreadPool &pool;
    std::function<qint64()> nowMs;    ///< wall clock, ms since the epoch
    std::function<double()> random01; ///< for the jitter of backoffs
};

/// The engine, as a running download sees it. Engine thread.
class Host
{
public:
    virtual ~Host() = default;
    /// Something happened; the host applies nextState() and tells the world. `untilMs` is when a wait ends, ms since the
    /// epoch; a BackOff with 0 goes on at once and keeps its slot, any other has to ask for one again with readmit().
    virtual void happened(Download &download, Event event, WaitReason why, qint64 untilMs) = 0;
    /// The last byte is here, and from now on the download is Verifying. Whether it gives its slot back while the disk
    /// finishes the file; then a try that follows has to ask for one with readmit().
    [[nodiscard]] virtual bool leavesSlot(Download &download) = 0;
    /// The record changed in a way that must survive (part file, attempts).
    virtual void recordChanged(Download &download) = 0;
    /// Waits for a slot again, after it was given back. Throws Stopped.
    virtual async::Task<async::Permit> readmit(Download *download, std::stop_token stop) = 0;
    /// The settings in force.
    [[nodiscard]] virtual const Settings &settings() const = 0;

    /// For the record of what happened: an attempt asks this, a hop of it has come so far (from inside libcurl), and
    /// this is its answer. Whoever keeps no record leaves them as they are.
    virtual void requested(Download &download, const http::Request &request)
    {
        static_cast<void>(download), static_cast<void>(request);
    }
    virtual void stepped(Download &download, const http::Step &step)
    {
        static_cast<void>(download), static_cast<void>(step);
    }
    virtual void answered(Download &download, const http::ResponseHead &head)
    {
        static_cast<void>(download), static_cast<void>(head);
    }
};

/// Runs a download that has just got its slot: attempts, backoffs and re-admissions until it is Done or Failed, which
/// it reports through `host`. Never throws what goes wrong with the download. Throws Stopped when `stop` is triggered;
/// by then all bytes received are on disk and in record.part, and the file is closed. Gives the slot back on every
/// path, during backoffs, and where the host says so while the file is being finished. The three pointers must not be null and outlive the await.
async::Task<> runDownload(
    Environment *environment, Host *host, Download *download, async::Permit permit, std::stop_token stop);

/// The timeouts and retries that hold for a download: its own where it has some, else the engine's. Pure.
struct Policy {
    int connectTimeoutMs = 0;
    int stallTimeoutMs = 0;
    qint64 deadlineMs = 0;
    int retries = 0;
    int retryWaitMs = 0;

    bool operator==(const Policy &) const = default;
};
Policy policyFor(const Overrides &overrides, const Settings &settings);

} // namespace sluice::download
