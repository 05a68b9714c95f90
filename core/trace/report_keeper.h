// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/span.h"

#include <cstddef>
#include <deque>
#include <span>

namespace sluice::trace {

/// About how many bytes a report takes, its headers and its error included.
[[nodiscard]] std::size_t heapBytes(const AttemptReport &report);

/// Remembers which attempts still have their report, and takes the oldest ones away when there are too many: those of
/// successful attempts first.
class ReportKeeper
{
public:
    /// `tracks[track].attempts[attempt]` has got its report.
    void add(std::span<const Track> tracks, TrackIndex track, std::size_t attempt);
    /// Takes reports away until there are no more than that many, of no more bytes.
    void shrink(std::span<Track> tracks, std::size_t reports, std::size_t bytes);

    [[nodiscard]] std::size_t count() const { return m_successful.size() + m_failed.size(); }
    /// About how many bytes the reports take.
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    struct Place {
        TrackIndex track = 0;
        quint32 attempt = 0;
        std::size_t bytes = 0;
    };
    std::deque<Place> m_successful; ///< oldest first
    std::deque<Place> m_failed;
    std::size_t m_bytes = 0;
};

} // namespace sluice::trace
