// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

class QHeaderView;
class QMenu;

namespace sluice::ui {

/// Fills a menu with one checkable entry a column, in the order they stand in, and one that calls `reset`. The
/// name of a download cannot be hidden. The menu must not outlive the header.
void fillColumnMenu(QMenu &menu, QHeaderView &header, std::function<void()> reset);

} // namespace sluice::ui
