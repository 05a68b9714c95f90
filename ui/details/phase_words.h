// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/phase.h"

#include <QString>

namespace sluice::ui {

/// A phase in a few words: "Name look-up", "Waiting · slot". Never empty.
QString phaseWord(trace::Phase phase);

} // namespace sluice::ui
