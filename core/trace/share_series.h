// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/packed.h"
#include "core/trace/span.h"

#include <functional>
#include <vector>

namespace sluice::trace {

/// Who brought how many bytes when: a list of downloads for each second. When there are too many entries, the older
/// half of the lists are put together in pairs, so that lists grow longer as they age.
class ShareSeries
{
public:
    struct Share {
        TrackIndex track = 0;
        qint64 bytes = 0;
    };
    static constexpr Micros kSecond = 1'000'000;

    /// Adds to the list of that second.
    void add(qint64 second, TrackIndex track, qint64 bytes);
    /// Adds to the list of several seconds, as forEach() tells it; makes it where it is the latest.
    void add(qint64 second, qint64 seconds, TrackIndex track, qint64 bytes);
    /// Tells all that is known, by time and track: `tell` is called with the first second and the number of seconds of a
    /// list, and one of its shares.
    void forEach(const std::function<void(qint64 second, qint64 seconds, const Share &share)> &tell) const;
    /// The sums over [from, to), greatest first; lists that are partly within count in proportion.
    [[nodiscard]] std::vector<Share> sums(Micros from, Micros to) const;
    /// Number of entries in all lists.
    [[nodiscard]] std::size_t entries() const { return m_entries + m_open.size(); }
    /// Bytes taken from the heap.
    [[nodiscard]] std::size_t heapBytes() const;
    /// How many entries there may be, as long as joining lists makes them fewer.
    void setBound(std::size_t entries) { m_bound = entries; }

private:
    /// The bytes of [second, second + seconds), by track.
    struct List {
        qint64 second = 0;
        qint64 seconds = 1;
        Packed<Share> shares;
    };
    List &listOf(qint64 second);
    void put(List &list, TrackIndex track, qint64 bytes);
    void settle();
    void coarsen();

    static constexpr std::size_t kMostOpen = 65'536;
    static constexpr std::size_t kMostRead = 1'000'000; ///< entries of a file that are taken as they are

    std::vector<List> m_lists; ///< by time, without overlap
    std::vector<Share> m_open; ///< also of the last list, as they came: put in order when the next one begins
    std::size_t m_entries = 0;
    std::size_t m_bound = 65'536;
};

} // namespace sluice::trace
