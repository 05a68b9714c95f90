// SPDX-License-Identifier: MIT
#pragma once

namespace sluice::app {

inline constexpr int kCalmLookMs = 50;
inline constexpr int kBusyLookMs = 5;
/// Nothing having happened for so long, there is no hurry.
inline constexpr int kLivelyMs = 2'000;

/// How long to wait before the next look at the downloads, in ms: so that the end of a run is seen soon after it
/// comes, and a long run is not looked at two hundred times a second. `ended` of them ended in the last `sinceMs`; at
/// that pace it waits half of what the `unfinished` ones still take. A handful may end at any moment. Pure.
[[nodiscard]] int nextLookMs(int unfinished, int ended, long long sinceMs);

} // namespace sluice::app
