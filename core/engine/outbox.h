// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "core/trace/event.h"

#include <atomic>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace sluice::engine {

/// What the engine has to tell and nobody has fetched yet: the one place both threads touch. Rows replace their older
/// versions, so it never holds more than one row a download, however rarely it is emptied. Thread-safe.
class Outbox
{
public:
    void put(std::vector<Row> rows, const std::vector<Id> &removed, const Totals &totals);
    void put(Notice notice);
    void put(Details details);
    void setLoaded();
    void put(StateEvent event);
    /// Adds to what takeTrace() returns.
    void put(trace::Batch batch);
    void put(LoopHealth health);

    void recordEvents(bool on);
    [[nodiscard]] bool recordsEvents() const { return m_recordEvents; }
    Delta takeDelta();
    std::vector<StateEvent> takeEvents();
    trace::Batch takeTrace();
    [[nodiscard]] LoopHealth engineLoop() const;

private:
    mutable std::mutex m_mutex;
    std::unordered_map<Id, Row> m_changed;
    std::unordered_set<Id> m_removed;
    Totals m_totals;
    std::vector<Notice> m_notices;
    std::optional<Details> m_details;
    bool m_loaded = false;
    std::atomic<bool> m_recordEvents = false;
    std::vector<StateEvent> m_events;
    trace::Batch m_trace;
    LoopHealth m_health;
};

} // namespace sluice::engine
