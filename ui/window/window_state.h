// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace sluice::ui {

/// What the window remembers of its shape. A plain value; kept in the store under kKey.
struct WindowState {
    static constexpr QLatin1StringView kKey{"window"};

    QByteArray geometry; ///< QWidget::saveGeometry
    QByteArray table;    ///< columns and sort, as the table saves them
    QString tab;         ///< id of the lower panel's tab
    bool panelOpen = true;
    bool categoriesOpen = true;
    bool toolbarOpen = true;
    bool reducedMotion = false;   ///< charts step instead of moving
    int panelHeight = 0;          ///< pixels, 0 = the default
    int categoriesWidth = 0;      ///< pixels, 0 = the default
    QString folder;               ///< chosen last in the add dialog
    QList<QString> recentFolders; ///< newest first

    bool operator==(const WindowState &) const = default;
};

/// Bytes for Port::setUiValue; and back. Nothing when the bytes are damaged or from another version: the window
/// then starts as new. Numbers are brought into sensible bounds. Pure.
QByteArray serialise(const WindowState &state);
std::optional<WindowState> parseWindowState(const QByteArray &bytes);

} // namespace sluice::ui
