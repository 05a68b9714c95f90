// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/lane_painter.h"

#include <QFont>
#include <QHash>
#include <QStaticText>

#include <utility>
#include <vector>

namespace sluice::ui {

/// Texts on bars. Cut texts are kept from frame to frame, since cutting one takes longer than painting it. Window
/// thread.
class LaneLabels
{
public:
    /// Narrower bars have no text.
    static constexpr int kNarrowest = 40;

    /// Forgets texts of another font.
    void setFont(const QFont &font);

    /// Writes on the bars of a lane that are wide enough: on each where the lane is a download, else on the widest of
    /// each stay. `bar` is the lane's, `scale` begins at its left edge.
    void paint(QPainter &painter, const trace::Recording &recording, const LaneList &lanes, int lane,
        const TimeScale &scale, trace::Micros now, const QRect &bar, const LaneColours &colours);

private:
    void write(QPainter &painter, const QRect &rect, const QString &text, Qt::TextElideMode cut, const Swatch &colours,
        const QColor &plainInk);

    QFont m_font;
    QHash<std::pair<QString, int>, QStaticText> m_texts;
    std::vector<Piece> m_pieces; ///< reused
};

} // namespace sluice::ui
