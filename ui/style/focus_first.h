// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace sluice::ui {

/// Gives the keyboard to the first of `page` and what is in it that takes it, as the tab key would, and lets the focus be
/// seen. Nothing happens where nothing takes it. Window thread.
void focusFirst(QWidget *page);

} // namespace sluice::ui
