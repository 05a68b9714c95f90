// SPDX-License-Identifier: MIT
#pragma once

#include <QPolygonF>
#include <QRectF>
#include <QWidget>

#include <span>
#include <vector>

namespace sluice::ui {

/// The line of the values in `area`: the newest value at the right edge, one step of area.width() / (places − 1) a
/// value, zero at the bottom, `most` at the top. Empty with fewer than two values. Pure.
QPolygonF sparkPoints(std::span<const qint64> values, int places, qint64 most, const QRectF &area);

/// The last minute of the total speed as a small line. Window thread.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kPlaces = 60;

    explicit Sparkline(QWidget *parent = nullptr);

    /// Adds one value, bytes a second.
    void append(qint64 value);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<qint64> m_values; ///< oldest first, at most kPlaces
};

} // namespace sluice::ui
