// SPDX-License-Identifier: MIT
#include "ui/window/delta_pump.h"

#include <QSet>

#include <algorithm>
#include <iterator>
#include <utility>

namespace sluice::ui {

DeltaPump::DeltaPump(engine::Port &port, QObject *parent)
    : QObject(parent)
    , m_port(port)
{
    m_timer.setInterval(kIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &DeltaPump::pull);
}

DeltaPump::~DeltaPump()
{
    commit();
}

void DeltaPump::start()
{
    m_timer.start();
    pull();
}

void DeltaPump::pull()
{
    engine::Delta delta = m_port.takeDelta();
    m_removal.filter(delta);
    std::ranges::move(std::exchange(m_hidden, {}), std::back_inserter(delta.removed));
    // A restored row must not hide a newer state of itself that came with this delta.
    if (std::vector<engine::Row> restored = std::exchange(m_restored, {}); !restored.empty()) {
        QSet<engine::Id> newer(delta.removed.cbegin(), delta.removed.cend());
        for (const engine::Row &row : delta.changed)
            newer.insert(row.id);
        std::erase_if(restored, [&newer](const engine::Row &row) { return newer.contains(row.id); });
        std::ranges::move(restored, std::back_inserter(delta.changed));
    }
    Q_EMIT arrived(delta);
}

void DeltaPump::remove(const std::vector<engine::Row> &rows)
{
    commit();
    std::vector<engine::Id> live;
    for (const engine::Row &row : rows) {
        if (download::isRunning(row.state) || download::isWaiting(row.state))
            live.push_back(row.id);
        m_hidden.push_back(row.id);
    }
    m_removal.begin(rows);
    if (!live.empty())
        m_port.pause(std::move(live));
    pull();
}

void DeltaPump::undo()
{
    if (m_removal.isEmpty())
        return;
    PendingRemoval::Restored restored = m_removal.undo();
    m_restored = std::move(restored.rows);
    if (!restored.toContinue.empty())
        m_port.resume(std::move(restored.toContinue));
    pull();
}

void DeltaPump::commit()
{
    if (!m_removal.isEmpty())
        m_port.remove(m_removal.commit(), engine::RemoveFiles::Keep);
}

} // namespace sluice::ui
