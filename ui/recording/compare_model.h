// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/chart_table_model.h"
#include "ui/recording/compare_rows.h"

namespace sluice::ui {

/// The figures of one recording, or of two beside each other with their differences. Window thread.
class CompareModel : public ChartTableModel
{
    Q_OBJECT

public:
    /// Of one; `name` is the title of its column.
    CompareModel(const QString &name, std::vector<CompareRow> rows, QObject *parent = nullptr);
    CompareModel(const QString &first, const QString &second, std::vector<CompareRow> rows, QObject *parent = nullptr);

protected:
    int countRows() const override { return static_cast<int>(m_rows.size()); }
    QString cellText(int row, int column) const override;

private:
    std::vector<CompareRow> m_rows;
};

} // namespace sluice::ui
