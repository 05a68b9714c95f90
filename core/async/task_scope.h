// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"

#include <exception>
#include <memory>
#include <optional>
#include <stop_token>

namespace sluice::async {

/// Owns child coroutines, as asyncio's TaskGroup does. Children run concurrently on one loop's thread; the scope
/// ends by requestStop() and `co_await join()`, never by destruction: destroying a scope that still has children
/// is a programming error and aborts; one that still has an error says so on the log. Loop thread only, except
/// token() and requestStop(): any thread.
class TaskScope
{
public:
    /// What a child's failure does to its siblings.
    enum class OnError {
        StopSiblings, ///< the first failure stops the others, as in asyncio
        KeepGoing,    ///< they go on
    };

    /// A stop of `parent` stops the children.
    explicit TaskScope(const std::stop_token &parent = {}, OnError onError = OnError::KeepGoing);
    ~TaskScope();
    TaskScope(const TaskScope &) = delete;
    TaskScope &operator=(const TaskScope &) = delete;

    /// Takes over a started task. Give it token(), so that the scope can stop it. A child may spawn further
    /// children, also while join() is waiting.
    void spawn(Task<> child);

    /// Triggered by requestStop() or the parent.
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

    /// Asks all children to stop. Returns at once; join() waits for it.
    void requestStop() { m_source.request_stop(); }

    /// Children that have not ended.
    [[nodiscard]] int running() const;

    /// Waits until no child is left, then throws the first error a child ended with (Stopped counts as an error
    /// only if nobody asked for a stop). It cannot be stopped itself: it is how a stop is completed. One waiter at
    /// a time; a scope can be used again afterwards.
    Task<> join();

private:
    struct State;
    static Task<> supervise(std::shared_ptr<State> state, Task<> child);

    std::stop_source m_source;
    std::optional<LinkStop> m_link;
    std::shared_ptr<State> m_state;
};

} // namespace sluice::async
