// SPDX-License-Identifier: MIT
#include "tests/e2e/harness/terminal.h"

#include "tests/e2e/harness/sandbox.h"

#include <fcntl.h>
#include <pty.h>
#include <stdexcept>
#include <sys/ioctl.h>
#include <unistd.h>

namespace sluice::e2e {

Terminal::Terminal()
{
    const winsize size{.ws_row = 24, .ws_col = 80, .ws_xpixel = 0, .ws_ypixel = 0};
    if (::openpty(&m_master, &m_slave, nullptr, nullptr, &size) != 0)
        throw std::runtime_error("there is no pseudo-terminal");
    ::fcntl(m_master, F_SETFL, O_NONBLOCK);
    ::fcntl(m_master, F_SETFD, FD_CLOEXEC);
    ::fcntl(m_slave, F_SETFD, FD_CLOEXEC);
}

Terminal::~Terminal()
{
    ::close(m_master);
    ::close(m_slave);
}

void Terminal::attach(QProcess &process)
{
    const int slave = m_slave;
    process.setChildProcessModifier([slave] {
        resetSignals();
        ::setsid();
        ::ioctl(slave, TIOCSCTTY, 0);
        for (int descriptor = 0; descriptor < 3; ++descriptor)
            ::dup2(slave, descriptor);
    });
}

void Terminal::type(const QByteArray &keys)
{
    if (::write(m_master, keys.constData(), std::size_t(keys.size())) != keys.size())
        throw std::runtime_error("the pseudo-terminal takes no keys");
}

const QByteArray &Terminal::screen()
{
    char block[4096];
    for (ssize_t count = 0; (count = ::read(m_master, block, sizeof block)) > 0;)
        m_seen.append(block, count);
    return m_seen;
}

} // namespace sluice::e2e
