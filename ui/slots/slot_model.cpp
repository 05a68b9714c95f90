// SPDX-License-Identifier: MIT
#include "ui/slots/slot_model.h"

#include "ui/style/format.h"

#include <algorithm>
#include <utility>

namespace sluice::ui {

void SlotModel::setCells(std::vector<SlotCell> cells)
{
    if (cells.size() != m_cells.size()) {
        const int now = static_cast<int>(cells.size());
        const int before = static_cast<int>(m_cells.size());
        // Slots come and go at the end: the selection stays with its place.
        if (now > before) {
            beginInsertRows({}, before, now - 1);
            m_cells = std::move(cells);
            endInsertRows();
        } else {
            beginRemoveRows({}, now, before - 1);
            m_cells = std::move(cells);
            endRemoveRows();
        }
        if (!m_cells.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    int first = -1;
    int last = -1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] == m_cells[i])
            continue;
        last = static_cast<int>(i);
        first = first < 0 ? last : first;
    }
    m_cells = std::move(cells);
    if (first >= 0)
        Q_EMIT dataChanged(index(first), index(last));
}

int SlotModel::rowOf(engine::Id id) const
{
    const auto found = id == 0 ? m_cells.end() : std::ranges::find(m_cells, id, &SlotCell::id);
    return found == m_cells.end() ? -1 : static_cast<int>(found - m_cells.begin());
}

int SlotModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_cells.size());
}

QVariant SlotModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SlotCell &cell = m_cells[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cell.name;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return slotSentence(cell);
    default:
        return {};
    }
}

SlotTableModel::SlotTableModel(const SlotModel *model, QObject *parent)
    : ChartTableModel(
          {
              {tr("Slot"), true, 6},
              {tr("Download"), false, 40},
              {tr("State"), false, 24},
              {tr("Progress"), true, 10},
              {tr("Speed"), true, 10},
              {tr("In the slot"), true, 10},
          },
          parent)
    , m_model(model)
{
}

int SlotTableModel::countRows() const
{
    return m_model->rowCount();
}

QString SlotTableModel::cellText(int row, int column) const
{
    if (row >= m_model->rowCount())
        return {}; // between two refreshes of this table
    const SlotCell &cell = m_model->cells()[static_cast<std::size_t>(row)];
    if (cell.id == 0 && column != 0 && column != 2)
        return noValue();
    switch (column) {
    case 0:
        return QString::number(cell.number + 1);
    case 1:
        return cell.name;
    case 2:
        return slotPhaseText(cell);
    case 3:
        return slotProgressText(cell);
    case 4:
        return speedText(cell.speed);
    default:
        return clockText(cell.inSlot / 1'000);
    }
}

} // namespace sluice::ui
