// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"

#include "app/demo/listener.h"
#include "app/demo/server_state.h"

#include <QHostAddress>
#include <QThread>

namespace sluice::demo {

class LoopbackServer::Private
{
public:
    ServerState state;
    QThread thread;
    Listener *listener = nullptr; ///< lives on `thread`, null while stopped
};

LoopbackServer::LoopbackServer()
    : d(std::make_unique<Private>())
{
    d->thread.setObjectName(QStringLiteral("loopback-server"));
}

LoopbackServer::~LoopbackServer()
{
    stop();
}

std::expected<QString, QString> LoopbackServer::start(const ServerOptions &options)
{
    if (d->listener) {
        return std::unexpected(QStringLiteral("The server runs already, at %1.").arg(baseUrl()));
    }
    std::optional<QSslConfiguration> tls;
    if (options.tls) {
        std::expected<QSslConfiguration, QString> made = sslConfiguration(*options.tls);
        if (!made) {
            return std::unexpected(made.error());
        }
        tls = *made;
    }
    auto *listener = new Listener(d->state, tls);
    listener->moveToThread(&d->thread);
    QObject::connect(&d->thread, &QThread::finished, listener, &QObject::deleteLater);
    d->thread.start();
    d->listener = listener;
    QString problem;
    const auto listen = [listener, &problem, port = options.port] {
        if (!listener->listen(QHostAddress::LocalHost, port)) {
            problem = QStringLiteral("Cannot listen on 127.0.0.1, port %1: %2.").arg(port).arg(listener->errorString());
        }
        return listener->serverPort();
    };
    quint16 port = 0;
    QMetaObject::invokeMethod(listener, listen, Qt::BlockingQueuedConnection, &port);
    if (!problem.isEmpty()) {
        stop();
        return std::unexpected(problem);
    }
    d->state.tls = tls.has_value();
    d->state.port = port;
    return baseUrl();
}

void LoopbackServer::stop()
{
    d->thread.quit();
    d->thread.wait(); // the listener and its connections are deleted as the thread ends
    d->listener = nullptr;
    d->state.port = 0;
}

void LoopbackServer::setScript(const QString &path, const Script &script)
{
    d->state.book.set(path, {script});
}

void LoopbackServer::setScripts(const QString &path, const std::vector<Script> &scripts)
{
    d->state.book.set(path, scripts);
}

void LoopbackServer::setFallback(const Script &script)
{
    d->state.book.setFallback(script);
}

QStringList LoopbackServer::paths() const
{
    return d->state.book.paths();
}

void LoopbackServer::setAcceptMode(AcceptMode mode)
{
    d->state.acceptMode = mode;
}

void LoopbackServer::dropConnections()
{
    if (Listener *listener = d->listener) {
        QMetaObject::invokeMethod(listener, [listener] { listener->dropConnections(); }, Qt::BlockingQueuedConnection);
    }
}

QString LoopbackServer::baseUrl() const
{
    const quint16 number = d->state.port;
    const QString scheme = d->state.tls ? QStringLiteral("https") : QStringLiteral("http");
    return number == 0 ? QString() : QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(number);
}

QString LoopbackServer::url(const QString &path) const
{
    return baseUrl() + path;
}

quint16 LoopbackServer::port() const
{
    return d->state.port;
}

std::vector<RequestRecord> LoopbackServer::requests() const
{
    return d->state.log.records();
}

std::vector<RequestRecord> LoopbackServer::requests(const QString &path) const
{
    return d->state.log.records(path);
}

int LoopbackServer::concurrentPeak() const
{
    return d->state.log.concurrentPeak();
}

int LoopbackServer::runningRequests() const
{
    return d->state.log.running();
}

int LoopbackServer::connectionCount() const
{
    return d->state.accepted;
}

int LoopbackServer::openConnections() const
{
    return d->state.open;
}

void LoopbackServer::clearRecords()
{
    d->state.log.clear();
    d->state.accepted = 0;
}

} // namespace sluice::demo
