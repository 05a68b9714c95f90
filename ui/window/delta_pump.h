// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/port.h"
#include "ui/window/pending_removal.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <vector>

namespace sluice::ui {

/// The one place that pulls deltas from the engine, ten times a second, and hands them on; one of thousands of rows in
/// portions, between which others have their turn. Also keeps removed rows hidden for as long as their removal can be
/// undone. Window thread.
class DeltaPump : public QObject
{
    Q_OBJECT

public:
    static constexpr int kIntervalMs = 100;

    /// `port` outlives this.
    explicit DeltaPump(engine::Port &port, QObject *parent = nullptr);
    /// Commits a removal that still could have been undone.
    ~DeltaPump() override;

    /// Pulls from now on; all there is comes at once.
    void start();
    /// One pull, now; what is left of the one before is handed on first.
    void pull();

    /// Hides rows, pauses those that run, and commits the removal before it, if any.
    void remove(const std::vector<engine::Row> &rows);
    /// Shows the rows again and lets go on what ran before. Does nothing when nothing is pending.
    void undo();
    /// Tells the engine to remove what is hidden; files stay. Does nothing when nothing is pending.
    void commit();
    /// Removals that can be undone, in rows.
    int undoable() const { return m_removal.count(); }

Q_SIGNALS:
    /// Emitted for each pull, also when nothing changed; once, or for each portion. Only the last portion takes rows away,
    /// and only the first brings what is no row. The reference is good during the call.
    void arrived(const sluice::engine::Delta &delta);

private:
    void tick();
    void handNext();
    void handAll();

    engine::Port &m_port;
    QTimer m_timer;
    std::deque<engine::Delta> m_portions; ///< pulled and not handed on
    QTimer m_next;
    PendingRemoval m_removal;
    std::vector<engine::Row> m_restored; ///< to be shown with the next delta
    std::vector<engine::Id> m_hidden;    ///< to be taken away with the next delta
};

} // namespace sluice::ui
