// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/span.h"

#include <memory>

namespace sluice::trace {

/// The span that begins at `at` when an event says so: values out of range count as unknown, and a download at rest
/// holds nothing.
[[nodiscard]] Span spanOf(const Entered &event, Micros at);

/// Appends a span to a life. The open span ends where it begins, or
/// - is renamed to its phase first, when the event says so and both phases are of a kind (wait, work, rest);
/// - goes on, when it has the same values; an attempt or connection it did not know yet is filled in;
/// - is replaced, when it has taken no time, and if it then equals the one before it, that goes on.
/// Returns whether anything changed.
bool append(SpanList &spans, Span next, bool renames);

/// Bytes [begin, end) came: they extend the range that ends where they begin, if it is among the newest of the same
/// attempt and connection.
void append(std::vector<Written> &written, const Written &next);

/// A span of work begins: a new attempt, if it is of another than the newest or that has ended.
void beginAttempt(std::vector<AttemptBrief> &attempts, const Span &span);

/// An attempt ended at `at`, with a report: fills in its brief, and makes one if there is none. Returns its index.
std::size_t endAttempt(
    std::vector<AttemptBrief> &attempts, const std::shared_ptr<const AttemptReport> &report, int connection, Micros at);

} // namespace sluice::trace
