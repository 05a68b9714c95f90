// SPDX-License-Identifier: MIT
#include "ui/downloads/category_list.h"

#include "ui/downloads/text_delegate.h"
#include "ui/style/figures.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace sluice::ui {

namespace {

/// The name where reading begins, the count at the other end.
class CategoryDelegate : public TextDelegate
{
public:
    explicit CategoryDelegate(QObject *parent)
        : TextDelegate(Kind::Text, parent)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        TextDelegate::paint(painter, option, index);
        QStyleOptionViewItem cell = option;
        initStyleOption(&cell, index);
        const QString count = QLocale().toString(index.data(CategoryModel::CountRole).toInt());
        painter->save();
        painter->setFont(cell.font);
        QColor ink = inkOf(cell);
        if (!(cell.state & QStyle::State_Selected))
            ink.setAlphaF(0.7F);
        painter->setPen(ink);
        drawFigures(
            *painter, cell.rect.adjusted(8, 0, -8, 0), QStyle::visualAlignment(cell.direction, Qt::AlignRight), count);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = TextDelegate::sizeHint(option, index);
        size.setHeight(std::max(size.height(), option.fontMetrics.height() + 8));
        return size;
    }
};

} // namespace

void CategoryModel::setCounts(const CategoryCounts &counts)
{
    for (int row = 0; row < kCategoryCount; ++row) {
        const auto i = static_cast<std::size_t>(row);
        if (m_counts.at(i) == counts.at(i))
            continue;
        m_counts.at(i) = counts.at(i);
        Q_EMIT dataChanged(index(row), index(row), {CountRole, Qt::AccessibleTextRole});
    }
}

int CategoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kCategoryCount;
}

QVariant CategoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= kCategoryCount)
        return {};
    const int count = m_counts.at(static_cast<std::size_t>(index.row()));
    const QString title = categoryTitle(static_cast<Category>(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return title;
    case Qt::AccessibleTextRole:
        return tr("%1, %n downloads", nullptr, count).arg(title);
    case CountRole:
        return count;
    default:
        return {};
    }
}

CategoryList::CategoryList(QWidget *parent)
    : QListView(parent)
{
    setModel(&m_model);
    setItemDelegate(new CategoryDelegate(this));
    setAccessibleName(tr("Categories"));
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    hideEmpty();
    setCurrentIndex(m_model.index(0));
}

Category CategoryList::category() const
{
    return static_cast<Category>(std::max(0, currentIndex().row()));
}

void CategoryList::setCategory(Category category)
{
    setCurrentIndex(m_model.index(static_cast<int>(category)));
    hideEmpty();
}

void CategoryList::setCounts(const CategoryCounts &counts)
{
    m_model.setCounts(counts);
    hideEmpty();
}

QSize CategoryList::sizeHint() const
{
    // Room for six figures, so that the list does not grow while counts do.
    int widest = 0;
    for (int i = 0; i < kCategoryCount; ++i)
        widest = std::max(widest, fontMetrics().horizontalAdvance(categoryTitle(static_cast<Category>(i))));
    const int count = figuresWidth(fontMetrics(), QLocale().toString(100'000));
    const int rows = kCategoryCount * (fontMetrics().height() + 8);
    return {widest + count + 40 + 2 * frameWidth(), rows + 2 * frameWidth()};
}

QSize CategoryList::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, fontMetrics().height() * 3};
}

void CategoryList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid() && previous.isValid())
        Q_EMIT categoryChanged(category());
    hideEmpty();
}

void CategoryList::hideEmpty()
{
    for (const Category optional : {Category::Paused, Category::Cancelled}) {
        const bool empty = m_model.counts().at(static_cast<std::size_t>(optional)) == 0;
        setRowHidden(static_cast<int>(optional), empty && category() != optional);
    }
}

} // namespace sluice::ui
