// SPDX-License-Identifier: MIT
#include "ui/downloads/text_delegate.h"

#include "ui/style/figures.h"

#include <QApplication>
#include <QPainter>

namespace sluice::ui {

namespace {

QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget != nullptr ? option.widget->style() : QApplication::style();
}

} // namespace

TextDelegate::TextDelegate(Kind kind, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_kind(kind)
{
}

void TextDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    painter->save();
    paintGround(*painter, cell);
    painter->setFont(cell.font);
    painter->setPen(inkOf(cell));
    const QRect rect = cell.rect.adjusted(kPad, 0, -kPad, 0);
    const Qt::Alignment alignment = QStyle::visualAlignment(cell.direction, cell.displayAlignment);
    if (m_kind == Kind::Figures) {
        drawFigures(*painter, rect, alignment & Qt::AlignHorizontal_Mask, cell.text);
    } else {
        drawLine(*painter, rect, alignment, cell.text, m_kind == Kind::Name ? Qt::ElideMiddle : Qt::ElideRight);
    }
    const bool focused = m_kind == Kind::Name && (option.state & QStyle::State_HasFocus);
    if (focused && !(option.state & QStyle::State_Selected)) {
        QStyleOptionFocusRect frame;
        frame.QStyleOption::operator=(option);
        frame.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
        frame.backgroundColor = option.palette.color(QPalette::Base);
        styleOf(option)->drawPrimitive(QStyle::PE_FrameFocusRect, &frame, painter, option.widget);
    }
    painter->restore();
}

void TextDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option) const
{
    QStyleOptionViewItem ground = option;
    ground.state &= ~QStyle::State_HasFocus;
    styleOf(option)->drawPrimitive(QStyle::PE_PanelItemViewItem, &ground, &painter, option.widget);
}

QColor TextDelegate::inkOf(const QStyleOptionViewItem &option)
{
    const QPalette::ColorGroup group = !(option.state & QStyle::State_Enabled) ? QPalette::Disabled
        : option.state & QStyle::State_Active                                  ? QPalette::Active
                                                                               : QPalette::Inactive;
    const bool selected = option.state & QStyle::State_Selected;
    return option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
}

} // namespace sluice::ui
