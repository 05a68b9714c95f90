// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"
#include "app/engine_factory.h"

namespace sluice::app {

/// `sluice get`: everything from the understood command line to the exit status. Needs a QCoreApplication and
/// no display; runs its event loop. Messages about wrong input go to standard error before anything is touched.
int runGet(const Options &options, const EngineFactory &makeEngine);

} // namespace sluice::app
