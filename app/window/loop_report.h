// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop_monitor.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace sluice::app {

/// Watches the event loop of the calling thread for as long as it lives, then writes to a file how late the loop
/// was at worst. For measurements: `./dev bench window` reads the file.
class LoopReport
{
public:
    /// A report for the file that the environment variable SLUICE_LOOP_REPORT names; null when it names none.
    static std::unique_ptr<LoopReport> wanted();

    explicit LoopReport(QString path);
    /// Writes the file. Says so on standard error when that fails.
    ~LoopReport();
    LoopReport(const LoopReport &) = delete;
    LoopReport &operator=(const LoopReport &) = delete;

private:
    QString m_path;
    async::LoopMonitor m_monitor;
};

/// One JSON object: `p50`, `p99` and `worst`, the lag in milliseconds, and `samples`, how often it was looked at. Pure.
QByteArray loopReportJson(const async::LoopMonitor::Lag &lag);

} // namespace sluice::app
