// SPDX-License-Identifier: MIT
#include "app/demo/listener.h"

#include "app/demo/connection.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace sluice::demo {

std::expected<QSslConfiguration, QString> sslConfiguration(const TlsConfig &config)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromData(config.certificatePem, QSsl::Pem);
    if (chain.isEmpty()) {
        return std::unexpected(QStringLiteral("The certificate is no PEM certificate."));
    }
    QSslKey key(config.keyPem, QSsl::Ec);
    if (key.isNull()) {
        key = QSslKey(config.keyPem, QSsl::Rsa);
    }
    if (key.isNull()) {
        return std::unexpected(QStringLiteral("The key is no PEM key of kind RSA or EC, or it has a pass phrase."));
    }
    QSslConfiguration ssl;
    ssl.setLocalCertificateChain(chain);
    ssl.setPrivateKey(key);
    ssl.setPeerVerifyMode(QSslSocket::VerifyNone);
    ssl.setProtocol(config.protocol);
    ssl.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    return ssl;
}

Listener::Listener(ServerState &state, std::optional<QSslConfiguration> tls)
    : m_state(state)
    , m_tls(std::move(tls))
{
    setListenBacklogSize(1000);
}

void Listener::dropConnections()
{
    for (Connection *connection : findChildren<Connection *>(Qt::FindDirectChildrenOnly)) {
        connection->reset();
    }
}

void Listener::incomingConnection(qintptr descriptor)
{
    const AcceptMode mode = m_state.acceptMode;
    const bool encrypted = m_tls && mode == AcceptMode::Serve;
    auto *socket = encrypted ? new QSslSocket : new QTcpSocket;
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    new Connection(socket, mode, m_state, this);
    if (encrypted) {
        auto *tls = static_cast<QSslSocket *>(socket);
        tls->setSslConfiguration(*m_tls);
        tls->startServerEncryption();
    }
}

} // namespace sluice::demo
