// SPDX-License-Identifier: MIT
#pragma once

#include <QFontMetrics>
#include <QRect>
#include <QString>

class QPainter;

namespace sluice::ui {

/// True when all ten digits of the font have one width, as in nearly every interface font.
bool hasTabularFigures(const QFontMetrics &metrics);

/// Width of `text` when every digit takes the width of the widest one, in logical pixels.
int figuresWidth(const QFontMetrics &metrics, const QString &text);

/// Draws a short number with its unit on one line, centred vertically, with digits of one width so that it
/// does not tremble while it changes. Cut with an ellipsis where it does not fit. `alignment` is horizontal
/// and visual. Uses the painter's font and pen.
void drawFigures(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text);

/// Draws one line of text, centred vertically and cut where it does not fit. `alignment` is horizontal and visual.
/// The text's own direction orders its words: a Latin file name reads rightly in an Arabic window.
void drawLine(
    QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text, Qt::TextElideMode cut);

} // namespace sluice::ui
