// SPDX-License-Identifier: MIT
#include "ui/style/figures.h"

#include <QPainter>

#include <algorithm>

namespace sluice::ui {

namespace {

int widestDigit(const QFontMetrics &metrics)
{
    int widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

} // namespace

// QFont can switch on a font's tabular figures only from Qt 6.7 on, so fonts with proportional ones are set
// digit by digit.

bool hasTabularFigures(const QFontMetrics &metrics)
{
    const int first = metrics.horizontalAdvance(u'0');
    for (char16_t digit = u'1'; digit <= u'9'; ++digit) {
        if (metrics.horizontalAdvance(QChar(digit)) != first)
            return false;
    }
    return true;
}

int figuresWidth(const QFontMetrics &metrics, const QString &text)
{
    if (hasTabularFigures(metrics))
        return metrics.horizontalAdvance(text);
    const int digit = widestDigit(metrics);
    int width = 0;
    for (const QChar letter : text)
        width += letter.isDigit() ? digit : metrics.horizontalAdvance(letter);
    return width;
}

void drawFigures(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int width = figuresWidth(metrics, text);
    if (width > rect.width() || hasTabularFigures(metrics)) {
        drawLine(painter, rect, alignment, text, Qt::ElideRight);
        return;
    }
    const int digit = widestDigit(metrics);
    int x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() + 1 - width;
    else if (alignment & Qt::AlignHCenter)
        x = rect.left() + (rect.width() - width) / 2;
    const int baseline = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
    for (const QChar letter : text) {
        const int advance = metrics.horizontalAdvance(letter);
        const int cell = letter.isDigit() ? digit : advance;
        painter.drawText(x + (cell - advance) / 2, baseline, QString(letter));
        x += cell;
    }
}

void drawLine(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text, Qt::TextElideMode cut)
{
    const Qt::LayoutDirection before = painter.layoutDirection();
    painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    const Qt::Alignment horizontal = (alignment & Qt::AlignHorizontal_Mask) | Qt::AlignAbsolute;
    painter.drawText(rect, static_cast<int>(horizontal | Qt::AlignVCenter) | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(text, cut, rect.width()));
    painter.setLayoutDirection(before);
}

} // namespace sluice::ui
