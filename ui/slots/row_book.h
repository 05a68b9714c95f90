// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "core/trace/recording.h"

#include <QHash>
#include <QSet>

#include <compare>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace sluice::ui {

/// What the slots page keeps of a download that runs or waits.
struct BookRow {
    QString name;
    download::State state = download::State::Queued;
    download::WaitReason why = download::WaitReason::None;
    qint64 order = 0;
    qint64 untilMs = 0;
    qint64 bytes = 0;
    qint64 total = -1;
    qint64 speed = 0;
    bool draining = false;
    std::shared_ptr<const Error> error;
};

/// A place in the queue; smaller goes first.
struct QueuePlace {
    qint64 order = 0;
    engine::Id id = 0;

    auto operator<=>(const QueuePlace &) const = default;
};

/// What the queue lost and gained, each in order. Apart from these it stayed as it was.
struct QueueChange {
    std::vector<QueuePlace> gone;
    std::vector<QueuePlace> come;
};

/// The downloads that run or wait, as the deltas tell. Taking a delta costs what it changed; the queue is put in order
/// only when somebody looks. Window thread.
class RowBook
{
public:
    void apply(const engine::Delta &delta);
    /// In place of deltas, for a recording that was opened: as things stood at its end.
    void fill(const trace::Recording &recording);

    /// Null for one that neither runs nor waits; good until the next apply().
    [[nodiscard]] const BookRow *find(engine::Id id) const;

    /// What changed in the queue since the last call.
    [[nodiscard]] QueueChange takeQueueChange();
    /// Of the queue: those that wait for something else than a slot, in order.
    [[nodiscard]] std::vector<QueuePlace> others() const { return {m_others.begin(), m_others.end()}; }
    /// Those whose bytes are all here and whose file is being finished, with or without a slot.
    [[nodiscard]] const QSet<engine::Id> &verifying() const { return m_verifying; }

private:
    void put(engine::Id id, const BookRow &row);
    void take(engine::Id id);
    void place(engine::Id id, const std::optional<qint64> &order);

    QHash<engine::Id, BookRow> m_rows;
    QHash<engine::Id, qint64> m_queue;                  ///< the order of each that waits
    QHash<engine::Id, std::optional<qint64>> m_touched; ///< its order before the last takeQueueChange()
    std::set<QueuePlace> m_others;
    QSet<engine::Id> m_verifying;
};

/// True when it waits for nothing but a slot.
[[nodiscard]] bool waitsForSlot(const BookRow &row);

} // namespace sluice::ui
