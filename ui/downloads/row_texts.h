// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "ui/downloads/column.h"

#include <QString>

namespace sluice::ui {

// What the cells of a row say. Pure; `nowMs` is ms since the epoch and matters only where a wait counts down.

/// The text of a cell.
QString cellText(const engine::Row &row, Column column, qint64 nowMs);
/// The text beside the progress bar: "72 %", the bytes held where the total is unknown, the reason of a failure,
/// or nothing where there is nothing yet.
QString progressText(const engine::Row &row);
/// What a screen reader says about a cell: "72 percent", "Size: 650 MB".
QString spokenText(const engine::Row &row, Column column, qint64 nowMs);
/// More about a cell than fits into it; empty where the cell says everything.
QString hoverText(const engine::Row &row, Column column, qint64 nowMs);

} // namespace sluice::ui
