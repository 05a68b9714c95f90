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
    Micros latest = std::min<Micros>(0, batch.now);
    for (auto next = batch.events.begin(); next != batch.events.end();) {
        const auto left = static_cast<std::size_t>(batch.events.end() - next);
        const auto end = next + static_cast<std::ptrdiff_t>(std::min(left, most));
        Batch piece;
        piece.wallMs = batch.wallMs;
        for (auto event = next; event != end; ++event)
            latest = std::clamp(timeOf(*event).value_or(latest), latest, batch.now);
        piece.now = end == batch.events.end() ? batch.now : latest;
        piece.events.assign(std::make_move_iterator(next), std::make_move_iterator(end));
        result.push_back(std::move(piece));
        next = end;
    }
    return result;
}

} // namespace sluice::trace
