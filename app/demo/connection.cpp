// SPDX-License-Identifier: MIT
#include "app/demo/connection.h"

#include "app/demo/trouble.h"

#include <QDateTime>
#include <QSslSocket>

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <utility>

namespace sluice::demo {

namespace {

constexpr qint64 kMaxHead = 64 * 1024;
constexpr qint64 kMaxUnsent = 256 * 1024; ///< given to Qt and not yet to the system
constexpr qint64 kBlock = 64 * 1024;
constexpr qint64 kFirstChunk = 1024; ///< of a body whose second chunk is broken

bool breaksChunks(Framing framing)
{
    return framing == Framing::ChunkedBad || framing == Framing::ChunkedHuge;
}

QByteArray brokenChunkSize(Framing framing)
{
    return framing == Framing::ChunkedBad ? QByteArrayLiteral("what?\r\n") : QByteArrayLiteral("FFFFFFFFFFFFFFFFF\r\n");
}

/// Bytes the peer's system has not acknowledged yet.
int undelivered(qintptr descriptor)
{
    int bytes = 0;
    return ::ioctl(static_cast<int>(descriptor), SIOCOUTQ, &bytes) == 0 ? bytes : 0;
}

} // namespace

Connection::Connection(QTcpSocket *socket, AcceptMode mode, ServerState &state, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_state(state)
    , m_mode(mode)
    , m_number(++state.accepted)
{
    ++m_state.open;
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Connection::onTimer);

    m_socket->setParent(this);
    m_socket->setReadBufferSize(kMaxHead);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &Connection::onReadable);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &Connection::onWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &Connection::deleteLater);
    if (auto *tls = qobject_cast<QSslSocket *>(m_socket)) {
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &Connection::onWritten);
    }
    if (m_mode == AcceptMode::Close) {
        m_socket->disconnectFromHost();
    } else if (m_mode == AcceptMode::Reset) {
        reset();
    }
}

Connection::~Connection()
{
    m_socket->disconnect(this);
    endRequest(Ending::ClientLeft);
    --m_state.open;
}

void Connection::reset()
{
    endRequest(Ending::Reset);
    const linger lingerNot{.l_onoff = 1, .l_linger = 0}; // close() then sends RST
    const auto descriptor = static_cast<int>(m_socket->socketDescriptor());
    ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &lingerNot, sizeof(lingerNot));
    m_socket->abort();
}

void Connection::onReadable()
{
    if (m_mode == AcceptMode::AbortHandshake) {
        m_socket->readAll(); // unread bytes would turn the end into a reset
        m_socket->disconnectFromHost();
    } else if (m_mode != AcceptMode::Silent && m_phase == Phase::Reading) {
        readRequest();
    }
}

void Connection::onWritten()
{
    if (m_phase == Phase::Body && unsent() <= kMaxUnsent / 2) {
        pump();
    } else if (m_phase == Phase::Draining && unsent() == 0) {
        drain();
    } else if (m_phase == Phase::BeforeReset) {
        resetWhenDelivered();
    }
}

void Connection::onTimer()
{
    switch (m_phase) {
    case Phase::BeforeHead:
        return sendHead();
    case Phase::BeforeBody:
        return sendBody();
    case Phase::Stalled:
        m_stalled = true;
        m_phase = Phase::Body;
        return pump();
    case Phase::Body:
        return pump();
    case Phase::BeforeReset:
        return resetWhenDelivered();
    case Phase::Reading:
    case Phase::Draining:
    case Phase::Silent:
        return;
    }
}

void Connection::readRequest()
{
    m_in += m_socket->readAll();
    const qint64 skipped = std::min<qint64>(m_requestBody, m_in.size());
    m_in.remove(0, skipped);
    m_requestBody -= skipped;

    const qsizetype end = m_in.indexOf("\r\n\r\n");
    const bool foreign = !looksLikeHttp(m_in);
    if (end < 0 && !foreign && m_in.size() < kMaxHead) {
        return;
    }
    const std::optional<RequestHead> head = foreign || end < 0 ? std::nullopt : parseRequestHead(m_in.left(end));
    if (!head) {
        m_script = {};
        return beginAnswer(refusal(end < 0 && !foreign ? 431 : 400), {});
    }
    m_in.remove(0, end + 4);
    m_requestBody = std::max(0LL, head->header("Content-Length").toLongLong());
    begin(*head);
}

void Connection::begin(const RequestHead &head)
{
    auto [script, number] = m_state.book.next(head.path);
    m_script = std::move(script);
    const Asked asked{head, number, m_state.port, QDateTime::currentDateTimeUtc()};
    RequestRecord record{.wallMs = asked.now.toMSecsSinceEpoch(),
        .method = head.method,
        .target = head.target,
        .path = head.path,
        .headers = head.headers,
        .range = head.header("Range"),
        .number = number};
    beginAnswer(planAnswer(m_script, asked), std::move(record));
}

