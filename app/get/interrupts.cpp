// SPDX-License-Identifier: MIT
#include "app/get/interrupts.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace sluice::app {

namespace {

constexpr int kExitNow = 130;
constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};

// What the handler may touch: lock-free atomics and write(2), see signal-safety(7).
std::atomic<int> g_wakeUp{-1};
std::atomic<bool> g_requested{false};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

std::array<struct sigaction, kSignals.size()> g_before{};

extern "C" void onSignal(int)
{
    const int savedErrno = errno;
    if (g_requested.exchange(true))
        ::_exit(kExitNow);
    const char byte = 1;
    // A full pipe cannot be: one byte is written in a lifetime.
    if (::write(g_wakeUp.load(), &byte, 1) < 0) { }
    errno = savedErrno;
}

} // namespace

Interrupts::Interrupts(QObject *parent)
    : QObject(parent)
{
    std::signal(SIGPIPE, SIG_IGN);
    g_requested = false;
    if (::pipe2(m_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // out of descriptors: signals keep their default meaning
    g_wakeUp = m_pipe[1];
    m_notifier = new QSocketNotifier(m_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &Interrupts::onReadable);

    struct sigaction action{};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    // Without SA_RESTART: a write to a stuck pipe must come back and notice.
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        ::sigaction(kSignals[i], nullptr, &g_before[i]);
        if (kSignals[i] != SIGHUP || g_before[i].sa_handler != SIG_IGN)
            ::sigaction(kSignals[i], &action, nullptr);
    }
}

Interrupts::~Interrupts()
{
    if (m_pipe[0] < 0)
        return;
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        ::sigaction(kSignals[i], &g_before[i], nullptr);
    g_wakeUp = -1;
    delete m_notifier;
    ::close(m_pipe[0]);
    ::close(m_pipe[1]);
}

bool Interrupts::isRequested()
{
    return g_requested;
}

void Interrupts::onReadable()
{
    m_notifier->setEnabled(false);
    Q_EMIT interrupted();
}

} // namespace sluice::app
