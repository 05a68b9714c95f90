// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/one_shot.h"

#include <QRunnable>
#include <QThreadPool>

#include <exception>
#include <memory>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <utility>
#include <variant>

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace sluice::async {

namespace detail {

#ifdef __SANITIZE_THREAD__
// Qt's own libraries are not instrumented: the sanitizer does not see that QThreadPool hands work over in order.
inline void noteHandOver(void *work)
{
    __tsan_release(work);
}
inline void noteTakeOver(void *work)
{
    __tsan_acquire(work);
}
#else
inline void noteHandOver(void *)
{
}
inline void noteTakeOver(void *)
{
}
#endif

/// One piece of work in a pool's queue, and who waits for it.
template <typename R, typename F>
class PoolWork final : public QRunnable
{
public:
    PoolWork(std::shared_ptr<OneShot<Stored<R>>> shot, F work, std::stop_token stop)
        : m_shot(std::move(shot))
        , m_work(std::move(work))
        , m_stop(std::move(stop))
    {
        noteHandOver(this);
    }

    ~PoolWork() override
    {
        // Taken out of the queue by QThreadPool::clear() or tryTake(): the caller must not wait for ever.
        if (std::exchange(m_work, std::nullopt))
            m_shot->fail(std::make_exception_ptr(Stopped()));
    }

    void run() override
    {
        noteTakeOver(this);
        std::optional<Stored<R>> value;
        std::exception_ptr error;
        try {
            if (m_stop.stop_requested())
                throw Stopped();
            if constexpr (std::is_void_v<R>) {
                (*m_work)(m_stop);
                value.emplace();
            } else {
                value.emplace((*m_work)(m_stop));
            }
        } catch (...) {
            error = std::current_exception();
        }
        // Before the caller goes on: what the work captured may refer to what the caller owns.
        m_work.reset();
        if (value)
            m_shot->settle(std::move(*value));
        else
            m_shot->fail(std::move(error));
    }

private:
    std::shared_ptr<OneShot<Stored<R>>> m_shot;
    std::optional<F> m_work;
    std::stop_token m_stop;
};

} // namespace detail

/// Runs `work(std::stop_token)` on `pool` and resumes the caller on its own loop with what it returned or threw.
/// Always joined: a stop before the work began gives Stopped without running it; afterwards the work sees the token
/// and decides itself, and the await lasts until it has returned and is destroyed, so it may refer to what the caller
/// owns. Work that the pool drops (QThreadPool::clear()) gives Stopped. The pool must outlive the work.
/// `auto t = offload(pool, std::move(work), stop); co_await t;`
template <typename F, typename R = std::invoke_result_t<F &, std::stop_token>>
Task<R> offload(QThreadPool *pool, F work, std::stop_token stop)
{
    const auto shot = std::make_shared<OneShot<Stored<R>>>();
    pool->start(new detail::PoolWork<R, F>(shot, std::move(work), std::move(stop)));
    if constexpr (std::is_void_v<R>)
        co_await Wait<Stored<R>>(shot, std::stop_token());
    else
        co_return co_await Wait<Stored<R>>(shot, std::stop_token());
}

} // namespace sluice::async
