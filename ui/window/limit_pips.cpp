// SPDX-License-Identifier: MIT
#include "ui/window/limit_pips.h"

#include <QPainter>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int kGap = 2;
constexpr int kPipWidth = 8;

} // namespace

int PipLayout::widthOf(int limit, int active)
{
    const qint64 count = std::max({limit, active, 1});
    // One more for the outline of the last.
    return static_cast<int>(std::min<qint64>(count * (kPipWidth + kGap) - kGap + 1, kWidest));
}

PipLayout PipLayout::of(int limit, int active, QSizeF size)
{
    PipLayout result;
    limit = std::max(limit, 1);
    active = std::max(active, 0);
    const int count = std::max(limit, active);
    if (count > kMaxPips) {
        result.bar = true;
        const qreal unit = size.width() / count;
        const int used = std::min(active, limit);
        const int over = std::max(active - limit, 0);
        result.rects = {QRectF(0, 0, size.width(), size.height()), QRectF(0, 0, unit * used, size.height()),
            QRectF(unit * limit, 0, unit * over, size.height())};
        return result;
    }
    const qreal width = std::clamp((size.width() + kGap) / count - kGap, 1.0, qreal{kPipWidth});
    for (int i = 0; i < count; ++i) {
        result.rects.emplace_back(i * (width + kGap), 0, width, size.height());
        result.kinds.push_back(i >= limit ? Pip::Draining : i < active ? Pip::Used : Pip::Free);
    }
    return result;
}

LimitPips::LimitPips(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void LimitPips::setUse(int limit, int active)
{
    if (limit == m_limit && active == m_active)
        return;
    m_limit = limit;
    m_active = active;
    if (sizeHint().width() != width())
        updateGeometry();
    update();
}

QSize LimitPips::sizeHint() const
{
    return {PipLayout::widthOf(m_limit, m_active), 16};
}

QSize LimitPips::minimumSizeHint() const
{
    return sizeHint();
}

void LimitPips::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto group = isEnabled() ? QPalette::Active : QPalette::Disabled;
    const QColor fill = palette().color(group, QPalette::Highlight);
    QColor outline = palette().color(group, QPalette::WindowText);
    outline.setAlphaF(0.45F);
    QColor fading = fill;
    fading.setAlphaF(0.4F);

    const PipLayout layout = PipLayout::of(m_limit, m_active, QSizeF(size()) - QSizeF(1, 1));
    painter.translate(0.5, 0.5); // one-pixel outlines fall on pixels
    if (layout.bar) {
        painter.fillRect(layout.rects[1], fill);
        painter.fillRect(layout.rects[2], QBrush(fading, Qt::BDiagPattern));
        painter.setPen(outline);
        painter.drawRect(layout.rects[0]);
        return;
    }
    for (std::size_t i = 0; i < layout.rects.size(); ++i) {
        const QRectF &rect = layout.rects[i];
        switch (layout.kinds[i]) {
        case Pip::Used:
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            painter.drawRoundedRect(rect, 1.5, 1.5);
            break;
        case Pip::Free:
            painter.setPen(outline);
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(rect, 1.5, 1.5);
            break;
        case Pip::Draining:
            painter.setPen(QPen(fading, 1));
            painter.setBrush(QBrush(fading, Qt::BDiagPattern));
            painter.drawRoundedRect(rect, 1.5, 1.5);
            break;
        }
    }
}

} // namespace sluice::ui
