// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

#include <QString>

namespace sluice::ui {

// Times as charts say them. Pure but for the default locale and the time zone; numbers and units are joined by a
// no-break space.

/// A length of time to four digits: "850 µs", "12.35 ms", "1.250 s", from a minute on "2:03.5", then "1:02:03", from
/// 100 hours on "4 d 4 h". Negative lengths carry a sign.
QString lengthText(trace::Micros length);

/// A moment of the wall clock to the ms: "12:03:05.250"; 0 or less is noValue(). ms since the epoch, shown in
/// local time.
QString preciseMomentText(qint64 wallMs);

} // namespace sluice::ui
