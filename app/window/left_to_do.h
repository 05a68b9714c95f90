// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <QSet>

namespace sluice::app {

/// Knows from the events whether anything is left to do, for --quit-when-done. A plain value without a thread.
class LeftToDo
{
public:
    /// Takes the next event in order.
    void apply(const engine::StateEvent &event);

    /// Something was to be done, and everything has ended. A paused download is not done: who paused it will
    /// want to go on with it.
    bool isNothing() const { return m_began && m_open.isEmpty(); }
    /// Whether something may begin that no event has told of yet: the queue of an earlier run is known only piece by
    /// piece, as it moves.
    bool mayBeMore() const { return m_fromBefore; }
    /// How many are known to be open.
    int count() const { return static_cast<int>(m_open.size()); }

private:
    QSet<download::Id> m_open;
    bool m_began = false;
    bool m_fromBefore = false; ///< a download moved that was not added meanwhile
};

} // namespace sluice::app
