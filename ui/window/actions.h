// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/commands.h"

#include <QAction>
#include <QObject>

#include <array>

namespace sluice::ui {

/// The QActions of one window, made from commandInfo() and enabled by isEnabled(). Window thread.
class Actions : public QObject
{
    Q_OBJECT

public:
    /// The actions belong to `this`; `owner` gets their keys.
    explicit Actions(QWidget *owner);

    /// Never null.
    QAction *operator[](Command command) const { return m_actions[static_cast<std::size_t>(command)]; }

    /// Enables and disables all of them; cheap when nothing changed.
    void update(const Selection &selection);

Q_SIGNALS:
    /// A command was chosen by menu, button or key.
    void triggered(sluice::ui::Command command);

private:
    std::array<QAction *, kCommandCount> m_actions{};
};

} // namespace sluice::ui
