// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sluice::ui {

/// Whether pictures may move by themselves.
enum class Motion {
    System, ///< as the desktop says
    Full,
    Reduced,
};

/// True when nothing may scroll or grow by itself: charts step once a second instead. Reads setMotion(), and for
/// Motion::System the style and desktopReducesMotion(), which is asked once. Window thread.
[[nodiscard]] bool reducedMotion();

/// What the user chose; Motion::System at first. Views look again whenever they are shown or recorded something.
void setMotion(Motion motion);

/// Whether the desktop's settings below `configFolder` (such as ~/.config) turn animations off: KDE's
/// AnimationDurationFactor, or GTK's gtk-enable-animations, which Xfce, MATE and others write too.
[[nodiscard]] bool desktopReducesMotion(const QString &configFolder);

} // namespace sluice::ui
