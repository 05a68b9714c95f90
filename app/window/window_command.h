// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"
#include "app/engine_factory.h"

class QApplication;

namespace sluice::app {

/// Why there can be no window here (no display), as a whole sentence with the remedy; empty if there can. To be
/// asked before a QApplication is made, which would end the process.
QString displayProblem();

/// `sluice`: shows the window, or hands the links to the one that runs, and returns the exit status. Messages
/// about wrong input go to standard error before anything is touched. Window thread.
int runWindow(QApplication &application, const Options &options, const EngineFactory &makeEngine);

} // namespace sluice::app
