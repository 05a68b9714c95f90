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

private:
    QSet<download::Id> m_open;
    bool m_began = false;
};

} // namespace sluice::app
