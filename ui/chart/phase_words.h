// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/phase.h"

#include <QString>

namespace sluice::ui {

/// A phase as legends, tables and tool tips call it: "Receiving", "Waiting · slot", "Name look-up".
QString phaseWord(trace::Phase phase);

} // namespace sluice::ui
