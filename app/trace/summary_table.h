// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QString>

namespace sluice::app {

/// A recording summed up for people, a table of lines of at most `columns`: downloads, bytes, times and rates, the slots
/// in use against the limit, the time in each phase, the slowest downloads, failed attempts by their cause. Ends with a
/// line end. Pure but for the translation and the local time zone.
QString summaryTable(const trace::Recording &recording, int columns);

} // namespace sluice::app
