// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/task_scope.h"

#include <exception>
#include <memory>
#include <stop_token>
#include <utility>
#include <variant>
#include <vector>

namespace sluice::async {

/// How one of several jobs ended: its value, or the exception it threw.
template <typename T>
class Result
{
public:
    Result() = default;
    explicit Result(Stored<T> value)
        : m_outcome(std::in_place_index<1>, std::move(value))
    {
    }
    explicit Result(std::exception_ptr error)
        : m_outcome(std::in_place_index<2>, std::move(error))
    {
    }

    /// True when there is a value.
    [[nodiscard]] bool ok() const { return m_outcome.index() == 1; }
    /// The exception; null when there is a value.
    [[nodiscard]] std::exception_ptr error() const { return ok() ? nullptr : std::get<2>(m_outcome); }
    /// The value, or throws the exception.
    Stored<T> take()
    {
        if (!ok())
            std::rethrow_exception(std::get<2>(m_outcome));
        return std::move(std::get<1>(m_outcome));
    }

private:
    std::variant<std::monostate, Stored<T>, std::exception_ptr> m_outcome;
};

/// What whenAll does when one job fails.
enum class OnFailure {
    LeaveOthers, ///< the others run to their own end
    StopOthers,  ///< the others are asked to stop
};

namespace detail {

/// Runs one job and stores how it ended; never throws.
template <typename T>
Task<> collect(
    std::shared_ptr<std::vector<Result<T>>> results, std::size_t index, Task<T> task, std::stop_source stopOnFailure)
{
    try {
        if constexpr (std::is_void_v<T>) {
            co_await task;
            (*results)[index] = Result<T>(std::monostate());
        } else {
            (*results)[index] = Result<T>(co_await task);
        }
    } catch (...) {
        (*results)[index] = Result<T>(std::current_exception());
        stopOnFailure.request_stop();
    }
}

/// Starts a job; one that throws before its first suspension point becomes a task all the same.
template <typename T>
Task<T> start(Job<T> job, std::stop_token stop)
{
    auto task = job(std::move(stop));
    co_return co_await task;
}

} // namespace detail

/// Runs all jobs concurrently and waits for every one of them, whatever happens. Results are in the order of the
/// jobs. A stop of `stop` reaches all jobs; they end in their own way and their results say so. Never throws what
/// a job threw. Loop thread only.
template <typename T>
Task<std::vector<Result<T>>> whenAll(std::vector<Job<T>> jobs, OnFailure onFailure, std::stop_token stop)
{
    std::stop_source source;
    const LinkStop link(stop, source);
    const auto results = std::make_shared<std::vector<Result<T>>>(jobs.size());
    TaskScope scope;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const std::stop_source onFail
            = onFailure == OnFailure::StopOthers ? source : std::stop_source(std::nostopstate);
        scope.spawn(detail::collect<T>(results, i, detail::start<T>(jobs[i], source.get_token()), onFail));
    }
    co_await scope.join();
    co_return std::move(*results);
}

} // namespace sluice::async
