// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"

namespace sluice::app {

/// `sluice trace FILE`: sums a recording up on standard output, or with -o writes it in another format. Returns the exit
/// status: 0, 2 when the file cannot be read or the other not written as asked, 1 when writing failed. Needs no display
/// and no event loop.
int runTrace(const Options &options);

} // namespace sluice::app
