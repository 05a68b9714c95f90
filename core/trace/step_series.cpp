// SPDX-License-Identifier: MIT
#include "core/trace/step_series.h"

#include <algorithm>
#include <limits>

namespace sluice::trace {

namespace {

void widen(StepSeries::Range &range, const StepSeries::Range &by)
{
    range.least = std::min(range.least, by.least);
    range.most = std::max(range.most, by.most);
}

/// Index of the first step after `moment`.
std::size_t after(std::span<const StepSeries::Step> steps, Micros moment)
{
    const auto found = std::ranges::upper_bound(steps, moment, {}, &StepSeries::Step::at);
    return static_cast<std::size_t>(found - steps.begin());
}

} // namespace

void StepSeries::append(Micros at, qint64 value)
{
    if (!m_steps.empty()) {
        at = std::max(at, m_steps.back().at);
        if (m_steps.back().value == value)
            return;
        if (m_steps.back().at == at) {
            dropLast();
            if (!m_steps.empty() && m_steps.back().value == value)
                return;
        }
    }
    push({at, value});
}

qint64 StepSeries::at(Micros moment) const
{
    const std::size_t next = after(steps(), moment);
    return next == 0 ? 0 : m_steps[next - 1].value;
}

StepSeries::Range StepSeries::between(Micros from, Micros to, std::size_t *visited) const
{
    std::size_t first = after(steps(), from);
    std::size_t last = to > from ? after(steps(), to - 1) : first;
    const qint64 initial = first == 0 ? 0 : m_steps[first - 1].value;
    Range range{initial, initial};
    std::size_t looked = 1;
    const auto take = [&](const Range &part) {
        widen(range, part);
        ++looked;
    };
    // Up the levels: at each the ragged ends, the rest as whole nodes of the next.
    for (std::size_t level = 0; first < last; ++level) {
        const bool top = level == m_levels.size();
        while (first < last && (top || first % kFanOut != 0))
            take(part(level, first++));
        while (first < last && last % kFanOut != 0)
            take(part(level, --last));
        first /= kFanOut;
        last /= kFanOut;
    }
    if (visited)
        *visited += looked;
    return range;
}

qint64 StepSeries::peak() const
{
    if (m_steps.empty())
        return 0;
    return between(m_steps[0].at, std::numeric_limits<Micros>::max()).most;
}

std::size_t StepSeries::heapBytes() const
{
    std::size_t bytes = m_steps.heapBytes() + m_levels.capacity() * sizeof(m_levels[0]);
    for (const Packed<Range> &level : m_levels)
        bytes += level.heapBytes();
    return bytes;
}

void StepSeries::push(const Step &step)
{
    m_steps.push_back(step);
    std::size_t size = m_steps.size();
    for (std::size_t level = 0; size % kFanOut == 0; ++level) {
        if (level == m_levels.size())
            m_levels.emplace_back();
        Range range = part(level, size - 1);
        for (std::size_t i = size - kFanOut; i < size - 1; ++i)
            widen(range, part(level, i));
        m_levels[level].push_back(range);
        size /= kFanOut;
    }
}

void StepSeries::dropLast()
{
    std::size_t size = m_steps.size();
    for (std::size_t level = 0; size % kFanOut == 0; ++level) {
        m_levels[level].pop_back();
        size /= kFanOut;
    }
    m_steps.pop_back();
}

StepSeries::Range StepSeries::part(std::size_t level, std::size_t i) const
{
    return level == 0 ? Range{m_steps[i].value, m_steps[i].value} : m_levels[level - 1][i];
}

} // namespace sluice::trace
