// SPDX-License-Identifier: MIT
#include "app/terminal/output.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace sluice::app {

namespace {

constexpr qsizetype kFlushAt = 64 * 1024;
constexpr int kAskEveryMs = 100;

} // namespace

Output::Output(int descriptor, std::function<bool()> giveUp)
    : m_descriptor(descriptor)
    , m_terminal(::isatty(descriptor) == 1)
    , m_giveUp(std::move(giveUp))
{
}

void Output::write(const QByteArray &bytes)
{
    if (isBroken())
        return;
    m_buffer += bytes;
    if (m_buffer.size() >= kFlushAt)
        flush();
}

bool Output::flush()
{
    qsizetype at = 0;
    while (at < m_buffer.size() && !isBroken()) {
        // Readiness promises room for PIPE_BUF bytes and no more; a larger write could block where nobody
        // asks giveUp().
        pollfd ready{m_descriptor, POLLOUT, 0};
        const int polled = ::poll(&ready, 1, kAskEveryMs);
        if (polled <= 0) {
            if (polled < 0 && errno != EINTR)
                m_error = errno;
            else if (m_giveUp && m_giveUp())
                m_error = EINTR;
            continue;
        }
        const auto piece = std::size_t(std::min<qsizetype>(m_buffer.size() - at, PIPE_BUF));
        const ssize_t written = ::write(m_descriptor, m_buffer.constData() + at, piece);
        if (written > 0)
            at += written;
        else if (written < 0 && errno != EINTR && errno != EAGAIN)
            m_error = errno;
    }
    m_buffer.clear();
    return !isBroken();
}

TerminalSize terminalSize(int descriptor)
{
    winsize size{};
    TerminalSize result;
    if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0) {
        if (size.ws_col > 0)
            result.columns = size.ws_col;
        if (size.ws_row > 0)
            result.rows = size.ws_row;
    }
    return result;
}

} // namespace sluice::app
