// SPDX-License-Identifier: MIT
#pragma once

#include "tests/e2e/harness/sandbox.h"
#include "tests/e2e/harness/x_display.h"

namespace sluice::e2e {

/// Sluice with its window on the display of this test.
class WindowRun
{
public:
    /// Starts `sluice arguments`, in the folders of `box`, with the profile there unless `ownProfile`.
    WindowRun(const Sandbox &box, const QStringList &arguments = {}, bool ownProfile = false);
    /// Ends it if it still runs.
    ~WindowRun();
    WindowRun(const WindowRun &) = delete;
    WindowRun &operator=(const WindowRun &) = delete;

    /// Its id once it is there, else empty.
    QString window(const QString &title = QStringLiteral("Sluice")) const { return m_display.window(title); }
    /// Gives the main window the keyboard and presses these.
    void press(const QStringList &keys) const;
    qint64 pid() const { return m_process->processId(); }
    bool isRunning() const { return m_process->state() == QProcess::Running; }
    /// Waits for its end, and ends it where that takes longer than `timeoutMs`.
    Outcome outcome(int timeoutMs = 20'000) { return outcomeOf(*m_process, timeoutMs); }

private:
    XDisplay &m_display;
    std::unique_ptr<QProcess> m_process;
};

/// `sluice arguments` with the display of this test, not started yet.
std::unique_ptr<QProcess> windowProcess(const Sandbox &box, const QStringList &arguments);

/// Puts links on the clipboard, one a line; and what is there now.
void setClipboard(const QStringList &links);
QStringList clipboard();

} // namespace sluice::e2e
