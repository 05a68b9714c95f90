// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/chart_table_model.h"
#include "ui/details/file_pieces.h"

namespace sluice::ui {

/// The file map as a table: each stretch with where it came from and its exact bytes.
class SegmentTableModel : public ChartTableModel
{
    Q_OBJECT

public:
    enum Column { Origin, Connection, From, To, Bytes };

    /// `map` outlives the model; what it holds is read on refresh() and reload().
    explicit SegmentTableModel(const FileMap &map, QObject *parent = nullptr);

    /// The attempt that brought a row's bytes, 0 = none.
    int attemptAt(int row) const;

protected:
    int countRows() const override;
    QString cellText(int row, int column) const override;

private:
    const FileMap &m_map;
};

} // namespace sluice::ui
