// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/limit_shape.h"
#include "ui/timeline/timeline_state.h"

#include <QElapsedTimer>
#include <QWidget>

namespace sluice::ui {

/// The limit over time as a line, and under it how many downloads ran. Where the recording is live, the line is dragged
/// with the mouse, or with the strip in focus moved by the arrow keys; what that asks for is shown dashed until the
/// engine follows. Window thread.
class LimitStrip : public QWidget
{
    Q_OBJECT

public:
    /// `state` outlives the strip.
    explicit LimitStrip(TimelineState *state, QWidget *parent = nullptr);

    /// Room at the leading side for words, where the lanes have their names.
    void setInset(int pixels);
    /// The limit in force, or the one just asked for.
    [[nodiscard]] int limit() const;
    /// How many run at the present moment.
    [[nodiscard]] int inFlight() const;
    /// Asks for a limit; ignored unless the recording is live and the number another one.
    void ask(int limit);
    /// Where the limit's line stands at the present, in the strip's pixels.
    [[nodiscard]] int lineY() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Once for each drag that ends at another number, and for each key.
    void limitRequested(int limit);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QRect chart() const;
    LimitScale scaleOf(const std::vector<StepRun> &limits, const std::vector<StepRun> &flights) const;
    LimitScale present() const;
    void refreshWords();
    void endDrag(bool keep);
    void tellDrag(const QPoint &global);

    TimelineState *m_state;
    int m_inset = 0;
    std::optional<int> m_asked; ///< until the recording says so
    QElapsedTimer m_sinceAsked;
    struct Drag {
        LimitScale scale; ///< as it was when the drag began: the line must not run from the pointer
        int from = 0;
        int to = 0;
        double offset = 0; ///< of the pointer from the line
    };
    std::optional<Drag> m_drag;
};

} // namespace sluice::ui
