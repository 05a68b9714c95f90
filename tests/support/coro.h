// SPDX-License-Identifier: MIT
#pragma once

#include <QCoroTask>
#include <QEventLoop>
#include <QTimer>

#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace sluice::test {

/// Thrown by waitForTask when the watchdog barks.
class TaskTimedOut : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

namespace detail {

/// Where the watcher leaves the end of the task. Shared, because the watcher may outlive a caller that gave up.
template <typename T>
struct Outcome {
    using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
    std::optional<Value> value = std::nullopt;
    std::exception_ptr error = nullptr;
    QEventLoop *loop = nullptr; ///< null once nobody waits

    bool isSettled() const { return value || error; }
};

/// Awaits the task, and lets no exception out: QCoro::waitFor() never returns when its task throws.
template <typename T>
QCoro::Task<> watch(QCoro::Task<T> task, std::shared_ptr<Outcome<T>> outcome)
{
    try {
        if constexpr (std::is_void_v<T>) {
            co_await task;
            outcome->value.emplace();
        } else {
            outcome->value.emplace(co_await std::move(task));
        }
    } catch (...) {
        outcome->error = std::current_exception();
    }
    if (outcome->loop) {
        outcome->loop->quit();
    }
}

} // namespace detail

/// Runs the event loop of this thread until the task has ended; returns its value or throws its exception.
/// Throws TaskTimedOut if it has not ended after `timeoutMs`: the task then stays suspended, and whatever it
/// refers to must outlive its end. The task must end on this thread.
template <typename T>
T waitForTask(QCoro::Task<T> task, int timeoutMs = 10'000)
{
    const auto outcome = std::make_shared<detail::Outcome<T>>();
    const QCoro::Task<> watcher = detail::watch(std::move(task), outcome);
    if (!outcome->isSettled()) {
        QEventLoop loop;
        QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
        outcome->loop = &loop;
        loop.exec();
        outcome->loop = nullptr;
    }
    if (outcome->error) {
        std::rethrow_exception(outcome->error);
    }
    if (!outcome->value) {
        throw TaskTimedOut("the task did not end within " + std::to_string(timeoutMs) + " ms");
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*outcome->value);
    }
}

} // namespace sluice::test
