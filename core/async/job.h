// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/one_shot.h"

#include <QCoroTask>

#include <functional>
#include <stop_token>

namespace sluice::async {

template <typename T = void>
using Task = QCoro::Task<T>;

/// Work that can be started under a stop_token, for the combinators. The callable itself is not a coroutine
/// (a coroutine lambda must not capture): it calls one and returns its task, e.g.
/// `Job<int> job = [url](std::stop_token stop) { return fetch(url, stop); };`
template <typename T = void>
using Job = std::function<Task<T>(std::stop_token)>;

/// Triggers `target` when `source` is triggered, for as long as it lives: a child's stop source under a parent's.
class LinkStop
{
public:
    LinkStop(const std::stop_token &source, std::stop_source target)
        : m_callback(source, Forward(std::move(target)))
    {
    }

private:
    class Forward
    {
    public:
        explicit Forward(std::stop_source target)
            : m_target(std::move(target))
        {
        }
        void operator()() { m_target.request_stop(); }

    private:
        std::stop_source m_target;
    };
    std::stop_callback<Forward> m_callback;
};

} // namespace sluice::async
