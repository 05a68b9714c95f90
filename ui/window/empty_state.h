// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAction;

namespace sluice::ui {

/// What the window shows in place of an empty table: how to begin. Window thread.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    /// The actions outlive this.
    EmptyState(QAction *add, QAction *demo, QWidget *parent = nullptr);
};

} // namespace sluice::ui
