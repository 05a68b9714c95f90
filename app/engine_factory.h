// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/settings.h"
#include "core/engine/port.h"

#include <QString>

#include <expected>
#include <functional>
#include <memory>
#include <optional>

namespace sluice::app {

/// What an engine is started with.
struct EngineStart {
    QString storePath;
    std::optional<download::Settings> settings; ///< instead of those in the store
    bool discardFinished = false;               ///< forget what has ended: a run of `get`, not a list for people
    bool resume = true;                         ///< take up unfinished downloads; false for --no-resume
    bool recordEvents = false;                  ///< from the first on, those of the stored queue too
    bool rows = true;                           ///< somebody asks for rows and totals
    bool trace = false;                         ///< record what happens, for the picture
};

/// Makes a running engine, or says why it cannot (a whole text that names the file). The engine's destructor
/// stops it, drains it and keeps its state. A parameter, so that tests can play the engine.
using EngineFactory = std::function<std::expected<std::unique_ptr<engine::Port>, QString>(const EngineStart &)>;

} // namespace sluice::app
