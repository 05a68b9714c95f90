// SPDX-License-Identifier: MIT
#include "ui/style/elided_label.h"

#include "ui/style/figures.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace sluice::ui {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setToolTip(text.toHtmlEscaped());
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    constexpr qsizetype kWidest = 80;
    const int wanted = fontMetrics().horizontalAdvance(m_text.left(kWidest));
    return {std::max(wanted, minimumSizeHint().width()), fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    drawLine(painter, rect(), QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft), m_text, Qt::ElideMiddle);
}

void ElidedLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace sluice::ui
