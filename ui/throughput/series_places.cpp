// SPDX-License-Identifier: MIT
#include "ui/throughput/series_places.h"

#include "ui/style/series_colours.h"

#include <algorithm>
#include <limits>

namespace sluice::ui {

namespace {

/// A series with a place counts a quarter more.
qint64 favoured(qint64 bytes)
{
    return bytes + std::min(bytes / 4, std::numeric_limits<qint64>::max() - bytes);
}

} // namespace

int SeriesPlaces::of(SeriesKey key) const
{
    const auto found = std::ranges::find(m_places, std::optional(key));
    return found == m_places.end() ? -1 : static_cast<int>(found - m_places.begin());
}

void SeriesPlaces::update(std::vector<SeriesSum> sums, std::optional<SeriesKey> pinned)
{
    std::erase_if(sums, [](const SeriesSum &sum) { return sum.bytes <= 0; });
    for (SeriesSum &sum : sums) {
        if (sum.key == pinned)
            sum.bytes = std::numeric_limits<qint64>::max();
        else if (of(sum.key) >= 0)
            sum.bytes = favoured(sum.bytes);
    }
    const auto greater = [](const SeriesSum &one, const SeriesSum &other) {
        return one.bytes != other.bytes ? one.bytes > other.bytes : one.key < other.key;
    };
    const std::size_t count = std::min<std::size_t>(sums.size(), kSeriesColours);
    std::ranges::partial_sort(sums, sums.begin() + static_cast<std::ptrdiff_t>(count), greater);
    sums.resize(count);

    const auto isIn = [&sums](SeriesKey key) {
        return std::ranges::find(sums, key, &SeriesSum::key) != sums.end();
    };
    for (std::optional<SeriesKey> &place : m_places) {
        if (place && !isIn(*place))
            place.reset();
    }
    m_places.resize(kSeriesColours);
    for (const SeriesSum &sum : sums) {
        if (of(sum.key) < 0)
            *std::ranges::find_if(m_places, [](const auto &place) { return !place; }) = sum.key;
    }
}

} // namespace sluice::ui
