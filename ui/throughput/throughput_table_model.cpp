// SPDX-License-Identifier: MIT
#include "ui/throughput/throughput_table_model.h"

#include "ui/style/format.h"

namespace sluice::ui {

ThroughputTableModel::ThroughputTableModel(const ThroughputChart *chart, QObject *parent)
    : ChartTableModel(
          {
              {tr("Time"), false, 22},
              {tr("What"), false, 40},
              {tr("Speed"), true, 12},
              {tr("Bytes"), true, 12},
          },
          parent)
    , m_chart(chart)
{
}

void ThroughputTableModel::prepare()
{
    m_rows.clear();
    const ThroughputData &data = m_chart->data();
    const BucketGrid &grid = data.picture.grid;
    for (int i = 0; i < grid.count && grid.begin(i) < data.picture.known; ++i) {
        const Readout values = readout(data.picture, data.outages, i, data.wallAtZeroMs);
        for (const ReadoutLine &line : values.lines) {
            const trace::Id id = line.series < 0 ? 0 : data.picture.series[static_cast<std::size_t>(line.series)].id;
            m_rows.push_back({values.when, line, id});
        }
    }
}

trace::Id ThroughputTableModel::idAt(int row) const
{
    return row >= 0 && row < countRows() ? m_rows[static_cast<std::size_t>(row)].id : 0;
}

QString ThroughputTableModel::cellText(int row, int column) const
{
    if (row >= countRows())
        return {};
    const Row &found = m_rows[static_cast<std::size_t>(row)];
    const auto orNone = [](const QString &text) {
        return text.isEmpty() ? noValue() : text;
    };
    switch (column) {
    case 0:
        return found.when;
    case 1:
        return found.line.name;
    case 2:
        return orNone(found.line.speed);
    default:
        return orNone(found.line.bytes);
    }
}

} // namespace sluice::ui
