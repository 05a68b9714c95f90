// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <queue>
#include <vector>

namespace sluice::engine {

/// Which slot of the concurrency limit is whose: slots are permits and have no names, the picture gives them numbers,
/// the lowest free one first.
class SlotNumbers
{
public:
    /// The lowest number that is free, from 0.
    int take()
    {
        if (m_free.empty())
            return m_next++;
        const int number = m_free.top();
        m_free.pop();
        return number;
    }

    /// `number` is free again; it was taken before.
    void give(int number) { m_free.push(number); }

private:
    std::priority_queue<int, std::vector<int>, std::greater<>> m_free;
    int m_next = 0;
};

} // namespace sluice::engine
