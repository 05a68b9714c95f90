// SPDX-License-Identifier: MIT
#include "ui/window/delta_pump.h"

#include <QSet>

#include <algorithm>
#include <iterator>
#include <utility>

namespace sluice::ui {

namespace {

/// Rows that are handed on in one go, two milliseconds or so; a hundred thousand in this many portions at most, for each
/// costs something of its own.
constexpr std::size_t kPortion = 2'000;
constexpr std::size_t kPortions = 16;

std::deque<engine::Delta> portions(engine::Delta delta)
{
    std::deque<engine::Delta> result;
    const std::size_t size = std::max(kPortion, delta.changed.size() / kPortions + 1);
    std::vector<engine::Row> rows = std::exchange(delta.changed, {});
    std::vector<engine::Id> removed = std::exchange(delta.removed, {});
    const engine::Totals totals = delta.totals;
    const bool loaded = delta.loaded;
    result.push_back(std::move(delta));
    auto next = rows.begin();
    for (;;) {
        const auto end = next + std::min(std::ptrdiff_t(size), rows.end() - next);
        result.back().changed.assign(std::make_move_iterator(next), std::make_move_iterator(end));
        next = end;
        if (next == rows.end())
            break;
        engine::Delta &more = result.emplace_back();
        more.totals = totals;
        more.loaded = loaded;
    }
    result.back().removed = std::move(removed);
    return result;
}

} // namespace

DeltaPump::DeltaPump(engine::Port &port, QObject *parent)
    : QObject(parent)
    , m_port(port)
{
    m_timer.setInterval(kIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &DeltaPump::tick);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &DeltaPump::handNext);
}

DeltaPump::~DeltaPump()
{
    commit();
}

void DeltaPump::start()
{
    m_timer.start();
    pull();
    handAll();
}

void DeltaPump::tick()
{
    if (m_portions.empty())
        pull();
}

void DeltaPump::pull()
{
    handAll();
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
    m_portions = portions(std::move(delta));
    handNext();
}

void DeltaPump::handNext()
{
    if (m_portions.empty())
        return;
    const engine::Delta delta = std::move(m_portions.front());
    m_portions.pop_front();
    if (!m_portions.empty())
        m_next.start();
    Q_EMIT arrived(delta);
}

void DeltaPump::handAll()
{
    while (!m_portions.empty())
        handNext();
    m_next.stop();
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
