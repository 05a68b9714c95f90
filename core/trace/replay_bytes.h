// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <vector>

namespace sluice::trace {

/// The bytes of a recording as they came: which download brought which range when. Joins what is known apart, namely the
/// ranges of each download in their order, each download's bytes of each second, and the bytes of all in each 100 ms.
/// By download, and for each in order of time.
[[nodiscard]] std::vector<std::vector<Received>> receivedBytes(const Recording &recording);

} // namespace sluice::trace
