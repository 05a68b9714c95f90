// SPDX-License-Identifier: MIT
#pragma once

#include <QSocketNotifier>

#include <functional>
#include <vector>

struct epoll_event;

namespace sluice::http::curl {

/// Tells which of many sockets are ready, on the Qt event loop of the thread it is made on. The sockets live in
/// one epoll set, and that set's own descriptor is the only thing Qt watches: a thousand sockets cost the loop no
/// more than one, a descriptor that is closed leaves by itself, and no notifier has to outlive its signal.
class SocketWatch
{
public:
    enum Direction : unsigned { None = 0, Read = 1, Write = 2, Failed = 4 };
    using Ready = std::function<void(int socket, unsigned directions)>;

    /// `ready` is called from the event loop, never from watch(). Throws std::system_error.
    explicit SocketWatch(Ready ready);
    ~SocketWatch();
    SocketWatch(const SocketWatch &) = delete;
    SocketWatch &operator=(const SocketWatch &) = delete;

    /// Watches `socket` for `directions` from now on, replacing what was asked before; None forgets it. A socket
    /// forgotten while ready() calls are under way gets none of those any more, and neither does another socket
    /// that takes over its number meanwhile.
    void watch(int socket, unsigned directions);

private:
    struct Watched {
        unsigned directions = None;
        quint32 turn = 0; ///< which user of this number it is: an event of an earlier one is void
    };

    void collect();
    void dispatch(const epoll_event &event);

    int m_epoll;
    Ready m_ready;
    QSocketNotifier m_notifier;
    std::vector<Watched> m_watched; ///< by descriptor: small integers, so a plain table
};

} // namespace sluice::http::curl
