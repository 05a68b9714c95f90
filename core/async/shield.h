// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/one_shot.h"
#include "core/async/task_scope.h"

#include <exception>
#include <memory>
#include <stop_token>
#include <utility>
#include <variant>

namespace sluice::async {

namespace detail {

template <typename T>
Task<> deliver(std::shared_ptr<OneShot<Stored<T>>> shot, Task<T> task)
{
    try {
        if constexpr (std::is_void_v<T>) {
            co_await task;
            shot->settle({});
        } else {
            shot->settle(co_await task);
        }
    } catch (...) {
        // Nobody may be listening any more; then the keeper's join() reports it.
        if (!shot->fail(std::current_exception()))
            throw;
    }
}

} // namespace detail

/// Waits for `task`, which survives the caller's stop: `stop` ends only the waiting (Stopped), and `keeper` owns
/// the task to its end. Give the task keeper->token(), not the caller's. An error nobody waits for any more is
/// reported by keeper->join(). Loop thread only.
template <typename T>
Task<T> shield(TaskScope *keeper, Task<T> task, std::stop_token stop)
{
    const auto shot = std::make_shared<OneShot<Stored<T>>>();
    keeper->spawn(detail::deliver<T>(shot, std::move(task)));
    if constexpr (std::is_void_v<T>)
        co_await Wait<Stored<T>>(shot, stop);
    else
        co_return co_await Wait<Stored<T>>(shot, stop);
}

} // namespace sluice::async
