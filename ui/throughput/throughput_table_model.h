// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/chart_table_model.h"
#include "ui/throughput/throughput_chart.h"

namespace sluice::ui {

/// The values of a throughput chart: for each bucket, newest last, its total, its layers, the limit and outages.
/// Window thread.
class ThroughputTableModel : public ChartTableModel
{
    Q_OBJECT

public:
    /// `chart` outlives the model.
    ThroughputTableModel(const ThroughputChart *chart, QObject *parent);

    /// The download a row is of; 0 = none.
    [[nodiscard]] trace::Id idAt(int row) const;

protected:
    void prepare() override;
    [[nodiscard]] int countRows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QString cellText(int row, int column) const override;

private:
    struct Row {
        QString when;
        ReadoutLine line;
        trace::Id id = 0;
    };

    const ThroughputChart *m_chart;
    std::vector<Row> m_rows;
};

} // namespace sluice::ui
