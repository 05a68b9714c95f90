// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <utility>

namespace sluice::ui {

/// Runs a slow pure function on a thread for input that keeps changing, and reports only the newest result. Input
/// that comes while one runs waits for its turn; older waiting input is forgotten. Lives on the window thread.
template <typename Input, typename Output>
class LatestCheck : public QObject
{
public:
    using Function = std::function<Output(const Input &)>;
    using Report = std::function<void(Output)>;

    /// `function` runs on another thread and must not touch widgets; `report` runs on this one.
    LatestCheck(Function function, Report report, int debounceMs, QObject *parent = nullptr)
        : QObject(parent)
        , m_function(std::move(function))
        , m_report(std::move(report))
    {
        m_pool.setMaxThreadCount(1);
        m_timer.setSingleShot(true);
        m_timer.setInterval(debounceMs);
        connect(&m_timer, &QTimer::timeout, this, [this] { launch(); });
    }

    /// Waits for the function when it runs; its result is dropped.
    ~LatestCheck() override { m_pool.waitForDone(); }

    /// Looks at `input` after the debounce time unless newer input comes.
    void submit(Input input)
    {
        m_next = std::move(input);
        m_fresh = false;
        m_timer.start();
    }

    /// The same without the debounce.
    void submitNow(Input input)
    {
        submit(std::move(input));
        flush();
    }

    /// Ends the debounce of what was submitted last.
    void flush()
    {
        if (m_timer.isActive()) {
            m_timer.stop();
            launch();
        }
    }

    /// Whether the newest input has been reported.
    bool isFresh() const { return m_fresh; }

private:
    void launch()
    {
        if (m_running) {
            m_again = true;
            return;
        }
        m_running = true;
        m_again = false;
        m_pool.start([this, function = m_function, input = m_next] {
            auto output = std::make_shared<Output>(function(input));
            QMetaObject::invokeMethod(this, [this, output] { finish(std::move(*output)); }, Qt::QueuedConnection);
        });
    }

    void finish(Output output)
    {
        m_running = false;
        if (m_again) {
            launch();
            return;
        }
        if (m_timer.isActive())
            return; // newer input is on its way
        m_fresh = true;
        m_report(std::move(output));
    }

    Function m_function;
    Report m_report;
    QThreadPool m_pool;
    QTimer m_timer;
    Input m_next;
    bool m_fresh = false;
    bool m_running = false;
    bool m_again = false;
};

} // namespace sluice::ui
