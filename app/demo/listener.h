// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/loopback_server.h"
#include "app/demo/server_state.h"

#include <QSslConfiguration>
#include <QTcpServer>

#include <expected>
#include <optional>

namespace sluice::demo {

/// The Qt side of TlsConfig; the error names the part that is unreadable.
std::expected<QSslConfiguration, QString> sslConfiguration(const TlsConfig &config);

/// Accepts connections on the server's thread; they are its children.
class Listener final : public QTcpServer
{
public:
    /// `state` outlives it.
    Listener(ServerState &state, std::optional<QSslConfiguration> tls);

    /// Resets every open connection.
    void dropConnections();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    ServerState &m_state;
    const std::optional<QSslConfiguration> m_tls;
};

} // namespace sluice::demo
