// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/port.h"

#include <vector>

namespace sluice::app::testing {

/// An engine of which a test plays the part: calls are recorded, events and rows are those a test pushed.
/// One thread only.
class ScriptedPort : public engine::Port
{
public:
    std::vector<download::Request> added;
    std::vector<std::vector<engine::Id>> paused; ///< one entry for each call
    std::vector<engine::StateEvent> events;      ///< handed out by the next takeEvents()
    engine::Delta delta;                         ///< handed out by the next takeDelta()
    trace::Batch trace;                          ///< handed out by the next takeTrace()
    int tracesTaken = 0;
    bool recording = false;
    bool addsAtOnce = true; ///< add() pushes an Added event for each request, ids from 1

    /// Pushes one event.
    void push(engine::StateEvent::Kind kind, engine::Id id, download::State state = download::State::Queued);

    void add(std::vector<download::Request> requests, bool asPaused) override;
    void resume(std::vector<engine::Id>) override { }
    void pause(std::vector<engine::Id> ids) override { paused.push_back(std::move(ids)); }
    void cancel(std::vector<engine::Id>) override { }
    void retry(std::vector<engine::Id>) override { }
    void remove(std::vector<engine::Id>, engine::RemoveFiles) override { }
    void move(std::vector<engine::Id>, engine::MoveTo) override { }
    void setLimit(int) override { }
    void setSettings(const engine::Settings &) override { }
    engine::Settings settings() const override { return {}; }
    void watch(engine::Id) override { }
    engine::Delta takeDelta() override { return std::exchange(delta, {}); }
    std::vector<engine::StateEvent> takeEvents() override { return std::exchange(events, {}); }
    void recordEvents(bool on) override { recording = on; }
    trace::Batch takeTrace() override
    {
        ++tracesTaken;
        return std::exchange(trace, {});
    }
    engine::LoopHealth engineLoop() const override { return {}; }
    QByteArray uiValue(const QString &) const override { return {}; }
    void setUiValue(const QString &, const QByteArray &) override { }
};

} // namespace sluice::app::testing
