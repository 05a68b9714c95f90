// SPDX-License-Identifier: MIT
#pragma once

#include <QApplication>
#include <QString>

#include <chrono>
#include <vector>

namespace sluice::bench {

/// An application that knows what its thread was doing when it took longest.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    /// One event, with all that its delivery caused.
    struct Task {
        QString what; ///< the receiver, whose it is, and the kind of event
        std::chrono::nanoseconds took{};
        std::chrono::nanoseconds cpu{}; ///< of this thread: less than it took where others had the processor
    };

    /// Forgets the longest so far, and watches from now on.
    void watch();
    /// The longest, longest first, three at most.
    [[nodiscard]] const std::vector<Task> &longest() const { return m_longest; }
    /// Those that worked longest: what no other program can be blamed for.
    [[nodiscard]] const std::vector<Task> &hardest() const { return m_hardest; }

    bool notify(QObject *receiver, QEvent *event) override;

private:
    bool m_watches = false;
    int m_depth = 0;
    std::vector<Task> m_longest;
    std::vector<Task> m_hardest;
};

} // namespace sluice::bench
