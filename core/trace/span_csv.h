// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>

namespace sluice::trace {

/// Writes every span as a line of CSV (RFC 4180, UTF-8, a header line first): download, name, URL, host, attempt, slot
/// and connection (empty where there is none), phase, when it began (ISO 8601, UTC), begin, end and duration in ms since
/// the recording began, and whether it stands for several. By download, then by time. URLs are masked. Any thread.
void writeSpanCsv(const Recording &recording, QIODevice &out);

/// A text as one cell: quoted where it must be, and with an apostrophe before it where a spreadsheet would take it for a
/// formula (it begins with = + - @, a tab or a line end).
[[nodiscard]] QByteArray csvCell(const QString &text);

} // namespace sluice::trace
