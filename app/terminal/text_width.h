// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

namespace sluice::app {

/// Columns `text` takes on a terminal: 0 for combining marks and joiners, 2 for East Asian wide characters and
/// emoji (UAX #11), else 1. Where terminals disagree the larger number is given: a line that is too short is
/// harmless, one that wraps breaks the picture. Pure, independent of the locale.
int textWidth(QStringView text);

/// `text` with everything that could move the cursor, change colours or reorder the line (control characters,
/// bidirectional controls, line separators, lone surrogates) replaced by U+FFFD. Pure.
QString harmless(QStringView text);

/// `text` in at most `columns`, the middle replaced by "…" where it is longer; never cuts inside a character as
/// people see it (grapheme cluster, UAX #29), and keeps a little more of the end, where the suffix stands. Pure.
QString elideMiddle(const QString &text, int columns);

/// `text` elided to `columns` and filled up with spaces to exactly that width. Pure.
QString padded(const QString &text, int columns);

} // namespace sluice::app
