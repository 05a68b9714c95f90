// SPDX-License-Identifier: MIT
#include "core/http/curl/socket_watch.h"

#include "core/async/loop.h"

#include <QElapsedTimer>

#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace sluice::http::curl {

namespace {

constexpr int kBatch = 8;
constexpr int kTurnMs = 5;

int createEpoll()
{
    const int descriptor = ::epoll_create1(EPOLL_CLOEXEC);
    if (descriptor < 0)
        throw std::system_error(errno, std::generic_category(), "epoll_create1");
    return descriptor;
}

uint32_t eventsFor(unsigned directions)
{
    return ((directions & SocketWatch::Read) != 0U ? EPOLLIN | EPOLLRDHUP : 0U)
        | ((directions & SocketWatch::Write) != 0U ? EPOLLOUT : 0U);
}

} // namespace

SocketWatch::SocketWatch(Ready ready)
    : m_epoll(createEpoll())
    , m_ready(std::move(ready))
    , m_notifier(m_epoll, QSocketNotifier::Read)
{
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { collect(); });
}

SocketWatch::~SocketWatch()
{
    m_notifier.setEnabled(false);
    ::close(m_epoll);
}

void SocketWatch::watch(int socket, unsigned directions)
{
    const auto index = static_cast<std::size_t>(socket);
    if (index >= m_watched.size())
        m_watched.resize(index + 1);
    Watched &watched = m_watched[index];
    const unsigned before = std::exchange(watched.directions, directions);
    if (before == directions && directions == None)
        return;
    if (directions == None) {
        ++watched.turn;
        // Fails harmlessly when libcurl has closed the socket before it says so.
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, socket, nullptr);
        return;
    }
    epoll_event event{};
    event.events = eventsFor(directions);
    event.data.u64 = quint64{watched.turn} << 32 | static_cast<quint32>(socket);
    // The number may name another socket by now: a closed one has left the set without a word.
    if (before == None || ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, socket, &event) != 0) {
        if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, socket, &event) != 0 && errno == EEXIST)
            ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, socket, &event);
    }
}

void SocketWatch::collect()
{
    // In small batches and for a short time: one ready socket may bring megabytes, and what else waits in the event
    // loop, such as a stop, must get its turn between hundreds of them. The kernel puts the sockets it has reported
    // behind the others, so that none starves.
    QElapsedTimer timer;
    timer.start();
    std::array<epoll_event, kBatch> events; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by the kernel
    int count = 0;
    do {
        count = ::epoll_wait(m_epoll, events.data(), kBatch, 0);
        for (int i = 0; i < count; ++i)
            dispatch(events[static_cast<std::size_t>(i)]);
    } while (count == kBatch && timer.elapsed() < kTurnMs);
}

void SocketWatch::dispatch(const epoll_event &event)
{
    const auto socket = static_cast<quint32>(event.data.u64);
    const Watched watched = m_watched[socket];
    if (watched.directions == None || watched.turn != event.data.u64 >> 32)
        return;
    unsigned directions = None;
    if ((event.events & (EPOLLIN | EPOLLRDHUP)) != 0U)
        directions |= Read;
    if ((event.events & EPOLLOUT) != 0U)
        directions |= Write;
    if ((event.events & (EPOLLERR | EPOLLHUP)) != 0U)
        directions |= Failed | (watched.directions & (Read | Write));
    m_ready(static_cast<int>(socket), directions);
}

} // namespace sluice::http::curl
