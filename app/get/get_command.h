// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"
#include "core/engine/port.h"

#include <expected>
#include <functional>
#include <memory>

namespace sluice::app {

/// What an engine is started with.
struct EngineStart {
    QString storePath;
    download::Settings settings;
    bool resume = true; ///< take up unfinished downloads of an earlier run; false for --no-resume
};

/// Makes a running engine, or says why it cannot (a whole text that names the file). The engine's destructor
/// stops it, drains it and keeps its state.
using EngineFactory = std::function<std::expected<std::unique_ptr<engine::Port>, QString>(const EngineStart &)>;

/// `sluice get`: everything from the understood command line to the exit status. Needs a QCoreApplication and
/// no display; runs its event loop. Messages about wrong input go to standard error before anything is touched.
int runGet(const Options &options, const EngineFactory &makeEngine);

} // namespace sluice::app
