// SPDX-License-Identifier: MIT
#pragma once

#include <QPalette>
#include <QStringView>

#include <optional>

class QApplication;

namespace sluice::ui {

/// Whose colours the window wears.
enum class Theme { System, Light, Dark };

/// "system", "light" or "dark"; nothing for any other word.
std::optional<Theme> themeFromName(QStringView name);

/// The neutral palettes behind Theme::Light and Theme::Dark. Pure.
QPalette lightPalette();
QPalette darkPalette();

/// Sets palette and style of the application. System keeps the desktop's style and palette; Light and Dark use
/// Fusion, since other styles take colours from elsewhere. May be called again at any time. Window thread.
void applyTheme(QApplication &app, Theme theme);

/// Whether text is lighter than its ground.
bool isDark(const QPalette &palette);

} // namespace sluice::ui
