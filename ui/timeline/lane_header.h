// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace sluice::ui {

class LaneView;
class TimelineState;

/// The names of the lanes beside them. Painted only when they change or scroll. Window thread.
class LaneHeader : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the header.
    LaneHeader(TimelineState *state, LaneView *view, QWidget *parent = nullptr);

    /// The width that suits the kind of lanes in a timeline of `room` pixels.
    [[nodiscard]] int widthIn(int room) const;

Q_SIGNALS:
    /// A lane was clicked.
    void clicked(int lane);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    int currentLane() const;

    TimelineState *m_state;
    LaneView *m_view;
};

} // namespace sluice::ui
