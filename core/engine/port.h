// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "core/trace/event.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace sluice::engine {

/// Where in the queue a selection goes.
enum class MoveTo { Top, Up, Down, Bottom };

/// What remove() does with bytes on disk.
enum class RemoveFiles {
    Keep,      ///< only the row goes; a finished file and a part file stay
    PartsOnly, ///< part files of unfinished downloads go too
    All,       ///< finished files too
};

/// The engine as the window and the command line see it: plain values in, plain values out. All functions
/// may be called from any thread, return at once, and act in the order of the calls. Unknown ids are ignored.
class Port
{
public:
    virtual ~Port() = default;

    /// Adds downloads to the end of the queue, in this order. `paused` ones wait for resume().
    virtual void add(std::vector<download::Request> requests, bool paused) = 0;

    /// Starts paused, failed or cancelled downloads again, with the bytes they hold.
    virtual void resume(std::vector<Id> ids) = 0;
    /// Stops running and queued downloads; they keep their bytes.
    virtual void pause(std::vector<Id> ids) = 0;
    /// Ends downloads for good; the part file is removed, the row stays as Cancelled.
    virtual void cancel(std::vector<Id> ids) = 0;
    /// As resume(), and with a fresh count of attempts; a waiting Backoff goes on at once.
    virtual void retry(std::vector<Id> ids) = 0;
    /// Takes rows away (running ones are stopped first).
    virtual void remove(std::vector<Id> ids, RemoveFiles files) = 0;
    /// Changes the order in the queue; the selection keeps its own order.
    virtual void move(std::vector<Id> ids, MoveTo where) = 0;

    /// Changes the concurrency limit at once; clamped to kMinLimit … kMaxLimit.
    virtual void setLimit(int limit) = 0;
    /// Replaces all settings, limit included. Timeouts and proxies count from the next attempt on.
    virtual void setSettings(const Settings &settings) = 0;
    /// The settings in force.
    virtual Settings settings() const = 0;

    /// The download whose details come with the deltas; 0 = none.
    virtual void watch(Id id) = 0;

    /// Everything that changed since the last call; call it 10–30 times a second from one place.
    virtual Delta takeDelta() = 0;
    /// State changes since the last call, in order. They are kept only after recordEvents(true).
    virtual std::vector<StateEvent> takeEvents() = 0;
    virtual void recordEvents(bool on) = 0;

    /// What happened since the last call, for the picture; empty, with wallMs 0, unless EngineConfig::trace asks for it.
    virtual trace::Batch takeTrace() = 0;
    /// How late the engine's event loop has been.
    virtual LoopHealth engineLoop() const = 0;

    /// A value the window keeps in the store (geometry, columns, last tab); empty if never saved.
    virtual QByteArray uiValue(const QString &key) const = 0;
    virtual void setUiValue(const QString &key, const QByteArray &value) = 0;
};

} // namespace sluice::engine
