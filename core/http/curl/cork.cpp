// SPDX-License-Identifier: MIT
#include "core/http/curl/cork.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <utility>

namespace sluice::http::curl {

namespace {

void setCork(int socket, int value)
{
    // Not on every system or every socket; without it the packets are smaller, nothing else.
    static_cast<void>(::setsockopt(socket, IPPROTO_TCP, TCP_CORK, &value, sizeof value));
}

} // namespace

Cork::Cork(std::vector<int> sockets)
    : m_sockets(std::move(sockets))
{
    for (const int socket : m_sockets)
        setCork(socket, 1);
}

Cork::~Cork()
{
    for (const int socket : m_sockets)
        setCork(socket, 0);
}

} // namespace sluice::http::curl
