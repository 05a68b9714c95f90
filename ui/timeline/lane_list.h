// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <vector>

namespace sluice::ui {

/// The lanes of one kind in the order in which they are shown: slots and connections by number, hosts by their first
/// use, downloads as they were added. Holds numbers only, never anything of a recording; made again on its own when the
/// recording has more lanes. Window thread.
class LaneList
{
public:
    /// Looks whether there are other lanes; true when there are. In time of the number of new lanes.
    bool update(const trace::Recording &recording, trace::LaneKind kind);

    [[nodiscard]] trace::LaneKind kind() const { return m_kind; }
    [[nodiscard]] int count() const { return m_count; }
    /// True when lanes are tracks.
    [[nodiscard]] bool isDownloads() const { return m_kind == trace::LaneKind::Download; }

    /// Only for kinds other than Download. `lane` is below count(); valid until the recording grows.
    [[nodiscard]] const trace::Lane &lane(const trace::Recording &recording, int lane) const;
    /// "Slot 3", a file's name, a host, a peer with the number of the connection.
    [[nodiscard]] QString label(const trace::Recording &recording, int index) const;

    /// True when the lane above has the same name: it is another place at the same host or connection.
    [[nodiscard]] bool isRepeated(const trace::Recording &recording, int index) const;

    /// The lane in which a download is at a moment; -1 = in none.
    [[nodiscard]] int laneOf(const trace::Recording &recording, trace::TrackIndex index, trace::Micros at) const;

private:
    std::size_t place(int lane) const { return m_order[static_cast<std::size_t>(lane)]; }

    trace::LaneKind m_kind = trace::LaneKind::Slot;
    int m_count = 0;
    std::vector<quint32> m_order; ///< into Recording::lanes(); empty for downloads
};

/// The index of the last span that begins at or before a moment, -1 = none. Logarithmic.
[[nodiscard]] qsizetype spanIndexAt(const trace::Track &track, trace::Micros at);

} // namespace sluice::ui
