// SPDX-License-Identifier: MIT
#include "ui/slots/row_book.h"

#include <algorithm>
#include <utility>

namespace sluice::ui {

using download::State;
using download::WaitReason;
using trace::Phase;

namespace {

struct Standing {
    State state = State::Queued;
    WaitReason why = WaitReason::None;
};

/// The state of a row whose download is in this phase.
Standing standingOf(Phase phase)
{
    switch (phase) {
    case Phase::WaitSlot:
        return {State::Waiting, WaitReason::Slot};
    case Phase::WaitHost:
        return {State::Waiting, WaitReason::HostSlot};
    case Phase::WaitRate:
        return {State::Receiving, WaitReason::RateLimit};
    case Phase::WaitRetryAfter:
        return {State::Backoff, WaitReason::RetryAfter};
    case Phase::WaitSchedule:
        return {State::Waiting, WaitReason::Schedule};
    case Phase::WaitDisk:
        return {State::Receiving, WaitReason::Disk};
    case Phase::WaitNetwork:
        return {State::Waiting, WaitReason::Network};
    case Phase::NameLookup:
    case Phase::Connect:
    case Phase::Tls:
    case Phase::FirstByte:
        return {State::Connecting, {}};
    case Phase::Receiving:
        return {State::Receiving, {}};
    case Phase::Stalled:
        return {State::Stalled, {}};
    case Phase::Backoff:
        return {State::Backoff, WaitReason::Backoff};
    case Phase::Verifying:
        return {State::Verifying, {}};
    case Phase::Paused:
        return {State::Paused, {}};
    case Phase::Done:
        return {State::Done, {}};
    case Phase::Failed:
        return {State::Failed, {}};
    case Phase::Cancelled:
        break;
    }
    return {State::Cancelled, {}};
}

BookRow bookRow(const engine::Row &row)
{
    BookRow made;
    made.name = row.name;
    made.state = row.state;
    made.why = row.why;
    made.order = row.order;
    made.untilMs = row.untilMs;
    made.bytes = row.bytes;
    made.total = row.total;
    made.speed = row.speed;
    made.draining = row.draining;
    made.error = row.error;
    return made;
}

} // namespace

bool waitsForSlot(const BookRow &row)
{
    return row.state == State::Queued
        || (row.state == State::Waiting && (row.why == WaitReason::Slot || row.why == WaitReason::None));
}

void RowBook::apply(const engine::Delta &delta)
{
    for (const engine::Row &row : delta.changed) {
        if (download::isRunning(row.state) || download::isWaiting(row.state))
            put(row.id, bookRow(row));
        else
            take(row.id);
    }
    for (const engine::Id id : delta.removed)
        take(id);
}

void RowBook::fill(const trace::Recording &recording)
{
    qint64 order = 0;
    for (const trace::Track &track : recording.tracks()) {
        ++order; // the record keeps the order of adding; the queue's own is not in it
        if (track.removed != trace::kOpen || track.spans.empty())
            continue;
        const Standing standing = standingOf(track.spans.back().phase);
        if (!download::isRunning(standing.state) && !download::isWaiting(standing.state))
            continue;
        BookRow row;
        row.name = track.name;
        row.state = standing.state;
        row.why = standing.why;
        row.order = order;
        row.untilMs = track.untilMs;
        row.bytes = track.received;
        row.total = track.total;
        put(track.id, row);
    }
}

const BookRow *RowBook::find(engine::Id id) const
{
    const auto found = m_rows.constFind(id);
    return found == m_rows.cend() ? nullptr : &*found;
}

void RowBook::put(engine::Id id, const BookRow &row)
{
    const bool waits = download::isWaiting(row.state);
    place(id, waits ? std::optional(row.order) : std::nullopt);
    if (waits && !waitsForSlot(row))
        m_others.insert({row.order, id});
    if (row.state == State::Verifying)
        m_verifying.insert(id);
    else
        m_verifying.remove(id);
    m_rows.insert(id, row);
}

void RowBook::take(engine::Id id)
{
    place(id, std::nullopt);
    m_verifying.remove(id);
    m_rows.remove(id);
}

void RowBook::place(engine::Id id, const std::optional<qint64> &order)
{
    const auto found = m_queue.constFind(id);
    const std::optional<qint64> before = found == m_queue.cend() ? std::nullopt : std::optional(*found);
    if (before)
        m_others.erase({*before, id});
    if (before == order)
        return;
    if (!m_touched.contains(id))
        m_touched.insert(id, before);
    if (order)
        m_queue.insert(id, *order);
    else
        m_queue.remove(id);
}

QueueChange RowBook::takeQueueChange()
{
    QueueChange change;
    for (auto each = m_touched.cbegin(); each != m_touched.cend(); ++each) {
        const auto found = m_queue.constFind(each.key());
        const std::optional<qint64> after = found == m_queue.cend() ? std::nullopt : std::optional(*found);
        if (after == each.value())
            continue;
        if (each.value())
            change.gone.push_back({*each.value(), each.key()});
        if (after)
            change.come.push_back({*after, each.key()});
    }
    m_touched.clear();
    std::ranges::sort(change.gone);
    std::ranges::sort(change.come);
    return change;
}

} // namespace sluice::ui
