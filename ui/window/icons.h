// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QStringView>

namespace sluice::ui {

/// The symbolic icon resources/icons/<name>.svg, drawn in the palette's text colour at any size and scale;
/// it follows a change of the palette by itself. A null icon when there is no such file. Window thread.
QIcon icon(QStringView name);

/// The icon of the application, in its own colours. Window thread.
QIcon appIcon();

/// Makes the files under ":/" known; icon() and appIcon() do it by themselves.
void ensureResources();

} // namespace sluice::ui
