// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/semaphore.h"
#include "tests/core/async/helpers.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <stop_token>
#include <utility>
#include <vector>

namespace sluice::test {

using Ids = std::vector<int>;

/// A semaphore with named waiters that keep their permits until told to release them.
struct SemaphoreBench {
    async::Semaphore semaphore;
    std::map<int, std::stop_source> sources = {};
    std::map<int, async::Permit> permits = {};
    Ids granted = {};          ///< in the order of their resumption
    std::set<int> direct = {}; ///< those of them that did not have to wait
    Ids stopped = {};

    explicit SemaphoreBench(int limit)
        : semaphore(limit)
    {
    }
    /// Sees every waiter out: they refer to this bench.
    ~SemaphoreBench()
    {
        for (auto &[id, source] : sources)
            source.request_stop();
        spin();
    }
    SemaphoreBench(const SemaphoreBench &) = delete;
    SemaphoreBench &operator=(const SemaphoreBench &) = delete;

    void acquire(int id, bool stopFirst = false)
    {
        if (stopFirst)
            sources[id].request_stop();
        hold(this, id, sources[id].get_token());
        if (permits.contains(id))
            direct.insert(id);
    }
    void stop(int id) { sources[id].request_stop(); }
    void release(int id) { permits.erase(id); }

    [[nodiscard]] Ids grantedFromTheQueue() const
    {
        Ids ids;
        std::ranges::copy_if(granted, std::back_inserter(ids), [this](int id) { return !direct.contains(id); });
        return ids;
    }

private:
    static async::Task<> hold(SemaphoreBench *bench, int id, std::stop_token stop)
    {
        try {
            async::Permit permit = co_await bench->semaphore.acquire(stop);
            bench->permits.emplace(id, std::move(permit));
            bench->granted.push_back(id);
        } catch (const async::Stopped &) {
            bench->stopped.push_back(id);
        }
    }
};

} // namespace sluice::test
