// SPDX-License-Identifier: MIT
#include "core/trace/lane.h"

#include <algorithm>
#include <numeric>

namespace sluice::trace {

/// Puts neighbours together into blocks while it walks down the levels.
class Lane::Summary
{
public:
    Summary(const Lane &lane, std::span<const Stay> range, Micros resolution, Micros now, std::vector<Block> &blocks)
        : m_lane(lane)
        , m_first(static_cast<std::size_t>(range.data() - lane.m_stays.begin()))
        , m_last(m_first + range.size())
        , m_resolution(resolution)
        , m_now(now)
        , m_blocks(blocks)
    {
    }

    std::size_t run()
    {
        const std::size_t level = m_lane.m_levels.size();
        std::size_t width = 1; // stays of a node at `level`
        for (std::size_t i = 0; i < level; ++i)
            width *= kFanOut;
        for (std::size_t i = m_first / width; i * width < m_last; ++i)
            descend(level, i, width);
        flush();
        return m_visited;
    }

private:
    void descend(std::size_t level, std::size_t i, std::size_t width)
    {
        const bool exists = level == 0 || i < m_lane.m_levels[level - 1].size();
        m_visited += exists ? 1 : 0;
        if (level == 0) {
            take(m_lane.node(0, i, m_now));
            return;
        }
        if (exists) {
            const Node &node = m_lane.m_levels[level - 1][i];
            if (node.end - node.begin <= m_resolution) {
                take(node);
                return;
            }
        }
        const std::size_t part = width / kFanOut;
        const std::size_t last = std::min((m_last + part - 1) / part, (i + 1) * kFanOut);
        for (std::size_t child = std::max(m_first / part, i * kFanOut); child < last; ++child)
            descend(level - 1, child, part);
    }

    void take(const Node &node)
    {
        if (m_pending.stays > 0 && node.end - m_pending.begin <= m_resolution) {
            m_pending.add(node);
            return;
        }
        flush();
        m_pending = node;
    }

    void flush()
    {
        if (m_pending.stays == 0)
            return;
        const PhaseTimes &times = m_pending.times;
        const float busy = std::reduce(times.begin(), times.end());
        const auto width = static_cast<float>(m_pending.end - m_pending.begin);
        m_blocks.push_back(
            {m_pending.begin, m_pending.end, static_cast<Phase>(std::ranges::max_element(times) - times.begin()),
                m_pending.stays, width > 0 ? std::min(busy / width, 1.0F) : 1.0F});
        m_pending.stays = 0;
    }

    const Lane &m_lane;
    std::size_t m_first;
    std::size_t m_last;
    Micros m_resolution;
    Micros m_now;
    std::vector<Block> &m_blocks;
    Node m_pending;
    std::size_t m_visited = 0;
};

std::size_t Lane::summarise(Micros from, Micros to, Micros resolution, Micros now, std::vector<Block> &blocks) const
{
    return Summary(*this, between(from, to), resolution, now, blocks).run();
}

} // namespace sluice::trace
