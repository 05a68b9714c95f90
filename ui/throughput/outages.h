// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <span>
#include <vector>

namespace sluice::ui {

/// A time in which downloads asked for bytes and none came.
struct Outage {
    trace::Micros begin = 0;
    trace::Micros end = 0;

    bool operator==(const Outage &) const = default;
};

/// Silence of this length or less is none.
inline constexpr trace::Micros kQuiet = 2'000'000;

/// A time without a byte, of any length, whether or not anybody asked.
using Gap = Outage;

/// The stretches of empty buckets, neighbours joined. Pure. The buckets follow each other.
[[nodiscard]] std::vector<Gap> gapsIn(std::span<const trace::Throughput::Bucket> buckets);

/// The parts of a gap, longer than kQuiet each, in which at least one download was at the network: from its name look-up
/// to receiving. Pure; costs what the slots did in that time.
[[nodiscard]] std::vector<Outage> outagesWithin(const trace::Recording &recording, const Gap &gap);

/// The outages of a recording that grows; each call looks at what is new. One thread.
class OutageLog
{
public:
    /// All until now, oldest first; the last may still go on. Another recording, or one whose time went back, starts
    /// it again.
    const std::vector<Outage> &update(const trace::Recording &recording);

private:
    std::vector<Outage> m_outages;
    trace::Micros m_scanned = 0;
    trace::Micros m_open = -1; ///< where a gap that reaches to m_scanned began; -1 = there is none
    std::size_t m_settled = 0; ///< so many of m_outages are over
};

} // namespace sluice::ui
