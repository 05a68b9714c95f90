// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/span.h"

#include <optional>
#include <span>
#include <vector>

namespace sluice::trace {

/// Finds the track of an id, in about eight bytes a track: a hash table of indexes, the ids themselves are in the tracks.
class IdIndex
{
public:
    /// `tracks` are those that were inserted.
    [[nodiscard]] std::optional<TrackIndex> find(std::span<const Track> tracks, Id id) const;
    /// Notes the last of `tracks`, whose id is new.
    void insertLast(std::span<const Track> tracks);
    /// Bytes taken from the heap.
    [[nodiscard]] std::size_t heapBytes() const { return m_cells.capacity() * sizeof(TrackIndex); }

private:
    void place(std::span<const Track> tracks, TrackIndex index);

    Id m_greatest = 0;               ///< ids nearly always count up: a greater one is new
    std::vector<TrackIndex> m_cells; ///< a power of two of them, at most two thirds in use
};

} // namespace sluice::trace
