// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/when_all.h"

#include <memory>
#include <stdexcept>
#include <stop_token>
#include <utility>
#include <vector>

namespace sluice::async {

/// The winner of whenAny.
template <typename T>
struct First {
    std::size_t index = 0; ///< which job
    Stored<T> value;
};

namespace detail {

template <typename T>
struct Race {
    std::size_t winner = 0;
    bool decided = false;
    std::vector<Result<T>> results;
};

template <typename T>
Task<> race(std::shared_ptr<Race<T>> state, std::size_t index, Task<T> task, std::stop_source others)
{
    Result<T> result;
    try {
        if constexpr (std::is_void_v<T>) {
            co_await task;
            result = Result<T>(std::monostate());
        } else {
            result = Result<T>(co_await task);
        }
    } catch (...) {
        result = Result<T>(std::current_exception());
    }
    state->results[index] = std::move(result);
    if (!std::exchange(state->decided, true)) {
        state->winner = index;
        others.request_stop();
    }
}

} // namespace detail

/// Runs all jobs concurrently; the first to end, by value or exception, decides. The others are stopped **and
/// joined** before it returns. Throws what the winner threw; a stop of `stop` reaches all jobs. At least one job
/// (else std::invalid_argument). Loop thread only.
template <typename T>
Task<First<T>> whenAny(std::vector<Job<T>> jobs, std::stop_token stop)
{
    if (jobs.empty())
        throw std::invalid_argument("whenAny needs at least one job");
    std::stop_source source;
    const LinkStop link(stop, source);
    const auto state = std::make_shared<detail::Race<T>>();
    state->results.resize(jobs.size());
    TaskScope scope;
    for (std::size_t i = 0; i < jobs.size(); ++i)
        scope.spawn(detail::race<T>(state, i, detail::start<T>(jobs[i], source.get_token()), source));
    co_await scope.join();
    First<T> first{state->winner, state->results[state->winner].take()};
    co_return first;
}

} // namespace sluice::async
