// SPDX-License-Identifier: MIT
#include "app/demo/loopback_server.h"

#include "app/demo/listener.h"
#include "app/demo/server_state.h"

#include <QHostAddress>
#include <QThread>

#include <semaphore>

namespace sluice::demo {

namespace {

/// Serves from start to end. What it tells its owner it hands over with semaphores: Qt's libraries hide from the
/// thread sanitizer that they put one thread's doings before the other's.
class ServerThread final : public QThread
{
public:
    explicit ServerThread(ServerState &state)
        : m_state(state)
    {
        setObjectName(QStringLiteral("loopback-server"));
    }

    /// Returns the port once it listens, or why it cannot.
    std::expected<quint16, QString> startListening(quint16 port, const std::optional<QSslConfiguration> &tls)
    {
        m_port = port;
        m_tls = tls;
        start();
        m_begun.acquire();
        return m_problem.isEmpty() ? std::expected<quint16, QString>(m_port) : std::unexpected(m_problem);
    }
    /// Only after startListening().
    void end()
    {
        quit();
        wait(); // the listener and its connections are deleted as the thread ends
        m_ended.acquire();
    }
    /// Null unless it listens.
    [[nodiscard]] Listener *listener() const { return m_listener; }

protected:
    void run() override
    {
        {
            Listener listener(m_state, m_tls);
            if (listener.listen(QHostAddress::LocalHost, m_port)) {
                m_port = listener.serverPort();
                m_listener = &listener;
            } else {
                m_problem = QStringLiteral("Cannot listen on 127.0.0.1, port %1: %2.")
                                .arg(m_port)
                                .arg(listener.errorString());
            }
            m_begun.release();
            if (m_listener) {
                exec();
            }
        }
        m_ended.release();
    }

private:
    ServerState &m_state;
    std::optional<QSslConfiguration> m_tls;
    quint16 m_port = 0;
    QString m_problem;
    Listener *m_listener = nullptr;
    std::binary_semaphore m_begun{0};
    std::binary_semaphore m_ended{0};
};

} // namespace

class LoopbackServer::Private
{
public:
    ServerState state;
    std::unique_ptr<ServerThread> thread; ///< null while stopped
};

LoopbackServer::LoopbackServer()
    : d(std::make_unique<Private>())
{
}

LoopbackServer::~LoopbackServer()
{
    stop();
}

std::expected<QString, QString> LoopbackServer::start(const ServerOptions &options)
{
    if (d->thread) {
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
    d->thread = std::make_unique<ServerThread>(d->state);
    const auto port = d->thread->startListening(options.port, tls);
    if (!port) {
        stop();
        return std::unexpected(port.error());
    }
    d->state.tls = tls.has_value();
    d->state.port = *port;
    return baseUrl();
}

void LoopbackServer::stop()
{
    if (!d->thread) {
        return;
    }
    d->thread->end();
    d->thread.reset();
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
    if (Listener *listener = d->thread ? d->thread->listener() : nullptr) {
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
