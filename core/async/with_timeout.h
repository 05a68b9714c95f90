// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/loop.h"
#include "core/async/stopped.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <utility>

namespace sluice::async {

/// Runs `job` for at most `duration`, then stops **and joins** it and throws TimedOut. A result or an error of its
/// own that the job delivers at that moment all the same wins over the timeout: nothing finished is thrown away.
/// A stop of `stop` gives Stopped, also when both come together. Nested timeouts each report only their own.
/// Zero or less: the job starts and is stopped at the next turn of the loop; nanoseconds::max(): never. Loop thread only.
template <typename T>
Task<T> withTimeout(std::chrono::nanoseconds duration, Job<T> job, std::stop_token stop)
{
    std::stop_source source;
    const LinkStop link(stop, source);
    const auto timedOut = std::make_shared<bool>(false);
    const auto timer = Loop::current()->callAt(fromNow(duration), [timedOut, source]() mutable {
        *timedOut = true;
        source.request_stop();
    });
    try {
        auto task = job(source.get_token());
        co_return co_await task;
    } catch (const Stopped &) {
        if (!*timedOut || stop.stop_requested())
            throw;
    }
    throw TimedOut();
}

} // namespace sluice::async
