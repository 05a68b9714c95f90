// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/one_shot.h"
#include "core/async/semaphore.h"
#include "core/download/runner.h"
#include "core/engine/speed_meter.h"
#include "core/engine/trace_notes.h"

#include <QString>

#include <memory>
#include <stop_token>
#include <unordered_map>

namespace sluice::engine {

/// What becomes of a download once its coroutine has stopped.
enum class After {
    Nothing, ///< nobody asked for a stop
    Queue,   ///< parked, retried, or resumed before a pause or a cancel was complete
    Pause,
    Cancel,
    Remove,
    Shutdown, ///< goes on at the next start
};

/// One row of the engine. Its address is stable for as long as its coroutine runs. Engine thread.
struct Entry {
    download::Download download;
    QString host;
    SpeedMeter speed;
    std::stop_source stop; ///< of the coroutine, fresh for each run
    bool active = false;   ///< the coroutine exists
    After after = After::Nothing;
    bool discardFinished = false; ///< After::Remove: with the finished file
    bool discardPart = false;     ///< After::Remove: with the part file
    quint64 admission = 0;        ///< when it got its slot, counted; 0 = holds none
    bool finishing = false;       ///< the disk finishes its file, and it has given its slot back
    bool draining = false;
    bool rowChanged = false;
    bool recordChanged = false;
    bool stored = false;                                        ///< the store knows it
    std::shared_ptr<async::OneShot<async::Permit>> readmission; ///< set while it waits for a slot after a backoff

    std::unique_ptr<TraceNotes> trace; ///< null when nothing is recorded

    // What the totals count of it at present.
    bool counted = false;
    download::State countedState = download::State::Queued;
    qint64 countedLeft = 0;
    qint64 countedSpeed = 0;
    bool countedUnknown = false;
};

/// All entries by their id.
using Entries = std::unordered_map<download::Id, std::unique_ptr<Entry>>;

} // namespace sluice::engine
