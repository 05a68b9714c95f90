// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/state_colours.h"

#include <QRect>

class QPainter;

namespace sluice::ui {

/// Fills `rect` with a mark's colour and pattern, frame included. Nothing is drawn for an empty rectangle.
/// Crisp at every scale, no style calls; leaves the painter as it was.
void paintSwatch(QPainter &painter, const QRect &rect, const Swatch &swatch);

/// Draws the small square that stands for a mark in a list: its colour with its letter, or its pattern where
/// it has none. `rect` is square, from 10 logical pixels on.
void paintChip(QPainter &painter, const QRect &rect, const Swatch &swatch);

} // namespace sluice::ui
