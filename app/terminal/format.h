// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sluice::app {

/// "812 B", "1.5 KiB", "650 MiB": powers of 1024 as in --limit-rate, three figures, at most 8 columns.
/// Negative sizes are unknown: "?". Pure.
QString formatBytes(qint64 bytes);

/// "0:16", "12:05", "3:07:00", "5 d 3 h" from whole seconds; negative is unknown: "?". Pure.
QString formatClock(qint64 seconds);

/// "0.2 s", "16 s", "12 min 5 s", "3 h 7 min" from milliseconds. Pure.
QString formatSpan(qint64 ms);

/// Text that came from outside, safe to print inside a message: quoted, control characters replaced, and
/// shortened in the middle to about 80 columns. Pure.
QString quoted(const QString &text);

} // namespace sluice::app
