// SPDX-License-Identifier: MIT
#include "ui/recording/compare_model.h"

#include <utility>

namespace sluice::ui {

CompareModel::CompareModel(const QString &name, std::vector<CompareRow> rows, QObject *parent)
    : ChartTableModel({{tr("Figure"), false, 36}, {name, true, 18}}, parent)
    , m_rows(std::move(rows))
{
    refresh();
}

CompareModel::CompareModel(const QString &first, const QString &second, std::vector<CompareRow> rows, QObject *parent)
    : ChartTableModel(
          {{tr("Figure"), false, 36}, {first, true, 18}, {second, true, 18}, {tr("Difference"), true, 22}}, parent)
    , m_rows(std::move(rows))
{
    refresh();
}

QString CompareModel::cellText(int row, int column) const
{
    const CompareRow &figure = m_rows.at(std::size_t(row));
    switch (column) {
    case 0:
        return figure.name;
    case 1:
        return figure.first;
    case 2:
        return figure.second;
    default:
        return figure.difference;
    }
}

} // namespace sluice::ui
