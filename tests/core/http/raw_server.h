// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace sluice::test {

/// Answers every request on 127.0.0.1 with the same bytes, whatever they are. Lives on the event loop of its thread.
class RawServer
{
public:
    enum class After { Close, Stay };

    explicit RawServer(QByteArray answer, After after = After::Close)
        : m_answer(std::move(answer))
        , m_after(after)
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("cannot listen");
    }

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QString url(const QString &scheme = QStringLiteral("http")) const
    {
        return scheme + QStringLiteral("://127.0.0.1:") + QString::number(port()) + QStringLiteral("/file");
    }
    /// All that came, of all connections.
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    [[nodiscard]] int connections() const { return m_connections; }
    /// Sends more on the newest connection.
    void send(const QByteArray &bytes)
    {
        if (m_newest)
            m_newest->write(bytes);
    }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            ++m_connections;
            m_newest = socket;
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QTcpSocket::deleteLater);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                const QByteArray bytes = socket->readAll();
                m_received += bytes;
                if (!bytes.endsWith("\r\n\r\n"))
                    return;
                socket->write(m_answer);
                if (m_after == After::Close)
                    socket->disconnectFromHost();
            });
        }
    }

    QByteArray m_answer;
    After m_after;
    QByteArray m_received;
    int m_connections = 0;
    QPointer<QTcpSocket> m_newest;
    QTcpServer m_server; ///< last: its sockets go first
};

} // namespace sluice::test