void Connection::beginAnswer(Answer answer, RequestRecord record)
{
    m_answer = std::move(answer);
    m_stream = BodyStream(std::exchange(m_answer.body, {}));
    m_blocks = 0;
    m_stalled = false;
    m_ending = Ending::Complete;
    record.connection = m_number;
    record.status = m_answer.status;
    m_key = m_state.log.begin(std::move(record));
    m_running = true;
    if (m_script.delayBeforeHeadMs > 0) {
        wait(Phase::BeforeHead, m_script.delayBeforeHeadMs);
    } else {
        sendHead();
    }
}

void Connection::sendHead()
{
    switch (m_answer.opening) {
    case Opening::Silent:
        m_phase = Phase::Silent;
        return;
    case Opening::Close:
        m_ending = Ending::Closed;
        return drain();
    case Opening::Reset:
        return reset();
    default:
        break;
    }
    m_socket->write(m_answer.head);
    if (m_script.delayBeforeFirstByteMs > 0 && m_stream.length() > 0) {
        wait(Phase::BeforeBody, m_script.delayBeforeFirstByteMs);
    } else {
        sendBody();
    }
}

void Connection::sendBody()
{
    m_phase = Phase::Body;
    m_pacer = Pacer(m_script.bytesPerSecond, m_clock.elapsed());
    pump();
}

void Connection::pump()
{
    while (m_phase == Phase::Body) {
        const Stop stop = nextStop(m_script, m_stalled);
        if (m_stream.position() >= stop.at) {
            runInto(stop);
            break;
        }
        if (m_stream.atEnd()) {
            finishBody();
            break;
        }
        const qint64 room = kMaxUnsent - unsent();
        if (room <= 0) {
            break; // onWritten() goes on
        }
        const qint64 allowed = m_pacer.allowance(m_clock.elapsed());
        if (allowed <= 0) {
            m_timer.start(static_cast<int>(m_pacer.nextTickMs()));
            break;
        }
        qint64 wanted = std::min({room, allowed, kBlock, stop.at - m_stream.position()});
        if (breaksChunks(m_answer.framing) && m_blocks == 0) {
            wanted = std::min(wanted, kFirstChunk);
        }
        const QByteArray block = m_stream.read(wanted);
        m_pacer.spend(block.size());
        writeBlock(block);
    }
    if (m_running) {
        m_state.log.setBodyBytes(m_key, m_stream.position());
    }
}

void Connection::writeBlock(const QByteArray &block)
{
    switch (m_answer.framing) {
    case Framing::Length:
    case Framing::UntilClose:
        m_socket->write(block);
        break;
    case Framing::Chunked:
    case Framing::ChunkedNoEnd:
        m_socket->write(chunk(block));
        break;
    case Framing::ChunkedBad:
    case Framing::ChunkedHuge:
        m_socket->write(m_blocks == 0 ? chunk(block) : brokenChunkSize(m_answer.framing) + block);
        break;
    }
    ++m_blocks;
}

void Connection::runInto(const Stop &stop)
{
    switch (stop.what) {
    case Trouble::Stall:
        if (m_script.stallForMs > 0) {
            wait(Phase::Stalled, m_script.stallForMs);
        } else {
            m_phase = Phase::Silent;
        }
        break;
    case Trouble::Reset:
        m_phase = Phase::BeforeReset;
        resetWhenDelivered();
        break;
    case Trouble::Close:
        m_ending = Ending::Closed;
        m_answer.close = true;
        m_phase = Phase::Draining;
        if (unsent() == 0) {
            drain();
        }
        break;
    case Trouble::None:
        break;
    }
}

void Connection::finishBody()
{
    if (m_answer.framing == Framing::Chunked) {
        m_socket->write(kLastChunk);
    } else if (breaksChunks(m_answer.framing) && m_blocks < 2) {
        m_socket->write(brokenChunkSize(m_answer.framing)); // the body fitted into the first chunk
    }
    m_phase = Phase::Draining;
    if (unsent() == 0) {
        drain();
    }
}

/// The answer has left: ends the request, and the connection or its turn.
void Connection::drain()
{
    m_state.log.setBodyBytes(m_key, m_stream.position());
    endRequest(m_ending);
    if (m_answer.close || m_ending == Ending::Closed) {
        m_phase = Phase::Silent;
        m_socket->readAll(); // unread bytes would turn the end into a reset
        m_socket->disconnectFromHost();
        return;
    }
    m_phase = Phase::Reading;
    if (!m_in.isEmpty() || m_socket->bytesAvailable() > 0) {
        QMetaObject::invokeMethod(this, [this] { onReadable(); }, Qt::QueuedConnection);
    }
}

/// A reset discards what is still under way, so it waits until the client's system has all of it.
void Connection::resetWhenDelivered()
{
    if (unsent() == 0 && undelivered(m_socket->socketDescriptor()) == 0) {
        reset();
    } else {
        m_timer.start(1);
    }
}

void Connection::wait(Phase phase, qint64 ms)
{
    m_phase = phase;
    m_timer.start(static_cast<int>(ms));
}

qint64 Connection::unsent() const
{
    const auto *tls = qobject_cast<const QSslSocket *>(m_socket);
    return m_socket->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

void Connection::endRequest(Ending ending)
{
    if (std::exchange(m_running, false)) {
        m_state.log.end(m_key, ending);
    }
}

} // namespace sluice::demo
