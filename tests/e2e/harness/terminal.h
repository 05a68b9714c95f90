// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QProcess>

namespace sluice::e2e {

/// A pseudo-terminal of 80 columns for one process, which it controls: Ctrl+C typed here reaches that process.
class Terminal
{
public:
    /// Throws std::runtime_error if the system has none left.
    Terminal();
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    /// Lets `process`, not started yet, run in this terminal with all three standard descriptors. The terminal must
    /// outlive the start.
    void attach(QProcess &process);
    void type(const QByteArray &keys);
    /// Everything written to the terminal so far. To be called now and then, or its buffer fills up.
    const QByteArray &screen();

private:
    int m_master = -1;
    int m_slave = -1;
    QByteArray m_seen;
};

} // namespace sluice::e2e
