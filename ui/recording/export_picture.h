// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QImage>

class QWidget;

namespace sluice::ui {

/// No picture has more pixels at a side than this.
inline constexpr int kLargestPicture = 16'384;

/// What a page shows now, in `scale` times its pixels (2 = twice as fine), less where that would be too large. Window
/// thread; null for a page without a size.
QImage pictureOf(QWidget &page, double scale);

/// The same as SVG 1.1 Tiny: texts and lines stay sharp at any size; what the page itself paints through images stays as
/// fine as on the screen. Window thread; empty for a page without a size.
QByteArray svgOf(QWidget &page);

} // namespace sluice::ui
