// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

class QLocale;

namespace sluice::ui {

// Numbers as people read them. All functions are pure but for the default locale, which they ask for decimal
// separators and digits. Units are decimal (1 kB = 1000 B), as networks and disks count. A number and its unit
// are joined by a no-break space. What is unknown is an en dash.

/// The text for "no value here".
QString noValue();

/// "650 MB", "2.1 GB", "512 B": two significant digits below ten, whole numbers above. Negative = unknown.
QString bytesText(qint64 bytes);
/// Every byte: "681,574,400 bytes".
QString exactBytesText(qint64 bytes);
/// "11 MB/s"; zero or less is noValue().
QString speedText(qint64 bytesPerSecond);

/// How much of `total` is held, 0 … 1; nothing when the total is unknown. More than all counts as all, and an
/// empty file is complete.
std::optional<double> fractionOf(qint64 bytes, qint64 total);
/// "72 %", rounded down so that 100 % means complete.
QString percentText(double fraction);

/// A length of time as a clock shows it: "0:16", "1:02:03", from 100 hours on "4 d 4 h". Rounded down to
/// seconds; negative is noValue().
QString clockText(qint64 ms);
/// A length of time for a status line: "less than 10 s", "about 40 s", "about 1 min", "about 3 h", "about 2 days".
QString roughText(qint64 ms);
/// A short length of time with the precision it deserves: "8 ms", "1.2 s", then as clockText().
QString spanText(qint64 ms);
/// The time that is left before something happens: "12 s" below a minute, then as clockText(). Rounded up, so
/// that it reads zero only when the time has come.
QString countdownText(qint64 ms);

/// A moment of today as "14:03:22", else with its date; 0 is noValue(). All in local time, ms since the epoch.
QString momentText(qint64 ms, qint64 nowMs);

} // namespace sluice::ui
