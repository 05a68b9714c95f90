// SPDX-License-Identifier: MIT
#include "ui/downloads/table_header.h"

#include "ui/downloads/text_delegate.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

#include <algorithm>

namespace sluice::ui {

TableHeader::TableHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setStretchLastSection(true);
}

// What QStyle::CE_Header does, with a narrower place for the title.
void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    if (!rect.isValid())
        return;
    QStyleOptionHeaderV2 option;
    initStyleOption(&option);
    option.rect = rect;
    initStyleOptionForIndex(&option, section);
    option.rect = rect;
    painter->save();
    painter->setClipRect(rect);
    style()->drawControl(QStyle::CE_HeaderSection, &option, painter, this);
    QStyleOptionHeaderV2 part = option;
    if (option.sortIndicator != QStyleOptionHeader::None) {
        part.rect = style()->subElementRect(QStyle::SE_HeaderArrow, &option, this);
        style()->drawPrimitive(QStyle::PE_IndicatorHeaderArrow, &part, painter, this);
    }
    part.rect = style()->subElementRect(QStyle::SE_HeaderLabel, &option, this).adjusted(missing(), 0, -missing(), 0);
    if (part.rect.isValid())
        style()->drawControl(QStyle::CE_HeaderLabel, &part, painter, this);
    painter->restore();
}

QSize TableHeader::sectionSizeFromContents(int section) const
{
    return QHeaderView::sectionSizeFromContents(section) + QSize(2 * missing(), 0);
}

int TableHeader::missing() const
{
    return std::max(0, TextDelegate::kPad - style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, this));
}

} // namespace sluice::ui
