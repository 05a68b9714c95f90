// SPDX-License-Identifier: MIT
#include "ui/timeline/lane_painter.h"

#include "ui/style/swatch_painter.h"
#include "ui/timeline/tile_grid.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using trace::Micros;
using trace::Phase;

namespace {

constexpr int kPitch = 6;          ///< pixels after which all patterns repeat
constexpr int kFramed = 5;         ///< pixels from which a bar has a frame and a pattern
constexpr int kFailEdge = 3;       ///< width of the end of a stay that failed
constexpr int kOverhang = 24;      ///< frames of what goes on are drawn so far outside
constexpr double kLeastBusy = 0.3; ///< share of its colour that a hardly used block has

/// A request begins as the longest way to a connection and is renamed when it finds an open one.
bool mayBeRenamed(Phase phase)
{
    return phase == Phase::NameLookup || phase == Phase::Connect || phase == Phase::Tls;
}

} // namespace

LaneColours::LaneColours(const QPalette &palette)
    : ground(palette.color(QPalette::Base))
    , row(mixed(ground, palette.color(QPalette::Text), 0.06))
    , grid(mixed(ground, palette.color(QPalette::Text), 0.12))
    , text(palette.color(QPalette::Text))
    , quiet(mixed(ground, palette.color(QPalette::Text), 0.68))
    , accent(palette.color(QPalette::Highlight))
    , side(groundOf(palette))
{
}

LanePainter::LanePainter(const trace::Recording &recording, const LaneList &lanes, Micros now, int rowHeight,
    const LaneColours &colours, TimeGrid grid)
    : m_recording(recording)
    , m_lanes(lanes)
    , m_now(now)
    , m_rowHeight(rowHeight)
    , m_colours(colours)
    , m_grid(grid)
{
}

bool LanePainter::paintBand(QPainter &painter, int band, const TimeScale &scale, int left, int right) const
{
    const LaneLayout rows{
        .count = TileGrid::kLanes, .rowHeight = m_rowHeight, .height = TileGrid::kLanes * m_rowHeight};
    const QRect area(left, 0, right - left, rows.height);
    const Micros from = scale.at(left - 1);
    const Micros to = scale.at(right + 1);
    const int first = band * TileGrid::kLanes;
    const int count = std::min(TileGrid::kLanes, m_lanes.count() - first);

    painter.save();
    painter.setClipRect(area);
    painter.fillRect(area, m_colours.ground);
    const Micros step = std::max(m_grid.step, static_cast<Micros>(scale.perPixel));
    for (Micros tick = from - (from - m_grid.anchor) % step - step; tick <= to; tick += step)
        painter.fillRect(QRect(static_cast<int>(std::lround(scale.x(tick))), 0, 1, area.height()), m_colours.grid);
    bool guessed = false;
    std::vector<Piece> pieces;
    for (int i = 0; i < count; ++i) {
        painter.fillRect(QRect(left, (i + 1) * m_rowHeight - 1, right - left, 1), m_colours.row);
        // An end is painted wider than it lasts, so it may begin before what is looked at.
        const Micros before = m_lanes.isDownloads() ? scale.at(left - kEndWidth - 1) : from;
        pieces.clear();
        appendPieces(m_recording, m_lanes, first + i, scale, before, to, m_now, pieces);
        const QRect bar = rows.bar(i, left, right - left);
        for (const Piece &piece : pieces) {
            paintPiece(painter, piece, rectOf(piece, bar, left - kOverhang, right + kOverhang));
            guessed = guessed || (mayBeRenamed(piece.phase) && piece.right >= scale.x(m_now) - 1);
        }
    }
    painter.restore();
    return guessed;
}

QRect LanePainter::rectOf(const Piece &piece, const QRect &bar, int left, int right)
{
    const auto whole = [left, right](double x) {
        return static_cast<int>(std::lround(std::clamp<double>(x, left, right)));
    };
    int from = whole(piece.left);
    // Patterns begin at the left edge, so one that is cut is cut by whole repetitions.
    if (piece.left < left)
        from -= static_cast<int>(std::lround(left - piece.left) % kPitch);
    const int to = std::max(whole(piece.right), from + 1);
    if (piece.begins && to - from > 3)
        ++from;
    return {from, bar.top(), to - from, bar.height()};
}

void LanePainter::paintPiece(QPainter &painter, const Piece &piece, const QRect &rect) const
{
    const Swatch &colours = swatch(markOf(piece.phase), m_colours.side);
    if (isEnd(piece.phase) && !piece.merged) {
        const int side = std::min<int>(rect.height(), static_cast<int>(kEndWidth));
        paintChip(painter, QRect(rect.left(), rect.top() + (rect.height() - side) / 2, side, side), colours);
        return;
    }
    if (rect.width() >= kFramed && piece.busy >= 1)
        paintSwatch(painter, rect, colours);
    else
        painter.fillRect(rect, mixed(m_colours.ground, colours.fill, kLeastBusy + (1 - kLeastBusy) * piece.busy));
    if (piece.fails && rect.width() > 2 * kFailEdge) {
        const Swatch &failed = swatch(Mark::Failed, m_colours.side);
        painter.fillRect(rect.adjusted(rect.width() - kFailEdge, 0, 0, 0), failed.edge);
    }
}

} // namespace sluice::ui
