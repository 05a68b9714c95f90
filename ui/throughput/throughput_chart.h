// SPDX-License-Identifier: MIT
#pragma once

#include "ui/throughput/throughput_painter.h"

#include <QPixmap>
#include <QWidget>

#include <optional>

namespace sluice::ui {

/// Draws the throughput: layers by download or host, with a cursor that tells the exact values of a bucket. Left and
/// Right move it, Up and Down choose a layer, Enter or a click picks its download. The picture is kept as a pixmap and
/// drawn anew only when the values change. Window thread.
class ThroughputChart : public QWidget
{
    Q_OBJECT

public:
    explicit ThroughputChart(QWidget *parent = nullptr);

    /// Shows these values; the cursor stays with its time.
    void setData(ThroughputData data);
    [[nodiscard]] const ThroughputData &data() const { return m_data; }
    /// The layer of this download stands out; 0 = none.
    void setCurrent(trace::Id id);

    /// The bucket at the cursor; -1 = none.
    [[nodiscard]] int cursor() const;
    /// What the cursor tells, as one sentence; empty without one.
    [[nodiscard]] QString cursorText() const;

    QSize sizeHint() const override { return {640, 200}; }
    QSize minimumSizeHint() const override { return {160, 80}; }

Q_SIGNALS:
    void picked(sluice::trace::Id id);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] ThroughputLook look() const;
    [[nodiscard]] bool isEmpty() const { return m_data.picture.series.empty(); }
    [[nodiscard]] QString emptyText() const;
    void tell();
    void forgetPixmap();
    void moveCursor(std::optional<int> bucket, int series);
    void moveSeries(int step);
    void pick(int series);

    ThroughputData m_data;
    trace::Id m_current = 0;
    double m_top = 0;
    std::optional<trace::Micros> m_cursor; ///< the beginning of its bucket
    int m_series = -1;                     ///< the chosen layer at the cursor
    QPixmap m_pixmap;
};

} // namespace sluice::ui
