// SPDX-License-Identifier: MIT
#include "ui/health/slow_table_model.h"

#include "ui/health/loop_figures.h"
#include "ui/style/format.h"

#include <algorithm>
#include <functional>

namespace sluice::ui {

namespace {

std::vector<ChartTableModel::Column> columnsOfSlow()
{
    return {
        {SlowTableModel::tr("When"), true, 18},
        {SlowTableModel::tr("Loop"), false, 10},
        {SlowTableModel::tr("Took"), true, 12},
        {SlowTableModel::tr("Callback"), false, 40},
    };
}

} // namespace

SlowTableModel::SlowTableModel(QObject *parent)
    : ChartTableModel(columnsOfSlow(), parent)
{
}

void SlowTableModel::setSlow(const engine::LoopHealth &window, const engine::LoopHealth &engine, qint64 nowMs)
{
    m_nowMs = nowMs;
    m_lines.clear();
    for (const engine::LoopHealth::Slow &slow : window.slow)
        m_lines.push_back({slow, true});
    for (const engine::LoopHealth::Slow &slow : engine.slow)
        m_lines.push_back({slow, false});
    std::ranges::stable_sort(m_lines, std::greater(), [](const Line &line) { return line.slow.atMs; });
    refresh();
}

int SlowTableModel::countRows() const
{
    return static_cast<int>(m_lines.size());
}

QString SlowTableModel::cellText(int row, int column) const
{
    const Line &line = m_lines[static_cast<std::size_t>(row)];
    switch (column) {
    case When:
        return momentText(line.slow.atMs, m_nowMs);
    case Loop:
        return line.ofWindow ? tr("window") : tr("engine");
    case Took:
        return lagText(line.slow.tookUs);
    case Callback:
        return line.slow.name.simplified();
    default:
        return {};
    }
}

} // namespace sluice::ui
