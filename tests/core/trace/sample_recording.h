// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QStringList>

#include <vector>

namespace sluice::trace::testing {

/// A session with something of everything: two hosts, three slots, waits of several kinds, TLS, a reused connection, a
/// redirect, a failed attempt and a retry, a failure for good, a pause, a removal, a deadline, a limit that changes,
/// names that are awkward in CSV and JSON, and one download that still runs. 12 s long, with secrets in every place where
/// one can be.
std::vector<Batch> sampleBatches();
Recording sampleRecording();

/// The secrets planted in it; no file may hold one.
QStringList plantedSecrets();

/// A session of `downloads` that end one after the other in 16 slots, each with ten spans.
Recording longRecording(int downloads);

} // namespace sluice::trace::testing
