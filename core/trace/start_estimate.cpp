// SPDX-License-Identifier: MIT
#include "core/trace/start_estimate.h"

#include <algorithm>

namespace sluice::trace {

namespace {

/// Beyond ten years an estimate is no help, and sums of it might overflow.
constexpr Micros kFar = 315'360'000'000'000;

/// How many downloads will have started by `time`.
qint64 startedBy(Micros time, const std::vector<Micros> &free, Micros service)
{
    qint64 started = 0;
    for (const Micros at : free) {
        if (at > time)
            break;
        started += service > 0 ? (time - at) / service + 1 : 1;
    }
    return started;
}

} // namespace

StartEstimate::StartEstimate(qint64 limit, const std::vector<SlotUse> &used, std::optional<Micros> service)
    : m_service(service ? std::clamp<Micros>(*service, 1, kFar) : 0)
{
    for (const SlotUse &use : used) {
        if (use.remaining)
            m_free.push_back(std::clamp<Micros>(*use.remaining, 0, kFar));
        else if (service)
            m_free.push_back(std::clamp<Micros>(*service - use.since, 0, kFar));
        else
            m_free.push_back(kFar);
    }
    std::ranges::sort(m_free);
    const auto inUse = static_cast<qint64>(m_free.size());
    const qint64 draining = std::clamp<qint64>(inUse - limit, 0, inUse);
    m_free.erase(m_free.begin(), m_free.begin() + draining);
    if (limit > inUse)
        m_free.insert(m_free.begin(), static_cast<std::size_t>(limit - inUse), 0);
    // What cannot be told takes no part.
    std::erase_if(m_free, [](Micros at) { return at >= kFar; });
}

std::optional<Micros> StartEstimate::at(qint64 place) const
{
    if (place < 0 || m_free.empty())
        return std::nullopt;
    if (place < std::ssize(m_free) && m_service == 0)
        return m_free[static_cast<std::size_t>(place)];
    if (m_service == 0)
        return std::nullopt;
    // The first moment by which place + 1 downloads have started.
    Micros low = 0;
    Micros high = kFar;
    if (startedBy(high, m_free, m_service) <= place)
        return std::nullopt;
    while (low < high) {
        const Micros middle = low + (high - low) / 2;
        if (startedBy(middle, m_free, m_service) > place)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

} // namespace sluice::trace
