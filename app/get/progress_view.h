// SPDX-License-Identifier: MIT
#pragma once

#include "app/get/tally.h"
#include "app/terminal/output.h"
#include "core/engine/snapshot.h"

#include <QStringList>

#include <vector>

namespace sluice::app {

/// The state of a run at one moment.
struct Progress {
    qint64 nowMs = 0;                ///< ms since the epoch
    std::vector<engine::Row> active; ///< running or about to retry, in the order of the queue
    engine::Totals totals;
    Summary summary; ///< so far
};

/// The picture for a terminal of that size: one line for each active download as far as there is room, and one
/// line that sums up. No line is wider than the terminal less one column. `utf8` says whether the bar may use
/// block characters. Pure but for the translation.
QStringList progressLines(const Progress &progress, TerminalSize size, bool utf8);

/// The last line of a run: "3 done, 1 failed; 12 MiB in 4.0 s". Pure but for the translation.
QString summaryText(const Summary &summary);

} // namespace sluice::app
