// SPDX-License-Identifier: MIT
#include "ui/style/series_colours.h"

#include <array>

namespace sluice::ui {

namespace {

/// Fill for both grounds, and an edge for each; the letters are the places.
struct Line {
    QRgb fill;
    QRgb edgeOnLight;
    QRgb edgeOnDark;
};

constexpr QRgb kInk = 0x000000;

constexpr std::array<Line, kSeriesColours + 1> kTable{{
    {0x77AADD, 0x3E7FBF, 0x77AADD}, // light blue
    {0xEE8866, 0xC25A34, 0xEE8866}, // orange
    {0x44BB99, 0x27866B, 0x44BB99}, // mint
    {0xEEDD88, 0x8F7E22, 0xEEDD88}, // light yellow
    {0xFFAABB, 0xC7607A, 0xFFAABB}, // pink
    {0x99DDFF, 0x3A86AD, 0x99DDFF}, // light cyan
    {0xBBCC33, 0x7A8516, 0xBBCC33}, // pear
    {0xAAAA00, 0x7B7B00, 0xAAAA00}, // olive
    {0xC0C0C0, 0x7A7A7A, 0xC0C0C0}, // others
}};

std::array<SeriesColour, kTable.size()> coloursOn(Ground ground)
{
    std::array<SeriesColour, kTable.size()> colours;
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        const Line &line = kTable.at(i);
        const QRgb edge = ground == Ground::Light ? line.edgeOnLight : line.edgeOnDark;
        const bool others = i == kSeriesColours;
        colours.at(i)
            = {QColor(line.fill), QColor(edge), QColor(kInk), others ? char16_t(0) : static_cast<char16_t>(u'A' + i)};
    }
    return colours;
}

} // namespace

const SeriesColour &seriesColour(int place, Ground ground)
{
    static const std::array<SeriesColour, kTable.size()> light = coloursOn(Ground::Light);
    static const std::array<SeriesColour, kTable.size()> dark = coloursOn(Ground::Dark);
    const std::size_t at = place >= 0 && place < kSeriesColours ? static_cast<std::size_t>(place) : kSeriesColours;
    return (ground == Ground::Light ? light : dark).at(at);
}

} // namespace sluice::ui
