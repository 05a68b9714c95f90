// SPDX-License-Identifier: MIT
#include "ui/timeline/tile_cache.h"

#include <algorithm>
#include <vector>

namespace sluice::ui {

void TileCache::begin(const Style &style)
{
    if (style != m_style)
        m_tiles.clear();
    m_style = style;
    ++m_frame;
    m_shown = 0;
}

Tile &TileCache::tile(TileKey key)
{
    Tile &tile = m_tiles[key];
    if (tile.used != m_frame)
        ++m_shown;
    tile.used = m_frame;
    return tile;
}

void TileCache::trim()
{
    const std::size_t most = 2 * m_shown + kSpare;
    if (m_tiles.size() <= most)
        return;
    std::vector<quint64> uses;
    uses.reserve(m_tiles.size());
    for (const auto &[key, tile] : m_tiles)
        uses.push_back(tile.used);
    const auto cut = uses.begin() + static_cast<std::ptrdiff_t>(m_tiles.size() - most);
    std::ranges::nth_element(uses, cut);
    const quint64 oldest = std::min(*cut, m_frame);
    std::erase_if(m_tiles, [oldest](const auto &entry) { return entry.second.used < oldest; });
}

} // namespace sluice::ui
