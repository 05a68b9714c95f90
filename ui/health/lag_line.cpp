// SPDX-License-Identifier: MIT
#include "ui/health/lag_line.h"

#include "ui/health/loop_figures.h"
#include "ui/style/state_colours.h"
#include "ui/window/sparkline.h"

#include <QPainter>

#include <algorithm>

namespace sluice::ui {

LagLine::LagLine(const QString &loop, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Lag of the last minute, %1").arg(loop));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_values.reserve(kPlaces + 1);
    describe();
}

void LagLine::append(qint64 us)
{
    m_values.push_back(std::max<qint64>(us, 0));
    if (m_values.size() > kPlaces)
        m_values.erase(m_values.begin());
    describe();
    update();
}

void LagLine::clear()
{
    m_values.clear();
    describe();
    update();
}

void LagLine::describe()
{
    const QString text = m_values.empty()
        ? tr("No value yet")
        : tr("p99 now %1, at most %2").arg(lagText(m_values.back()), lagText(std::ranges::max(m_values)));
    setAccessibleDescription(text);
    setToolTip(text);
}

QSize LagLine::sizeHint() const
{
    return {120, fontMetrics().height() + 4};
}

void LagLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(0.5, 1.5, -0.5, -1.5);
    painter.setPen(mixed(palette().color(QPalette::Window), palette().color(QPalette::WindowText), 0.25));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    const qint64 most = m_values.empty() ? kLeastTop : std::max(kLeastTop, std::ranges::max(m_values));
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.25));
    painter.drawPolyline(sparkPoints(m_values, kPlaces, most, area));
}

} // namespace sluice::ui
