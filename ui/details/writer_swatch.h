// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/state_colours.h"

namespace sluice::ui {

/// How many writers look different; later ones begin again, and their numbers tell them apart.
inline constexpr int kWriterLooks = 32;

/// The look of an attempt or a connection on the file map, by its number from 0 on; negative counts as 0. The series
/// colours, with another pattern each time they are used up. Pure.
Swatch writerSwatch(int number, Ground ground);

} // namespace sluice::ui
