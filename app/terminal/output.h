// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <functional>

namespace sluice::app {

/// Writes to a file descriptor it does not own, and survives everything that can happen to standard output: a
/// reader that went away, a full disk, a slow or stuck reader, O_NONBLOCK set by somebody else. SIGPIPE must be
/// ignored by the process. One thread.
class Output
{
public:
    /// `giveUp` is asked while the reader takes nothing: true ends the wait and counts as broken (the user
    /// pressed Ctrl+C); without it the wait is endless, as for any program in a pipe.
    explicit Output(int descriptor, std::function<bool()> giveUp = {});

    /// Appends to the buffer; flushes by itself above 64 KiB.
    void write(const QByteArray &bytes);
    /// Writes the buffer out; blocks while the reader is slow. Returns false once broken.
    bool flush();
    /// Writing failed for good; everything further is dropped. errno of the failure: see error().
    bool isBroken() const { return m_error != 0; }
    int error() const { return m_error; }
    /// A terminal, as opposed to a pipe or a file.
    bool isTerminal() const { return m_terminal; }
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
    bool m_terminal;
    int m_error = 0;
    std::function<bool()> m_giveUp;
    QByteArray m_buffer;
};

struct TerminalSize {
    int columns = 80;
    int rows = 24;

    bool operator==(const TerminalSize &) const = default;
};

/// The size of the terminal behind `descriptor` now (TIOCGWINSZ); 80 × 24 where it does not say. Cheap enough to
/// ask before each repaint, which is why SIGWINCH needs no handler.
TerminalSize terminalSize(int descriptor);

} // namespace sluice::app
