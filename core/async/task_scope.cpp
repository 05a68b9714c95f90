// SPDX-License-Identifier: MIT
#include "core/async/task_scope.h"

#include <QtGlobal>

namespace sluice::async {

struct TaskScope::State {
    int running = 0;
    std::exception_ptr firstError;
    std::shared_ptr<OneShot<std::monostate>> idle; ///< set while join() waits
    std::stop_source source;
    OnError onError = OnError::KeepGoing;
};

TaskScope::TaskScope(const std::stop_token &parent, OnError onError)
    : m_state(std::make_shared<State>())
{
    m_state->source = m_source;
    m_state->onError = onError;
    if (parent.stop_possible())
        m_link.emplace(parent, m_source);
}

TaskScope::~TaskScope()
{
    if (m_state->running > 0)
        qFatal("TaskScope destroyed with %d children: stop and join it first", m_state->running);
    if (m_state->firstError)
        qCritical("TaskScope destroyed with a child's error: join it to receive the error");
}

void TaskScope::spawn(Task<> child)
{
    ++m_state->running;
    // The handle may go: the supervisor keeps itself alive until the child has ended, and is counted.
    supervise(m_state, std::move(child));
}

int TaskScope::running() const
{
    return m_state->running;
}

Task<> TaskScope::supervise(std::shared_ptr<State> state, Task<> child)
{
    try {
        co_await child;
    } catch (const Stopped &) {
        if (!state->source.stop_requested() && !state->firstError)
            state->firstError = std::current_exception();
    } catch (...) {
        if (!state->firstError)
            state->firstError = std::current_exception();
        if (state->onError == OnError::StopSiblings)
            state->source.request_stop();
    }
    // join() goes on through the loop, when this frame and the child's are gone with all they held.
    if (--state->running == 0 && state->idle)
        state->idle->settle({});
}

Task<> TaskScope::join()
{
    const auto state = m_state;
    Q_ASSERT(!state->idle);
    while (state->running > 0) {
        state->idle = std::make_shared<OneShot<std::monostate>>();
        co_await Wait<std::monostate>(state->idle, std::stop_token());
        state->idle.reset();
    }
    if (const auto error = std::exchange(state->firstError, nullptr))
        std::rethrow_exception(error);
}

} // namespace sluice::async
