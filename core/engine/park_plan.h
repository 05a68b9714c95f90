// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <vector>

namespace sluice::engine {

/// A running download, for the choice of whom a lowered limit concerns.
struct Runner {
    Id id = 0;
    quint64 admission = 0;  ///< grows with each slot given
    bool finishing = false; ///< verifying or renaming: parking it would gain nothing
};

/// The youngest of those running beyond `limit`, youngest first: to be parked, or to be shown as draining. Finishing
/// ones are passed over. Pure.
std::vector<Id> beyondLimit(std::vector<Runner> running, int limit);

} // namespace sluice::engine
