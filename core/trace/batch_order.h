// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

#include <optional>
#include <span>
#include <vector>

namespace sluice::trace {

/// When an event says that it happened; nothing for those without a time of their own (Described).
[[nodiscard]] std::optional<Micros> timeOf(const Event &event);

/// The download that an event concerns, if it concerns one.
[[nodiscard]] std::optional<Id> idOf(const Event &event);

/// The indexes of the events by time, where they are not in that order already (then: empty). Events are told nearly in
/// order: one thread notes them, but some with a time that it took a little earlier. Those of one download are never
/// exchanged; an event that is earlier than one before it of the same download, or that has no time, counts as at the
/// same time.
[[nodiscard]] std::vector<quint32> orderByTime(std::span<const Event> events);

} // namespace sluice::trace
