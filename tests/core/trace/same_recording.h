// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QString>

namespace sluice::trace::testing {

/// In what two recordings differ, in words; empty where they tell the same.
QString difference(const Recording &a, const Recording &b);

} // namespace sluice::trace::testing
