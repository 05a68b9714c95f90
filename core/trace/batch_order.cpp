// SPDX-License-Identifier: MIT
#include "core/trace/batch_order.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <numeric>

namespace sluice::trace {

std::optional<Micros> timeOf(const Event &event)
{
    return std::visit(
        [](const auto &of) -> std::optional<Micros> {
            if constexpr (requires { of.at; })
                return of.at;
            else
                return std::nullopt;
        },
        event);
}

std::optional<Id> idOf(const Event &event)
{
    return std::visit(
        [](const auto &of) -> std::optional<Id> {
            if constexpr (requires { of.id; })
                return of.id;
            else
                return std::nullopt;
        },
        event);
}

std::vector<quint32> orderByTime(std::span<const Event> events)
{
    Micros latest = std::numeric_limits<Micros>::min();
    const bool inOrder = std::ranges::all_of(events, [&latest](const Event &event) {
        const Micros at = timeOf(event).value_or(latest);
        return at >= std::exchange(latest, at);
    });
    if (inOrder)
        return {};
    std::vector<Micros> times(events.size());
    QHash<Id, Micros> latestOf;
    Micros previous = std::numeric_limits<Micros>::min();
    for (std::size_t i = 0; i < events.size(); ++i) {
        Micros at = timeOf(events[i]).value_or(previous);
        if (const std::optional<Id> id = idOf(events[i])) {
            at = std::max(at, latestOf.value(*id, at));
            latestOf.insert(*id, at);
        }
        times[i] = previous = at;
    }
    std::vector<quint32> order(events.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&times](quint32 i) { return times[i]; });
    return order;
}

} // namespace sluice::trace
