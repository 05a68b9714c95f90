// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/span.h"

#include <QHash>

#include <span>
#include <vector>

namespace sluice::trace {

/// The markers by time, deadlines that are still ahead at the end.
class MarkerList
{
public:
    void add(const Marker &marker);
    /// The download must be done by then; takes the place of its deadline that has not come yet, if it had one.
    void setDeadline(TrackIndex track, Micros at, Micros deadline);
    /// The download has ended: a deadline that was still ahead is none any more.
    void dropDeadline(TrackIndex track, Micros at);

    [[nodiscard]] std::span<const Marker> markers() const { return m_markers; }
    /// Bytes taken from the heap.
    [[nodiscard]] std::size_t heapBytes() const;

private:
    std::vector<Marker> m_markers;
    QHash<TrackIndex, Micros> m_deadlines; ///< of downloads that have not ended
};

} // namespace sluice::trace
