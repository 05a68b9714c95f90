// SPDX-License-Identifier: MIT
#include "core/engine/ready_queue.h"

#include <algorithm>

namespace sluice::engine {

void ReadyQueue::add(const Ticket &ticket)
{
    remove(ticket.id);
    m_tickets.insert_or_assign(ticket.id, ticket);
    m_eligible.emplace(ticket.order, ticket.id);
}

void ReadyQueue::remove(Id id)
{
    const auto it = m_tickets.find(id);
    if (it == m_tickets.end())
        return;
    const Key key(it->second.order, id);
    const QString host = it->second.host;
    m_tickets.erase(it);
    if (m_eligible.erase(key) > 0) {
        // It may have been let go for a free place at its host, which is then for the next one.
        if (hasRoom(host))
            releaseFirst(host);
        return;
    }
    const auto held = m_held.find(host);
    if (held != m_held.end() && held->erase(key) > 0 && held->empty())
        m_held.erase(held);
}

void ReadyQueue::setHostLimit(int limit)
{
    m_hostLimit = std::max(limit, 0);
    for (const auto &keys : std::as_const(m_held))
        m_eligible.insert(keys.begin(), keys.end());
    m_held.clear();
}

bool ReadyQueue::hasRoom(const QString &host) const
{
    return m_hostLimit == 0 || m_running.value(host) < m_hostLimit;
}

std::optional<ReadyQueue::Ticket> ReadyQueue::takeNext(const std::function<void(Id)> &held)
{
    while (!m_eligible.empty()) {
        const Key key = *m_eligible.begin();
        m_eligible.erase(m_eligible.begin());
        const auto it = m_tickets.find(key.second);
        if (!hasRoom(it->second.host)) {
            m_held[it->second.host].insert(key);
            held(key.second);
            continue;
        }
        Ticket ticket = std::move(it->second);
        m_tickets.erase(it);
        ++m_running[ticket.host];
        return ticket;
    }
    return std::nullopt;
}

void ReadyQueue::hostDone(const QString &host)
{
    const auto running = m_running.find(host);
    if (running == m_running.end())
        return;
    if (--*running <= 0)
        m_running.erase(running);
    if (hasRoom(host))
        releaseFirst(host);
}

void ReadyQueue::releaseFirst(const QString &host)
{
    const auto held = m_held.find(host);
    if (held == m_held.end())
        return;
    m_eligible.insert(held->extract(held->begin()));
    if (held->empty())
        m_held.erase(held);
}

} // namespace sluice::engine
