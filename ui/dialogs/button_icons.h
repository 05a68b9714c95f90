// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QDialogButtonBox>
#include <QIcon>

namespace sluice::ui {

/// Takes the style's icons off the standard buttons: Fusion draws them for a light theme only, dark on dark. Window
/// thread.
inline void removeButtonIcons(QDialogButtonBox &box)
{
    const auto buttons = box.buttons();
    for (QAbstractButton *button : buttons)
        button->setIcon(QIcon());
}

} // namespace sluice::ui
