// SPDX-License-Identifier: MIT
#include "core/trace/batch_pieces.h"

#include "core/trace/batch_order.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sluice::trace {

std::vector<Batch> pieces(Batch batch, std::size_t most)
{
    std::vector<Batch> result;
    if (batch.events.size() <= most) {
        result.push_back(std::move(batch));
        return result;
    }
    // In order of time across the pieces, too, as apply() takes the events of a batch.
    if (const std::vector<quint32> order = orderByTime(batch.events); !order.empty()) {
        std::vector<Event> events;
        events.reserve(order.size());
        for (const quint32 i : order)
            events.push_back(std::move(batch.events[i]));
        batch.events = std::move(events);
    }
    Micros latest = std::min<Micros>(0, batch.now);
    for (auto next = batch.events.begin(); next != batch.events.end();) {
        const auto left = static_cast<std::size_t>(batch.events.end() - next);
        const auto end = next + static_cast<std::ptrdiff_t>(std::min(left, most));
        Batch piece;
        for (auto event = next; event != end; ++event)
            latest = std::clamp(timeOf(*event).value_or(latest), latest, batch.now);
        piece.now = end == batch.events.end() ? batch.now : latest;
        if (batch.wallMs != 0)
            piece.wallMs = batch.wallMs - (batch.now - piece.now) / 1'000;
        piece.events.assign(std::make_move_iterator(next), std::make_move_iterator(end));
        result.push_back(std::move(piece));
        next = end;
    }
    return result;
}

} // namespace sluice::trace
