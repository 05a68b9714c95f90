// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <optional>
#include <span>
#include <vector>

namespace sluice::ui {

/// What a series stands for: a download (its TrackIndex) or a host (its index).
using SeriesKey = quint32;

/// A series and how much it brought.
struct SeriesSum {
    SeriesKey key = 0;
    qint64 bytes = 0;
};

/// Which series are shown one by one, each at a place that is its colour and its layer: it keeps the place as long as it
/// is shown, so that nothing jumps. A value.
class SeriesPlaces
{
public:
    /// Takes the sums in any order. One that has a place keeps it until another brought a quarter more; `pinned` always
    /// has one, if it brought anything.
    void update(std::vector<SeriesSum> sums, std::optional<SeriesKey> pinned);
    /// Forgets all.
    void clear() { m_places.clear(); }

    /// By place; nothing where a place is free. At most kSeriesColours.
    [[nodiscard]] std::span<const std::optional<SeriesKey>> places() const { return m_places; }
    /// The place of a series; -1 if it is among the others.
    [[nodiscard]] int of(SeriesKey key) const;

private:
    std::vector<std::optional<SeriesKey>> m_places;
};

} // namespace sluice::ui
