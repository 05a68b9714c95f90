// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/state_colours.h"
#include "ui/timeline/lane_layout.h"
#include "ui/timeline/lane_pieces.h"

#include <QPalette>
#include <QRect>

class QPainter;

namespace sluice::ui {

/// The colours of the timeline that are no mark's: made from the palette.
struct LaneColours {
    QColor ground;
    QColor row;  ///< the line between two lanes
    QColor grid; ///< upright lines at the ticks
    QColor text;
    QColor quiet; ///< texts that say less
    QColor accent;
    Ground side = Ground::Light;

    explicit LaneColours(const QPalette &palette);
};

/// Where grid lines stand.
struct TimeGrid {
    trace::Micros anchor = 0; ///< any of them
    trace::Micros step = 1;
};

/// Paints lanes: what tiles are made of. Lives as long as one frame.
class LanePainter
{
public:
    LanePainter(const trace::Recording &recording, const LaneList &lanes, trace::Micros now, int rowHeight,
        const LaneColours &colours, TimeGrid grid);

    /// Paints a band's lanes from its upper left corner at (0, 0), between two pixels of the scale. True when that holds
    /// a span that may yet be renamed.
    bool paintBand(QPainter &painter, int band, const TimeScale &scale, int left, int right) const;

    /// The rectangle of a piece on a bar; at least a pixel wide.
    static QRect rectOf(const Piece &piece, const QRect &bar, int left, int right);

private:
    void paintPiece(QPainter &painter, const Piece &piece, const QRect &rect) const;

    const trace::Recording &m_recording;
    const LaneList &m_lanes;
    trace::Micros m_now;
    int m_rowHeight;
    const LaneColours &m_colours;
    TimeGrid m_grid;
};

} // namespace sluice::ui
