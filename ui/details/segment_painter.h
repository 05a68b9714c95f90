// SPDX-License-Identifier: MIT
#pragma once

#include "ui/details/segment_map.h"
#include "ui/style/state_colours.h"

#include <QPalette>

class QPainter;

namespace sluice::ui {

/// All that the picture of a file is made from. Lives no longer than what it refers to.
struct SegmentScene {
    const FileMap &map;
    const std::vector<BarPiece> &bar;
    FileScale scale;
    QRect rect; ///< of the bar; the resume marks stand above it, the numbers of bytes below
    SegmentMap::By by = SegmentMap::By::Attempt;
    qint64 current = -1;
    bool focused = false;
    QPalette palette;
};

/// How a stretch looks.
Swatch pieceSwatch(const FilePiece &piece, SegmentMap::By by, const QPalette &palette);

/// Paints it with the painter's font.
void paintSegments(QPainter &painter, const SegmentScene &scene);

} // namespace sluice::ui
