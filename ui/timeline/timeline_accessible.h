// SPDX-License-Identifier: MIT
#pragma once

namespace sluice::ui {

/// Makes the parts of the timeline known to screen readers: the lanes that are seen as items that say what is in them,
/// the selected span as the picture's value, the limit as a number that can be set. Call it before the first of them is
/// shown; more calls change nothing. Window thread.
void describeTimeline();

} // namespace sluice::ui
