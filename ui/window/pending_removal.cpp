// SPDX-License-Identifier: MIT
#include "ui/window/pending_removal.h"

#include <algorithm>

namespace sluice::ui {

namespace {

void subtract(engine::Totals &totals, const engine::Row &row)
{
    int &inState = totals.byState[static_cast<std::size_t>(row.state)];
    inState = std::max(inState - 1, 0);
    if (download::isFinal(row.state))
        return;
    if (row.total < 0)
        totals.unknownTotals = std::max(totals.unknownTotals - 1, 0);
    else
        totals.bytesLeft = std::max<qint64>(totals.bytesLeft - std::max<qint64>(row.total - row.bytes, 0), 0);
}

} // namespace

void PendingRemoval::begin(const std::vector<engine::Row> &rows)
{
    for (const engine::Row &row : rows)
        m_pending.insert(row.id, {row, download::isRunning(row.state) || download::isWaiting(row.state)});
}

void PendingRemoval::filter(engine::Delta &delta)
{
    if (m_pending.isEmpty() && m_committed.isEmpty())
        return;
    std::erase_if(delta.changed, [this](const engine::Row &row) {
        if (const auto pending = m_pending.find(row.id); pending != m_pending.end()) {
            pending->row = row;
            return true;
        }
        if (const auto committed = m_committed.find(row.id); committed != m_committed.end()) {
            *committed = row;
            return true;
        }
        return false;
    });
    for (const engine::Id id : delta.removed) {
        m_pending.remove(id);
        m_committed.remove(id);
    }
    for (const Entry &entry : std::as_const(m_pending))
        subtract(delta.totals, entry.row);
    for (const engine::Row &row : std::as_const(m_committed))
        subtract(delta.totals, row);
}

std::vector<engine::Id> PendingRemoval::commit()
{
    std::vector<engine::Id> ids;
    ids.reserve(static_cast<std::size_t>(m_pending.size()));
    for (auto it = m_pending.cbegin(); it != m_pending.cend(); ++it) {
        ids.push_back(it.key());
        m_committed.insert(it.key(), it->row);
    }
    m_pending.clear();
    std::ranges::sort(ids);
    return ids;
}

PendingRemoval::Restored PendingRemoval::undo()
{
    Restored result;
    result.rows.reserve(static_cast<std::size_t>(m_pending.size()));
    for (const Entry &entry : std::as_const(m_pending)) {
        result.rows.push_back(entry.row);
        if (entry.wasLive)
            result.toContinue.push_back(entry.row.id);
    }
    m_pending.clear();
    std::ranges::sort(result.rows, {}, &engine::Row::id);
    std::ranges::sort(result.toContinue);
    return result;
}

} // namespace sluice::ui
