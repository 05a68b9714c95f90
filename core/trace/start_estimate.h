// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <optional>
#include <vector>

namespace sluice::trace {

/// A slot in use, as far as its end can be told.
struct SlotUse {
    Micros since = 0;                ///< how long it has been in use
    std::optional<Micros> remaining; ///< until its download is done at the present speed; nothing = unknown
};

/// When queued downloads will start, if things go on as they did: each slot goes to the next in the queue as soon as it
/// is free, and each download takes as long as the recent ones did. A value; built once for a queue of any length and
/// asked for the places that are seen.
class StartEstimate
{
public:
    StartEstimate() = default;
    /// `limit` slots, of which `used` are in use (more than `limit` of them while they drain: those that end first
    /// are then not used again). `service` is how long a download holds its slot; nothing = unknown, then only the
    /// first in the queue can be told. Times are from now on.
    StartEstimate(qint64 limit, const std::vector<SlotUse> &used, std::optional<Micros> service);

    /// How long the download at this place among those that wait for a slot, counted from 0, will still wait; nothing
    /// where the record does not tell. Logarithmic in time, linear in slots.
    [[nodiscard]] std::optional<Micros> at(qint64 place) const;

private:
    std::vector<Micros> m_free; ///< when each slot is free, earliest first
    Micros m_service = 0;       ///< 0 = unknown
};

/// How long recent downloads held their slot: the median of the newest 64 stays that ended in the last ten minutes of
/// the recording; nothing with fewer than three. Pure.
[[nodiscard]] std::optional<Micros> recentService(const Recording &recording);

} // namespace sluice::trace
