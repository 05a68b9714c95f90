// SPDX-License-Identifier: MIT
#include "app/get/look_pace.h"

#include <algorithm>

namespace sluice::app {

namespace {

/// So few end within one long wait, whatever came before.
constexpr int kHandful = 100;

} // namespace

int nextLookMs(int unfinished, int ended, long long sinceMs)
{
    if (unfinished <= kHandful)
        return kBusyLookMs;
    if (ended <= 0)
        return kCalmLookMs;
    const long long left = unfinished * std::max(sinceMs, 1LL) / ended;
    return static_cast<int>(std::clamp<long long>(left / 2, kBusyLookMs, kCalmLookMs));
}

} // namespace sluice::app
