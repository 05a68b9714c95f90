// SPDX-License-Identifier: MIT
#include "core/http/transfer.h"

#include "core/http/curl/tls_version.h"
#include "core/http/transport_error.h"
#include "core/http/url.h"

#include <QDateTime>

#include <algorithm>
#include <stdexcept>
#include <sys/socket.h>
#include <utility>

namespace sluice::http {

using namespace Qt::StringLiterals;
using async::Clock;

namespace {

constexpr auto kMaxDiscardTime = std::chrono::seconds(2);
/// How much longer than the connect timeout we wait for libcurl to end it: its words say more.
constexpr auto kConnectGrace = std::chrono::milliseconds(250);

qint64 wallMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

Transfer::Transfer(
    curl::Multi &multi, RateGate &gate, curl::Easy &easy, const Request &request, BodySink &sink, std::stop_token stop)
    : m_multi(multi)
    , m_gate(gate)
    , m_easy(easy)
    , m_request(request)
    , m_sink(sink)
    , m_stop(std::move(stop))
    , m_ended([this](CURLcode code) {
        m_running = false;
        ended(code);
    })
    , m_outcome(std::make_shared<async::OneShot<Outcome>>())
{
    m_head.url = request.url;
    m_head.isHttp = request.url.startsWith("http"_L1);
}

Transfer::~Transfer()
{
    detach();
    m_gate.forget(this);
    m_sink.attach({});
}

void Transfer::start()
{
    m_stamps.queued = wallMs();
    m_began = Clock::now();
    m_lastSign = m_began;
    try {
        configure();
        m_sink.onStep({});
        m_multi.add(m_easy.get(), &m_ended);
        m_running = true;
        m_sink.attach([this] { unpauseForSink(); });
    } catch (const std::invalid_argument &refused) {
        fail(ErrorKind::Unsupported, QString::fromUtf8(refused.what()));
    } catch (const std::exception &error) {
        fail(ErrorKind::Internal, QString::fromUtf8(error.what()));
    }
}

curl_socket_t Transfer::onOpenSocket(void *self, curlsocktype, curl_sockaddr *address) noexcept
{
    auto *transfer = static_cast<Transfer *>(self);
    transfer->m_openedSocket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (transfer->m_stamps.nameResolved == 0) {
        transfer->m_stamps.nameResolved = wallMs();
        transfer->report(Step::Kind::Resolved);
    }
    return *transfer->m_openedSocket;
}

CURLcode Transfer::onTlsBegins(CURL *, void *, void *self) noexcept
{
    auto *transfer = static_cast<Transfer *>(self);
    transfer->m_tls = true;
    transfer->m_stamps.connected = wallMs();
    transfer->report(Step::Kind::TlsBegan);
    return CURLE_OK;
}

int Transfer::onRequestReady(void *self, char *peerIp, char *, int peerPort, int localPort) noexcept
{
    auto *transfer = static_cast<Transfer *>(self);
    const qint64 now = wallMs();
    Stamps &stamps = transfer->m_stamps;
    if (transfer->m_openedSocket) {
        if (transfer->m_tls)
            stamps.tlsDone = now;
        else
            stamps.connected = now;
    }
    stamps.requestSent = now;
    // An HTTP proxy answers in HTTP, also for an FTP link; its error page must not pass for the file.
    if (transfer->m_easy.textInfo(CURLINFO_SCHEME).toLower().startsWith("http"))
        transfer->m_head.isHttp = true;
    const QString ip = QString::fromLatin1(peerIp);
    transfer->m_head.address = (ip.contains(u':') ? u'[' + ip + u']' : ip) + u':' + QString::number(peerPort);
    transfer->m_head.reused = !transfer->m_openedSocket;
    transfer->m_head.tlsVersion = curl::tlsVersion(transfer->m_easy.get());
    transfer->m_lastSign = Clock::now();
    transfer->report(Step::Kind::Sent, localPort);
    return CURL_PREREQFUNC_OK;
}

void Transfer::report(Step::Kind kind, int localPort)
{
    if (m_stop.stop_requested())
        return;
    Step step;
    step.kind = kind;
    step.reused = m_head.reused;
    step.localPort = localPort;
    step.address = m_head.address;
    m_sink.onStep(step);
}

std::size_t Transfer::onBody(char *data, std::size_t size, std::size_t count, void *self) noexcept
{
    return static_cast<Transfer *>(self)->takeBody(std::span<const char>(data, size * count));
}

/// What libcurl's write callback returns: the number of bytes, CURL_WRITEFUNC_PAUSE, or 0 to end the transfer.
std::size_t Transfer::takeBody(std::span<const char> bytes)
{
    const auto count = static_cast<qint64>(bytes.size());
    m_lastSign = Clock::now();
    if (m_stamps.firstByte == 0)
        m_stamps.firstByte = wallMs();
    if (!m_headDone && m_head.isHttp) {
        // libcurl takes an unasked 101 (RFC 9110 §15.2.2) for the end of all heads.
        m_error = makeError(ErrorKind::Protocol, u"a body after status %1"_s.arg(m_head.status));
        return 0;
    }
    if (!m_headDone) {
        synthesiseHead();
        if (!offerHead())
            return 0;
    }
    if (m_discard) {
        m_discarded += count;
        return m_discarded <= kMaxDiscarded ? bytes.size() : 0;
    }
    if (m_stop.stop_requested()) {
        m_stopped = true;
        return 0;
    }
    // Not over HTTP/2, where a pause holds up the other streams of the connection.
    if (m_lastSign > m_multi.turnEnd() && m_head.version != "HTTP/2") {
        m_gate.defer(this);
        m_pausedByRate = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    if (!m_gate.admit(this, count)) {
        m_pausedByRate = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    switch (m_sink.onBody(bytes)) {
    case BodySink::Take::All:
        m_bodyBytes += count;
        return bytes.size();
    case BodySink::Take::None:
        m_pausedBySink = true;
        return CURL_WRITEFUNC_PAUSE;
    case BodySink::Take::Abort:
        m_error = makeError(ErrorKind::Internal, u"ended by the receiver"_s);
        break;
    }
    return 0;
}

void Transfer::unpauseForSink()
{
    if (std::exchange(m_pausedBySink, false))
        resumeIfFree();
}

void Transfer::unpauseForRate()
{
    if (std::exchange(m_pausedByRate, false))
        resumeIfFree();
}

void Transfer::resumeIfFree()
{
    if (!m_running || m_pausedBySink || m_pausedByRate)
        return;
    m_lastSign = Clock::now();
    const CURLcode code = m_multi.unpause(m_easy.get());
    if (code != CURLE_OK && m_running) {
        detach();
        ended(code);
    }
}

void Transfer::checkTimeouts(Clock::time_point now)
{
    if (!m_running || m_pausedBySink || m_pausedByRate)
        return;
    if (m_stamps.requestSent == 0) {
        // libcurl's own time-out begins anew when a transfer that hoped to share a connection gets its turn: of
        // thirty the last would wait thirty times as long.
        if (now - m_began > std::chrono::milliseconds(m_request.connectTimeoutMs) + kConnectGrace)
            fail(ErrorKind::TimeoutConnect, u"no connection for %1 s"_s.arg(m_request.connectTimeoutMs / 1000.0));
        return;
    }
    const auto silent = now - m_lastSign;
    if (m_discard && now - m_discardSince > kMaxDiscardTime) {
        detach();
        ended(CURLE_OK);
        return;
    }
    if (m_request.stallTimeoutMs > 0 && silent > std::chrono::milliseconds(m_request.stallTimeoutMs))
        fail(ErrorKind::TimeoutStall, u"no byte for %1 s"_s.arg(m_request.stallTimeoutMs / 1000.0));
}

void Transfer::fail(ErrorKind kind, const QString &detail)
{
    detach();
    Outcome outcome;
    outcome.error = makeError(kind, detail);
    finish(std::move(outcome));
}

void Transfer::detach()
{
    if (std::exchange(m_running, false))
        m_multi.remove(m_easy.get());
}

void Transfer::ended(CURLcode code)
{
    if (code == CURLE_OK && !m_headDone && !m_head.isHttp) {
        // An empty file: no body callback came.
        synthesiseHead();
        offerHead();
    }
    if (m_stopped)
        return;
    Outcome outcome;
    if (m_error) {
        outcome.error = std::move(m_error);
    } else if (m_redirect) {
        outcome.redirect = true;
    } else if (code != CURLE_OK) {
        TransportFacts facts;
        facts.connected = m_stamps.requestSent != 0;
        facts.responseCode = static_cast<int>(m_easy.info(CURLINFO_RESPONSE_CODE));
        facts.isHttp = m_head.isHttp;
        facts.isTls = m_request.url.startsWith("https:"_L1);
        facts.osError = static_cast<int>(m_easy.info(CURLINFO_OS_ERRNO));
        facts.bodyBytes = m_bodyBytes;
        outcome.error = makeError(transportErrorKind(code, facts), QString::fromUtf8(m_easy.errorText(code)));
        outcome.error->osError = facts.osError;
        if (!m_head.isHttp) {
            outcome.error->httpStatus = facts.responseCode;
            // RFC 959 §4.2.1: the same command may be taken another time.
            if (outcome.error->kind == ErrorKind::HttpStatus && facts.responseCode / 100 == 4)
                outcome.error->retry = RetryClass::AfterBackoff;
        }
    } else if (!m_headDone) {
        outcome.error = makeError(ErrorKind::Protocol, u"the answer ended before its head"_s);
    }
    finish(std::move(outcome));
}

void Transfer::finish(Outcome outcome)
{
    m_stamps.ended = wallMs();
    m_gate.forget(this);
    m_sink.attach({});
    m_outcome->settle(std::move(outcome));
}

Error Transfer::makeError(ErrorKind kind, const QString &detail) const
{
    Error error;
    error.kind = kind;
    error.retry = defaultRetryClass(kind);
    error.url = withoutUserInfo(m_head.url);
    error.host = hostLabel(m_head.url);
    error.httpStatus = m_head.status;
    error.bytes = m_bodyBytes;
    error.detail = detail;
    return error;
}

} // namespace sluice::http
