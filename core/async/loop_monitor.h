// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <vector>

class QTimer;

namespace sluice::async {

/// Watches the health of one thread's event loop, as asyncio's debug mode does: how late a regular tick comes,
/// and which callbacks exceed their budget. Lives on the watched thread; costs one timer.
class LoopMonitor : public QObject
{
    Q_OBJECT

public:
    /// One callback that took longer than the budget.
    struct Slow {
        QString name;
        std::chrono::nanoseconds took{};
        Clock::time_point at;
    };

    /// Lag of the loop: how much later than due the tick came.
    struct Lag {
        std::chrono::nanoseconds p50{};
        std::chrono::nanoseconds p99{};
        std::chrono::nanoseconds worst{};
        qint64 samples = 0;
    };

    /// Ticks every `interval`; `budget` is what one callback may take.
    explicit LoopMonitor(std::chrono::milliseconds interval = std::chrono::milliseconds(50),
        std::chrono::milliseconds budget = std::chrono::milliseconds(16), QObject *parent = nullptr);
    ~LoopMonitor() override;

    /// The lag since the start or the last reset(); percentiles over the newest kWindow ticks, the worst over all.
    [[nodiscard]] Lag lag() const;
    /// Callbacks over budget, newest last, at most kKept.
    [[nodiscard]] const std::vector<Slow> &slow() const { return m_slow; }
    void reset();

    /// Times a callback from construction to destruction and reports it if it was over the budget. `name` is a
    /// string literal: nothing is allocated for a callback within its budget. A null monitor is allowed.
    class Guard
    {
    public:
        Guard(LoopMonitor *monitor, const char *name);
        ~Guard();
        Guard(const Guard &) = delete;
        Guard &operator=(const Guard &) = delete;

    private:
        LoopMonitor *m_monitor;
        const char *m_name;
        Clock::time_point m_begin;
    };

    static constexpr std::size_t kWindow = 4096;
    static constexpr std::size_t kKept = 100;

private:
    void tick();
    void note(const char *name, Clock::time_point begin, std::chrono::nanoseconds took);

    std::chrono::milliseconds m_interval;
    std::chrono::milliseconds m_budget;
    QTimer *m_timer;
    Clock::time_point m_due;
    std::vector<std::chrono::nanoseconds> m_lags; ///< a ring once it is full
    std::size_t m_next = 0;
    qint64 m_samples = 0;
    std::chrono::nanoseconds m_worst{};
    std::vector<Slow> m_slow;
};

} // namespace sluice::async
