// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>

#include <vector>

namespace sluice::ui {

/// The values of a chart as a table: base of the models behind ChartTable. A subclass says how many rows there are and
/// what stands in a cell, and is asked for what is seen only; it holds no copy of the values. Window thread.
class ChartTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Column {
        QString title;
        bool figures = false; ///< numbers and times: at the right edge, digits of one width
        int letters = 12;     ///< room at first, in average letters
    };

    /// More rows are never shown: a view takes memory for each.
    static constexpr int kMostRows = 1'000'000;

    explicit ChartTableModel(std::vector<Column> columns, QObject *parent = nullptr);

    /// The present values: call it when they have changed and the table is seen. Rows come and go at the end, so that
    /// the selection stays with its row.
    void refresh();
    /// The same, but these are other values altogether: nothing stays selected.
    void reload();

    [[nodiscard]] const std::vector<Column> &columns() const { return m_columns; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// Display, alignment, tool tip, and for screen readers "title: text".
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    /// Called once by refresh() and reload(), before countRows() and any cellText(): look up here what cells are read
    /// from.
    virtual void prepare() { }
    /// How many rows there are now.
    [[nodiscard]] virtual int countRows() const = 0;
    /// One line of text; `row` is below the last countRows(), `column` a column.
    [[nodiscard]] virtual QString cellText(int row, int column) const = 0;

private:
    int rowsNow() const;

    std::vector<Column> m_columns;
    int m_rows = 0; ///< as the views know it
};

} // namespace sluice::ui
