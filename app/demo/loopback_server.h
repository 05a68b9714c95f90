// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/request_log.h"
#include "app/demo/script.h"

#include <QByteArray>
#include <QSsl>
#include <QString>
#include <QStringList>

#include <expected>
#include <memory>
#include <optional>
#include <vector>

namespace sluice::demo {

/// The certificate the server shows. PEM texts; the key is RSA or EC, without a pass phrase.
struct TlsConfig {
    QByteArray certificatePem; ///< may hold the chain, leaf first
    QByteArray keyPem;
    QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater;
};

/// What happens to new connections, before any request is read.
enum class AcceptMode {
    Serve,          ///< the normal case
    Silent,         ///< accepted, and then nothing, until the client leaves
    Close,          ///< accepted and closed
    Reset,          ///< accepted and reset; a client may see that as a connection refused
    AbortHandshake, ///< closed at the client's first bytes; with TLS that is within the handshake
    Plain,          ///< plain HTTP, although the server was started with TLS
};

struct ServerOptions {
    quint16 port = 0; ///< 0 = any free one
    std::optional<TlsConfig> tls = std::nullopt;
};

/// An HTTP/1.1 server on 127.0.0.1 that behaves, and misbehaves, as scripts say. It serves from a thread of its
/// own, so callers may block. Bodies of any size take no memory; a slow client holds back only itself.
/// start(), stop() and dropConnections() belong to the thread that made it; everything else may be called from any.
class LoopbackServer
{
public:
    LoopbackServer();
    /// Ends all connections and the thread. Blocks for it (milliseconds).
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer &) = delete;
    LoopbackServer &operator=(const LoopbackServer &) = delete;

    /// Listens, and returns the base URL, "http://127.0.0.1:43210". The error says why it could not: the port is
    /// taken, the certificate or key is unreadable, or it runs already. Blocks for it (milliseconds).
    std::expected<QString, QString> start(const ServerOptions &options = {});
    /// Ends all connections and the thread; scripts and records stay, start() may follow.
    void stop();

    /// See ScriptBook. May be called at any time, also while requests to the path run.
    void setScript(const QString &path, const Script &script);
    void setScripts(const QString &path, const std::vector<Script> &scripts);
    void setFallback(const Script &script);
    QStringList paths() const;

    /// For connections from now on.
    void setAcceptMode(AcceptMode mode);
    /// Resets every open connection, as a network that goes away does. Blocks for it.
    void dropConnections();

    /// The base URL, empty before start(); the URL of a path; the port.
    QString baseUrl() const;
    QString url(const QString &path) const;
    quint16 port() const;

    /// All requests so far, in the order of their arrival; or those to one path.
    std::vector<RequestRecord> requests() const;
    std::vector<RequestRecord> requests(const QString &path) const;
    /// See RequestLog.
    int concurrentPeak() const;
    int runningRequests() const;
    /// Connections accepted so far, and those open now.
    int connectionCount() const;
    int openConnections() const;
    /// Forgets requests, peak and count of connections.
    void clearRecords();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice::demo
