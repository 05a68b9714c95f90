// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/tile_grid.h"

#include <QPixmap>

#include <map>

namespace sluice::ui {

/// A painted part of the picture.
struct Tile {
    QPixmap pixmap;
    trace::Micros known = -1; ///< everything before this moment is painted for good
    trace::Micros until = -1; ///< and up to this one as far as it was known
    bool guessed = false;     ///< holds a span that may yet be renamed
    qint64 paintedMs = 0;     ///< when it was painted as a whole, by the clock of the view
    quint64 used = 0;         ///< the frame that showed it last
};

/// The tiles that are painted, the least lately used ones forgotten first. Window thread.
class TileCache
{
public:
    /// Everything that makes all tiles worthless when it changes.
    struct Style {
        double perPixel = 0;
        double devicePixelRatio = 1;
        int rowHeight = 0;
        int kind = 0;
        qint64 palette = 0;
        trace::Micros step = 0; ///< of the grid lines
        qint64 wallAtZero = 0;  ///< where they stand

        bool operator==(const Style &) const = default;
    };

    /// Begins a frame in this style; another one than before forgets all tiles.
    void begin(const Style &style);
    /// The tile, made empty when there is none.
    Tile &tile(TileKey key);
    /// Forgets the tiles that are long out of sight: keeps as many again as were shown in this frame.
    void trim();
    void clear() { m_tiles.clear(); }

    [[nodiscard]] std::size_t size() const { return m_tiles.size(); }

private:
    static constexpr std::size_t kSpare = 16;

    std::map<TileKey, Tile> m_tiles;
    Style m_style;
    quint64 m_frame = 0;
    std::size_t m_shown = 0; ///< in this frame
};

} // namespace sluice::ui
