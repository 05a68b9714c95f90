// SPDX-License-Identifier: MIT
#include "ui/details/writer_swatch.h"

#include "ui/style/series_colours.h"

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

constexpr std::array kPatterns{Pattern::Solid, Pattern::Hatch, Pattern::Vertical, Pattern::BackHatch};
static_assert(kSeriesColours * kPatterns.size() == kWriterLooks);

} // namespace

Swatch writerSwatch(int number, Ground ground)
{
    const int look = std::max(number, 0) % kWriterLooks;
    const SeriesColour &colour = seriesColour(look % kSeriesColours, ground);
    return {colour.fill, colour.edge, colour.ink, kPatterns.at(static_cast<std::size_t>(look / kSeriesColours)), 0};
}

} // namespace sluice::ui
