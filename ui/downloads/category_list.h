// SPDX-License-Identifier: MIT
#pragma once

#include "ui/downloads/category.h"

#include <QAbstractListModel>
#include <QListView>

namespace sluice::ui {

/// The categories and their counts.
class CategoryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { CountRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;

    const CategoryCounts &counts() const { return m_counts; }
    void setCounts(const CategoryCounts &counts);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    CategoryCounts m_counts{};
};

/// The list on the left: names with counts. Paused and cancelled appear only while there are such downloads, at
/// the end, so that nothing else moves. Window thread.
class CategoryList : public QListView
{
    Q_OBJECT

public:
    explicit CategoryList(QWidget *parent = nullptr);

    Category category() const;
    /// Chooses a category; emits categoryChanged() when it is another.
    void setCategory(Category category);
    void setCounts(const CategoryCounts &counts);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void categoryChanged(sluice::ui::Category category);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void hideEmpty();

    CategoryModel m_model;
};

} // namespace sluice::ui
