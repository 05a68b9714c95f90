// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/phase.h"

#include <QString>

namespace sluice::app {

/// A phase in a few words, for a table: "waiting for a slot", "receiving". Pure but for the translation.
QString phaseWords(trace::Phase phase);

} // namespace sluice::app
