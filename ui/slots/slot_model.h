// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/chart_table_model.h"
#include "ui/slots/slot_cells.h"

#include <QAbstractListModel>

namespace sluice::ui {

/// The slots as a list, one item each. Window thread.
class SlotModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    /// Shows these from now on; tells views what changed.
    void setCells(std::vector<SlotCell> cells);
    [[nodiscard]] const std::vector<SlotCell> &cells() const { return m_cells; }
    /// The row of a download; -1 if it has no slot.
    [[nodiscard]] int rowOf(engine::Id id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    /// Display: the name; tool tip and for screen readers everything.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::vector<SlotCell> m_cells;
};

/// The same as a table.
class SlotTableModel : public ChartTableModel
{
    Q_OBJECT

public:
    /// `model` outlives this.
    SlotTableModel(const SlotModel *model, QObject *parent);

protected:
    [[nodiscard]] int countRows() const override;
    [[nodiscard]] QString cellText(int row, int column) const override;

private:
    const SlotModel *m_model;
};

} // namespace sluice::ui
