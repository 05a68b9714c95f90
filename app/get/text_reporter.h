// SPDX-License-Identifier: MIT
#pragma once

#include "app/get/reporter.h"
#include "app/terminal/output.h"
#include "app/terminal/screen.h"

#include <QByteArray>

namespace sluice::app {

/// Words for people: a line on `output` for each finished file, a line on `errors` for each failure, a closing
/// line on `errors`, and progress bars while `errors` is a terminal. In a pipe or a file there is not one control
/// character. Quiet leaves only the failures.
class TextReporter : public Reporter
{
public:
    enum class Verbosity { Bars, Lines, Quiet };

    TextReporter(Output &output, Output &errors, Verbosity verbosity, bool utf8);

    void events(std::span<const engine::StateEvent> events) override;
    void progress(const Progress &progress) override;
    void notice(const engine::Notice &notice) override;
    void finish(const Summary &summary, qint64 nowMs, bool interrupted) override;
    int progressIntervalMs() const override { return m_verbosity == Verbosity::Bars ? 100 : 500; }
    bool isBroken() const override { return m_output.isBroken(); }

private:
    void flushLines();

    Output &m_output;
    Output &m_errors;
    Verbosity m_verbosity;
    bool m_utf8;
    Screen m_screen;
    QByteArray m_doneLines; ///< wait for the next repaint, so that bars and lines do not flicker
    QByteArray m_failedLines;
};

} // namespace sluice::app
