// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace sluice::lab {

/// A client that sees what is on the wire: a blocking TCP socket, nothing interpreted. Gives up after 20 s of
/// silence.
class RawClient
{
public:
    /// How the connection ended.
    enum class End {
        Open,   ///< it has not; also the answer when it stayed silent for too long
        Closed, ///< in order
        Reset,  ///< by a TCP reset
    };

    /// Connects to 127.0.0.1. A refused connection counts as Reset.
    explicit RawClient(quint16 port);
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    void send(const QByteArray &bytes);
    /// Sends "METHOD PATH HTTP/1.1" with these further lines, each ended by CRLF.
    void request(const QByteArray &method, const QByteArray &path, const QByteArray &lines = {});
    void get(const QByteArray &path, const QByteArray &lines = {}) { request("GET", path, lines); }

    /// The next answer's head, with its empty line; what came so far if the connection ended within it.
    QByteArray readHead();
    /// The next `count` bytes, fewer if the connection ended.
    QByteArray read(qint64 count);
    /// Everything up to the end of the connection.
    QByteArray readToEnd();
    /// Whether a byte can be read at this moment.
    bool hasBytes();
    /// Leaves; what was not read is lost.
    void leave();

    End end() const { return m_end; }

private:
    bool receive();

    int m_descriptor = -1;
    QByteArray m_in;
    End m_end = End::Open;
};

/// The status of an answer's head, 0 if it has none.
int statusOf(const QByteArray &head);

} // namespace sluice::lab
