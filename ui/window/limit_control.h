// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/settings.h"

#include <QWidget>

#include <optional>

class QLabel;
class QMenu;
class QSpinBox;
class QToolButton;

namespace sluice::ui {

class Actions;
class LimitPips;

/// The control that is always in sight: how many downloads run at once. Number, − and +, wheel anywhere on it,
/// arrow and page keys; pips show the use; a menu button chooses what lowering does. Window thread.
class LimitControl : public QWidget
{
    Q_OBJECT

public:
    /// `actions` gives the entries of the drain/park menu and outlives this.
    explicit LimitControl(const Actions &actions, QWidget *parent = nullptr);

    /// The engine's numbers. An older limit than the one just chosen here is not shown: the engine takes a
    /// moment to follow, and the number must not jump back under the pointer.
    void setUse(int limit, int active);
    void setLowering(download::Lowering lowering);

    /// The limit shown.
    int limit() const;
    /// As if the user had chosen it; clamped; emits limitChanged when it differs.
    void choose(int limit);
    /// Shows a limit that somebody else set on purpose, e.g. the settings; emits nothing.
    void confirm(int limit);
    /// Puts the cursor into the number.
    void edit();

    /// With room for as many pips as there can be, so that the toolbar stays as it is when the limit changes.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The user chose another limit; emitted at once, also in the middle of a spin.
    void limitChanged(int limit);
    /// Return was pressed in the number, which has been taken: the keyboard can go back to where the work is.
    void editingDone();

protected:
    void wheelEvent(QWheelEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showUse();

    QSpinBox *m_number = nullptr;
    QToolButton *m_lower = nullptr;
    QToolButton *m_raise = nullptr;
    LimitPips *m_pips = nullptr;
    QLabel *m_use = nullptr;
    QToolButton *m_lowering = nullptr;
    int m_active = 0;
    std::optional<int> m_chosen; ///< not confirmed by the engine yet
    int m_unconfirmed = 0;       ///< updates since then
    int m_wheel = 0;             ///< eighths of a degree that have not made a step yet
};

} // namespace sluice::ui
