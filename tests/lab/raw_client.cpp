// SPDX-License-Identifier: MIT
#include "tests/lab/raw_client.h"

#include <QStringBuilder>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace sluice::lab {

namespace {

constexpr int kSilenceMs = 20'000;

} // namespace

RawClient::RawClient(quint16 port)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0) {
        m_end = End::Reset;
    }
}

RawClient::~RawClient()
{
    leave();
}

void RawClient::send(const QByteArray &bytes)
{
    qint64 sent = 0;
    while (sent < bytes.size()) {
        const ssize_t step = ::send(m_descriptor, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (step <= 0) {
            return; // the server hung up; reading will tell how
        }
        sent += step;
    }
}

void RawClient::request(const QByteArray &method, const QByteArray &path, const QByteArray &lines)
{
    send(method + " " + path + " HTTP/1.1\r\nHost: lab\r\n" + lines + "\r\n");
}

QByteArray RawClient::readHead()
{
    const QByteArray mark = "\r\n\r\n";
    while (!m_in.contains(mark) && receive()) { }
    const qsizetype end = m_in.indexOf(mark);
    return read(end < 0 ? m_in.size() : end + mark.size());
}

QByteArray RawClient::read(qint64 count)
{
    while (m_in.size() < count && receive()) { }
    const QByteArray bytes = m_in.left(count);
    m_in.remove(0, bytes.size());
    return bytes;
}

QByteArray RawClient::readToEnd()
{
    while (receive()) { }
    return std::exchange(m_in, {});
}

bool RawClient::hasBytes()
{
    pollfd readable{.fd = m_descriptor, .events = POLLIN, .revents = 0};
    return !m_in.isEmpty() || ::poll(&readable, 1, 0) > 0;
}

void RawClient::leave()
{
    if (m_descriptor >= 0) {
        ::close(std::exchange(m_descriptor, -1));
    }
}

bool RawClient::receive()
{
    pollfd readable{.fd = m_descriptor, .events = POLLIN, .revents = 0};
    if (m_end != End::Open || ::poll(&readable, 1, kSilenceMs) <= 0) {
        return false;
    }
    std::array<char, 65536> buffer;
    const ssize_t step = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    if (step <= 0) {
        m_end = step == 0 ? End::Closed : End::Reset;
        return false;
    }
    m_in.append(buffer.data(), step);
    return true;
}

int statusOf(const QByteArray &head)
{
    return head.startsWith("HTTP/1.") ? head.mid(9, 3).toInt() : 0;
}

} // namespace sluice::lab
