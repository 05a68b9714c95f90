// SPDX-License-Identifier: MIT
#include "core/engine/move_plan.h"

#include <algorithm>
#include <map>

namespace sluice::engine {

namespace {

/// Each selected place changes with its unselected neighbour; `queue` runs in the direction of the move.
std::vector<Place> exchangeWithNeighbours(std::vector<Place> queue, const std::unordered_set<Id> &selection)
{
    std::map<Id, qint64> moved;
    for (std::size_t i = 1; i < queue.size(); ++i) {
        if (!selection.contains(queue[i].id) || selection.contains(queue[i - 1].id))
            continue;
        std::swap(queue[i].id, queue[i - 1].id);
        moved[queue[i].id] = queue[i].order;
        moved[queue[i - 1].id] = queue[i - 1].order;
    }
    std::vector<Place> places;
    places.reserve(moved.size());
    for (const auto &[id, order] : moved)
        places.push_back({id, order});
    return places;
}

} // namespace

std::vector<Place> planMove(const std::vector<Place> &queue, const std::unordered_set<Id> &selection, MoveTo where)
{
    if (queue.empty())
        return {};
    if (where == MoveTo::Up)
        return exchangeWithNeighbours(queue, selection);
    if (where == MoveTo::Down)
        return exchangeWithNeighbours({queue.rbegin(), queue.rend()}, selection);

    std::vector<Place> places;
    for (const Place &place : queue) {
        if (selection.contains(place.id))
            places.push_back(place);
    }
    const auto count = static_cast<qint64>(places.size());
    qint64 next = where == MoveTo::Top ? queue.front().order - count : queue.back().order + 1;
    for (Place &place : places)
        place.order = next++;
    return places;
}

} // namespace sluice::engine
