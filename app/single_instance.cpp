// SPDX-License-Identifier: MIT
#include "app/single_instance.h"

#include "app/terminal/format.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QLocalSocket>
#include <QThread>
#include <QTimer>
#include <QtEndian>

#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::SingleInstance)
};

constexpr int kPatienceMs = 5'000;
constexpr int kRetryMs = 50;
constexpr int kMostConnections = 16;
constexpr qsizetype kLengthBytes = 4; // big endian, before the message
constexpr char kTaken = '+';

/// The process at the other end runs as the same user: rights on the socket file are not honoured everywhere.
bool isSameUser(const QLocalSocket &socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
        && peer.uid == ::geteuid();
}

enum class Frame { Incomplete, Broken, Whole };

/// Looks at what a connection has sent so far.
Frame frameState(const QByteArray &bytes)
{
    if (bytes.size() < kLengthBytes)
        return Frame::Incomplete;
    const auto length = qFromBigEndian<quint32>(bytes.constData());
    if (qsizetype(length) > kMaxHandoverBytes || bytes.size() > kLengthBytes + qsizetype(length))
        return Frame::Broken;
    return bytes.size() == kLengthBytes + qsizetype(length) ? Frame::Whole : Frame::Incomplete;
}

} // namespace

SingleInstance::SingleInstance(FileLock lock)
    : m_lock(std::move(lock))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(kMostConnections);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
}

std::expected<std::unique_ptr<SingleInstance>, QString> SingleInstance::claim(const Profile &profile)
{
    auto lock = FileLock::take(profile.windowLock());
    if (!lock && lock.error() == FileLock::Failure::Held)
        return nullptr;
    if (!lock) {
        return std::unexpected(Tr::tr("The file %1 cannot be locked (%2). Choose another place with --profile DIR.")
                .arg(quoted(profile.windowLock()), qt_error_string(errno)));
    }
    std::unique_ptr<SingleInstance> instance(new SingleInstance(*std::move(lock)));
    const QString path = socketPath(profile);
    QLocalServer::removeServer(path);
    if (!instance->m_server.listen(path)) {
        return std::unexpected(Tr::tr("The socket %1 cannot be opened (%2). Choose a profile with a shorter path with "
                                      "--profile DIR.")
                .arg(quoted(path), instance->m_server.errorString()));
    }
    return instance;
}

void SingleInstance::onConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (!isSameUser(*socket) || m_server.findChildren<QLocalSocket *>().size() > kMostConnections) {
            socket->abort();
            continue;
        }
        // Who connects and says nothing does not stay for ever.
        QTimer::singleShot(kPatienceMs, socket, &QLocalSocket::abort);
        auto received = std::make_shared<QByteArray>();
        connect(socket, &QLocalSocket::readyRead, this, [this, socket, received] {
            *received += socket->readAll();
            const Frame state = frameState(*received);
            if (state == Frame::Incomplete)
                return;
            const auto handover
                = state == Frame::Whole ? decodeHandover(received->sliced(kLengthBytes)) : std::optional<Handover>();
            if (!handover)
                return socket->abort();
            received->clear();
            socket->write(&kTaken, 1);
            socket->flush(); // the other one need not wait for what the window does with it
            socket->disconnectFromServer();
            Q_EMIT handedOver(*handover);
        });
    }
}

std::expected<void, QString> SingleInstance::handOver(const Profile &profile, const Handover &handover)
{
    const QByteArray message = encodeHandover(handover);
    if (message.size() > kMaxHandoverBytes) {
        return std::unexpected(Tr::tr("These are too many links to hand to the window that runs already. Paste them "
                                      "there, or use \"sluice get\"."));
    }
    QByteArray length(kLengthBytes, Qt::Uninitialized);
    qToBigEndian(quint32(message.size()), length.data());

    const QDeadlineTimer deadline(kPatienceMs);
    const auto left = [&] {
        return int(deadline.remainingTime());
    };
    QLocalSocket socket;
    do {
        // The other one may hold the lock and not listen yet.
        socket.connectToServer(socketPath(profile));
        if (socket.waitForConnected(left()))
            break;
        QThread::msleep(kRetryMs);
    } while (!deadline.hasExpired());

    if (socket.state() == QLocalSocket::ConnectedState && isSameUser(socket)) {
        socket.write(length + message);
        while (socket.bytesAvailable() == 0 && socket.waitForReadyRead(left())) { }
        char answer = 0;
        if (socket.getChar(&answer) && answer == kTaken)
            return {};
    }
    return std::unexpected(Tr::tr("Sluice runs already with the profile %1, but does not answer. Close that window, or "
                                  "name another profile with --profile DIR.")
            .arg(quoted(profile.folder)));
}

QString SingleInstance::socketPath(const Profile &profile)
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (runtime.isEmpty() || !QFileInfo(runtime).isDir())
        return profile.folder + "/window.socket"_L1;
    const QByteArray hash = QCryptographicHash::hash(profile.folder.toUtf8(), QCryptographicHash::Sha256).toHex();
    return runtime + "/sluice-"_L1 + QString::fromLatin1(hash.first(16));
}

} // namespace sluice::app
