// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/settings.h"

#include <QString>

#include <optional>

namespace sluice::engine {

/// What an engine is started with.
struct EngineConfig {
    QString storePath;
    std::optional<download::Settings> settings; ///< instead of those in the store, and not saved there

    /// A run of `get` rather than a list for people: stored downloads are no rows but unfinished work, taken up when
    /// the same link is added for the same place; what has ended is forgotten; what has not begun is not stored.
    bool oneRun = false;
    /// With oneRun: take unfinished work up. False: throw its bytes away and start afresh.
    bool resume = true;

    /// Somebody asks for rows and totals with takeDelta(). False: deltas bring notices only, and cost nothing.
    bool rows = true;

    /// Record what happens, for Port::takeTrace(), which somebody must then call about ten times a second.
    bool trace = false;
};

} // namespace sluice::engine
