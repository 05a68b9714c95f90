// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/time_axis.h"
#include "ui/details/track_ref.h"
#include "ui/details/waterfall_painter.h"
#include "ui/details/waterfall_rows.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <vector>

namespace sluice::ui {

/// The waterfall of one download: its attempts below each other on one time axis. A row and within it a span are
/// chosen with the mouse or the arrow keys; Ctrl and the wheel, or + and −, zoom, 0 shows all. Window thread.
class WaterfallView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit WaterfallView(QWidget *parent = nullptr);

    /// Shows this download, all of it, with nothing chosen.
    void setTrack(const TrackRef &ref);
    /// The recording has grown: what is shown is looked up again before it is painted.
    void refresh();

    /// The lines now; empty without a download.
    const std::vector<WaterfallRow> &rows();
    /// The chosen line, -1 = none.
    qsizetype currentRow() const { return m_row; }
    /// Chooses the line of an attempt without telling; 0 or an unknown one chooses nothing.
    void showAttempt(int number);
    /// The axis as it is shown, from the adding of the download; for tests.
    TimeAxis axis();
    /// Does it repaint by itself, because bars grow? For tests.
    bool isTicking() const { return m_clock.isActive(); }

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The user chose a line of this attempt; 0 = of none.
    void attemptPicked(int number);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void ensureFresh();
    void layOut();
    trace::Micros end() const;
    void choose(qsizetype row, qint64 span, bool tell);
    void stepSpan(int step);
    void zoom(double x, double factor);
    void pan(double pixels);
    QString textAt(const QPoint &place);
    void announce();
    void keepTime();

    TrackRef m_ref;
    std::vector<WaterfallRow> m_rows;
    WaterfallLayout m_layout;
    TimeAxis m_zoomed; ///< while m_isZoomed
    qsizetype m_row = -1;
    qint64 m_span = -1;
    bool m_isZoomed = false;
    bool m_stale = true;
    QTimer m_clock; ///< runs while it is seen and the download goes on
};

} // namespace sluice::ui
