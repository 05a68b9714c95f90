// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/one_shot.h"

#include <QThreadPool>

#include <exception>
#include <memory>
#include <stop_token>
#include <type_traits>
#include <utility>
#include <variant>

namespace sluice::async {

namespace detail {

template <typename R, typename F>
void runInto(const std::shared_ptr<OneShot<Stored<R>>> &shot, F &work, const std::stop_token &stop)
{
    try {
        if (stop.stop_requested())
            throw Stopped();
        if constexpr (std::is_void_v<R>) {
            work(stop);
            shot->settle({});
        } else {
            shot->settle(work(stop));
        }
    } catch (...) {
        shot->fail(std::current_exception());
    }
}

} // namespace detail

/// Runs `work(std::stop_token)` on `pool` and resumes the caller on its own loop with what it returned or threw.
/// Always joined: a stop before the work began gives Stopped without running it; afterwards the work sees the token
/// and decides itself, and the await lasts until it has returned, so it may refer to what the caller owns. The pool
/// must outlive the work. `auto t = offload(pool, std::move(work), stop); co_await t;`
template <typename F, typename R = std::invoke_result_t<F &, std::stop_token>>
Task<R> offload(QThreadPool *pool, F work, std::stop_token stop)
{
    const auto shot = std::make_shared<OneShot<Stored<R>>>();
    const auto shared = std::make_shared<F>(std::move(work));
    pool->start([shot, shared, stop] { detail::runInto<R>(shot, *shared, stop); });
    if constexpr (std::is_void_v<R>)
        co_await Wait<Stored<R>>(shot, std::stop_token());
    else
        co_return co_await Wait<Stored<R>>(shot, std::stop_token());
}

} // namespace sluice::async
