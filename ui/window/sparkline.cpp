// SPDX-License-Identifier: MIT
#include "ui/window/sparkline.h"

#include "ui/style/format.h"
#include "ui/style/state_colours.h"

#include <QPainter>

#include <algorithm>

namespace sluice::ui {

QPolygonF sparkPoints(std::span<const qint64> values, int places, qint64 most, const QRectF &area)
{
    if (values.size() < 2 || places < 2)
        return {};
    if (values.size() > static_cast<std::size_t>(places))
        values = values.last(static_cast<std::size_t>(places));
    const qreal step = area.width() / (places - 1);
    QPolygonF points;
    points.reserve(static_cast<qsizetype>(values.size()));
    qreal x = area.right() - step * static_cast<qreal>(values.size() - 1);
    for (const qint64 value : values) {
        const qreal share = most > 0 ? std::clamp(static_cast<qreal>(value) / static_cast<qreal>(most), 0.0, 1.0) : 0.0;
        points.append({x, area.bottom() - share * area.height()});
        x += step;
    }
    return points;
}

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_values.reserve(kPlaces + 1);
}

void Sparkline::append(qint64 value)
{
    m_values.push_back(std::max<qint64>(value, 0));
    if (m_values.size() > kPlaces)
        m_values.erase(m_values.begin());
    setToolTip(tr("Speed in the last minute, at most %1").arg(speedText(std::ranges::max(m_values))));
    update();
}

QSize Sparkline::sizeHint() const
{
    return {96, 16};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(0.5, 1.5, -0.5, -1.5);
    painter.setPen(mixed(palette().color(QPalette::Window), palette().color(QPalette::WindowText), 0.25));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    const qint64 most = m_values.empty() ? 0 : std::ranges::max(m_values);
    const QPolygonF line = sparkPoints(m_values, kPlaces, most, area);
    if (line.isEmpty() || most == 0)
        return;
    const QColor accent = palette().color(QPalette::Highlight);
    QPolygonF filled = line;
    filled.append(QPointF(line.last().x(), area.bottom()));
    filled.append(QPointF(line.first().x(), area.bottom()));
    QColor faint = accent;
    faint.setAlphaF(0.25F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faint);
    painter.drawPolygon(filled);
    painter.setPen(QPen(accent, 1.25));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
}

} // namespace sluice::ui
