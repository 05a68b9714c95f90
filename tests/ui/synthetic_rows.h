// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <vector>

namespace sluice::ui::testing {

/// `count` rows with ids from `first` on, in every state and with every wait reason; the same for the same
/// arguments. Waits end up to a minute after `nowMs`.
std::vector<engine::Row> syntheticRows(int count, qint64 nowMs, engine::Id first = 1);

/// One plain row, for tests that care about few of its values.
engine::Row rowNamed(engine::Id id, const QString &name, download::State state = download::State::Queued);

/// A download with four attempts: two failures, one in the middle of the file, and a running or finished one.
engine::Details syntheticDetails(engine::Id id, qint64 nowMs);

/// The sums over the rows, as the engine would give them.
engine::Totals totalsOf(const std::vector<engine::Row> &rows, int limit);

} // namespace sluice::ui::testing
