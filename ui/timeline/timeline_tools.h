// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/lane.h"

#include <QWidget>

#include <array>

class QAction;
class QActionGroup;
class QHBoxLayout;
class QToolButton;

namespace sluice::ui {

/// The row of buttons above the timeline. Where it is narrow, the four kinds of lanes become one button with a menu.
/// Window thread.
class TimelineTools : public QWidget
{
    Q_OBJECT

public:
    /// Narrower rows have the menu.
    static constexpr int kNarrow = 700;

    /// The keys of the kinds work anywhere in `view`, the others in `chart`, since a table has its own use for them.
    TimelineTools(QWidget *view, QWidget *chart);

    /// Puts another action at the end of the row.
    void addButton(QAction *action);
    void setKind(trace::LaneKind kind);
    void setFollowing(bool on);
    void setMeasuring(bool on);
    /// Takes the button away that has no meaning for what was opened from a file.
    void setLive(bool on);
    /// What works on the picture only is grey while the table is in front.
    void setChartShown(bool on);

    [[nodiscard]] QAction *kindAction(trace::LaneKind kind) const;
    [[nodiscard]] QAction *followAction() const { return m_follow; }
    [[nodiscard]] QAction *fitAction() const { return m_fit; }
    [[nodiscard]] QAction *measureAction() const { return m_measure; }
    [[nodiscard]] QAction *zoomInAction() const { return m_zoomIn; }
    [[nodiscard]] QAction *zoomOutAction() const { return m_zoomOut; }

Q_SIGNALS:
    void kindChosen(sluice::trace::LaneKind kind);
    void followChosen(bool on);
    void fitChosen();
    void beginChosen();
    /// Two times the detail, or half of it.
    void zoomChosen(double factor);
    void measureChosen(bool on);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeKinds(QWidget *view);
    QAction *make(const QString &text, const QString &tip, const QList<QKeySequence> &keys, QWidget *scope);
    QToolButton *buttonFor(QAction *action);

    QHBoxLayout *m_row;
    QActionGroup *m_kinds;
    QWidget *m_kindButtons;
    QToolButton *m_kindMenu;
    QAction *m_follow;
    QAction *m_fit;
    QAction *m_begin;
    QAction *m_zoomOut;
    QAction *m_zoomIn;
    QAction *m_measure;
    QWidget *m_followButton;
};

} // namespace sluice::ui
