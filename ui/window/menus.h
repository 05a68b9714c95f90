// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/commands.h"

#include <QList>

class QMenu;
class QMenuBar;

namespace sluice::ui {

class Actions;

/// Fills the menu bar; returns the View menu, for what the table adds to it.
QMenu *fillMenuBar(QMenuBar &bar, const Actions &actions);

/// Adds the entries of the context menu of the table.
void fillContextMenu(QMenu &menu, const Actions &actions);

} // namespace sluice::ui
