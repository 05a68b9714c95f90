// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace sluice::ui {

/// Rows that were removed in the window and not yet in the engine, so that undo brings back all of them: bytes,
/// attempts, options, place in the queue. A value without effects; the window does what it says.
class PendingRemoval
{
public:
    /// Hides rows. What was pending before must have been committed or undone.
    void begin(const std::vector<engine::Row> &rows);

    /// Nothing can be undone.
    bool isEmpty() const { return m_pending.isEmpty(); }
    int count() const { return static_cast<int>(m_pending.size()); }

    /// Takes hidden rows out of what the engine says, and their share out of the totals. Remembers their newest
    /// values. Rows stay hidden after commit() until the engine reports them as removed.
    void filter(engine::Delta &delta);

    /// Ends the wait: these ids are to be removed for good.
    std::vector<engine::Id> commit();

    /// What undo gives back.
    struct Restored {
        std::vector<engine::Row> rows;      ///< to show again, newest values
        std::vector<engine::Id> toContinue; ///< ran or waited when they were removed
    };
    Restored undo();

private:
    struct Entry {
        engine::Row row;
        bool wasLive = false;
    };
    QHash<engine::Id, Entry> m_pending;
    QHash<engine::Id, engine::Row> m_committed;
};

} // namespace sluice::ui
