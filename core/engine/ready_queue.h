// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"

#include <QHash>
#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace sluice::engine {

using download::Id;

/// Who waits for a slot, in the order of the queue, and which hosts have no room. A plain structure: it decides whose
/// turn it is, and neither starts nor stops anything. Every operation is logarithmic in the number of waiters.
class ReadyQueue
{
public:
    /// Where a waiter stands.
    struct Ticket {
        Id id = 0;
        qint64 order = 0;
        QString host;
    };

    /// Adds a waiter, or moves it to its new place.
    void add(const Ticket &ticket);
    /// Takes a waiter out, wherever it stands; unknown ids are ignored.
    void remove(Id id);
    [[nodiscard]] bool contains(Id id) const { return m_tickets.contains(id); }
    [[nodiscard]] int size() const { return static_cast<int>(m_tickets.size()); }

    /// How many may run from one host, 0 = any number.
    void setHostLimit(int limit);

    /// Takes the first waiter whose host has room, and counts it as running there until hostDone(). Waiters that had to
    /// be passed over for want of a host slot are reported once through `held`.
    std::optional<Ticket> takeNext(const std::function<void(Id)> &held);
    /// Whether takeNext() may find one; a waiter behind a full host that was not looked at yet counts.
    [[nodiscard]] bool hasNext() const { return !m_eligible.empty(); }
    /// A download from `host` no longer runs.
    void hostDone(const QString &host);

private:
    using Key = std::pair<qint64, Id>;

    [[nodiscard]] bool hasRoom(const QString &host) const;
    void releaseFirst(const QString &host);

    std::map<Id, Ticket> m_tickets;
    std::set<Key> m_eligible;
    QHash<QString, std::set<Key>> m_held; ///< behind a full host
    QHash<QString, int> m_running;
    int m_hostLimit = 0;
};

} // namespace sluice::engine
