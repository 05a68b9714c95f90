// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"

#include <QString>

namespace sluice::ui {

/// The columns of the list of attempts, in their first order.
enum class AttemptColumn { Number, Result, Started, Took, Phases, From, Received, Server, Protocol, NextTry };
inline constexpr int kAttemptColumnCount = 10;

/// The heading, translated.
QString attemptColumnTitle(AttemptColumn column);
bool isNumeric(AttemptColumn column);

/// The text of a cell; Phases has none but its tool tip. Pure; `nowMs` is ms since the epoch.
QString attemptText(const download::Attempt &attempt, AttemptColumn column, qint64 nowMs);
/// More than fits: the whole link, all bytes, the explanation of an error. May be empty.
QString attemptHover(const download::Attempt &attempt, AttemptColumn column, qint64 nowMs);
/// How long it took, or has taken until now, in ms.
qint64 attemptLengthMs(const download::Attempt &attempt, qint64 nowMs);

/// Every fact of an error, one a line, untranslated, for bug reports: kind, status, errno, host, URL, raw text.
QString technicalText(const Error &error);

} // namespace sluice::ui
