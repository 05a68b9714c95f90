// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/runner.h"

#include <optional>

namespace sluice::download {

/// How one try ended, if it was not stopped.
struct AttemptEnd {
    std::optional<Error> error; ///< nothing: the file is complete, verified and at Record::finalPath
    bool skipped = false;       ///< complete because the name was taken and Conflict::Skip says to leave it
};

/// Makes one try: asks for what is missing, takes it, and if that completes the file verifies and publishes it.
/// Appends to record.attempts. Releases `permit`, which outlives the await, when the host takes it back for the time the
/// disk needs. Throws Stopped, with the bytes kept as runDownload() says.
async::Task<AttemptEnd> runAttempt(Environment *environment, Host *host, Download *download, async::Permit *permit,
    Policy policy, std::stop_token stop);

} // namespace sluice::download
