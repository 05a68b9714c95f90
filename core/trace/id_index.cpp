// SPDX-License-Identifier: MIT
#include "core/trace/id_index.h"

#include <algorithm>
#include <limits>

namespace sluice::trace {

namespace {

constexpr TrackIndex kFree = std::numeric_limits<TrackIndex>::max();

/// Where the search for an id begins in a table of a power of two cells.
std::size_t firstCell(Id id, std::size_t cells)
{
    // Fibonacci hashing: ids that count up spread well, and so do those with equal low bits.
    return static_cast<std::size_t>((static_cast<quint64>(id) * 0x9e3779b97f4a7c15U) >> 32) & (cells - 1);
}

} // namespace

std::optional<TrackIndex> IdIndex::find(std::span<const Track> tracks, Id id) const
{
    if (m_cells.empty() || id > m_greatest)
        return std::nullopt;
    // Ids mostly count up without a gap, and then the place follows from the first.
    const quint64 guess = static_cast<quint64>(id) - static_cast<quint64>(tracks.front().id);
    if (guess < tracks.size() && tracks[guess].id == id)
        return static_cast<TrackIndex>(guess);
    for (std::size_t cell = firstCell(id, m_cells.size());; cell = (cell + 1) & (m_cells.size() - 1)) {
        const TrackIndex index = m_cells[cell];
        if (index == kFree)
            return std::nullopt;
        if (tracks[index].id == id)
            return index;
    }
}

void IdIndex::insertLast(std::span<const Track> tracks)
{
    m_greatest = std::max(m_greatest, tracks.back().id);
    if (tracks.size() * 3 > m_cells.size() * 2) {
        const std::size_t cells = std::max<std::size_t>(16, m_cells.size() * 2);
        m_cells.assign(cells, kFree);
        for (std::size_t i = 0; i + 1 < tracks.size(); ++i)
            place(tracks, static_cast<TrackIndex>(i));
    }
    place(tracks, static_cast<TrackIndex>(tracks.size() - 1));
}

void IdIndex::place(std::span<const Track> tracks, TrackIndex index)
{
    std::size_t cell = firstCell(tracks[index].id, m_cells.size());
    while (m_cells[cell] != kFree)
        cell = (cell + 1) & (m_cells.size() - 1);
    m_cells[cell] = index;
}

} // namespace sluice::trace
