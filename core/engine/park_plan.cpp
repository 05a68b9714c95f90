// SPDX-License-Identifier: MIT
#include "core/engine/park_plan.h"

#include <algorithm>

namespace sluice::engine {

std::vector<Id> beyondLimit(std::vector<Runner> running, int limit)
{
    auto excess = static_cast<std::ptrdiff_t>(running.size()) - limit;
    std::ranges::sort(running, std::ranges::greater(), &Runner::admission);
    std::vector<Id> chosen;
    for (const Runner &runner : running) {
        if (excess <= 0)
            break;
        if (runner.finishing)
            continue;
        chosen.push_back(runner.id);
        --excess;
    }
    return chosen;
}

} // namespace sluice::engine
