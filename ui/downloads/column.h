// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <QString>

#include <array>
#include <cstdint>

namespace sluice::ui {

/// The columns of the download table, in their first order.
enum class Column { Name, Progress, State, Size, Speed, Left, Host, Message };
inline constexpr int kColumnCount = 8;

/// A set of columns, one bit each.
using ColumnSet = std::uint32_t;
constexpr ColumnSet bit(Column column)
{
    return ColumnSet{1} << static_cast<unsigned>(column);
}

/// The heading, translated.
QString columnTitle(Column column);
/// Numbers stand on the right, text where reading begins.
bool isNumeric(Column column);
/// Text that is as wide as the column needs at first, in the same font.
QString widestSample(Column column);

/// Widths for the first columns as they should be, made to fit into `room` logical pixels where they can: name,
/// progress and state give way, in proportion, to no less than `least`; the numbers keep their width. Pure.
std::array<int, kColumnCount> fittedWidths(std::array<int, kColumnCount> wanted, int room, int least);

/// The columns whose contents differ between two states of one download. Pure.
ColumnSet changedColumns(const engine::Row &before, const engine::Row &after);

} // namespace sluice::ui
