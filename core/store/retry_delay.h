// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>

namespace sluice::store {

/// How long to wait before writing again after `failures` failures in a row: 0.5, 1, 2, 4, then 8 seconds.
constexpr std::chrono::milliseconds retryDelay(int failures)
{
    return std::chrono::milliseconds(500) * (1 << std::clamp(failures - 1, 0, 4));
}

} // namespace sluice::store
