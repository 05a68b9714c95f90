// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop.h"
#include "core/async/one_shot.h"
#include "core/http/body_sink.h"
#include "core/http/curl/easy.h"
#include "core/http/curl/multi.h"
#include "core/http/rate_gate.h"
#include "core/http/request.h"
#include "core/http/response.h"

#include <memory>
#include <optional>
#include <span>
#include <stop_token>

namespace sluice::http {

/// One libcurl easy handle from start to end: one hop of a fetch. Reports the head before any body byte, stamps its
/// phases, and ends once. Engine thread; must not move while it runs.
class Transfer
{
public:
    /// How it ended.
    struct Outcome {
        bool redirect = false; ///< the head says where to
        std::optional<Error> error;
    };

    /// `easy` must be fresh (or reset) and outlive the transfer, as must `multi`, `gate` and `sink`. Once `stop` is
    /// triggered the sink is left alone; who waits must end by it as well.
    Transfer(curl::Multi &multi, RateGate &gate, curl::Easy &easy, const Request &request, BodySink &sink,
        std::stop_token stop);
    /// Ends a running transfer at once; no callback comes afterwards.
    ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    /// Begins; once. A request libcurl cannot take settles the outcome with an error, nothing is thrown.
    void start();

    /// Settled when the transfer ends by itself or by fail(). Await it with Wait<Outcome>; on a stop destroy the
    /// transfer.
    [[nodiscard]] std::shared_ptr<async::OneShot<Outcome>> outcome() const { return m_outcome; }

    /// Ends it with this error. Outside of libcurl callbacks.
    void fail(ErrorKind kind, const QString &detail);

    /// Lets a transfer go on that its sink, or the gate, has paused.
    void unpauseForSink();
    void unpauseForRate();

    /// Fails it when it has no connection after its connect timeout, or has been silent for longer than its stall
    /// timeout, pauses not counted; ends the reading of a
    /// body nobody wants after two seconds.
    void checkTimeouts(async::Clock::time_point now);

    [[nodiscard]] const ResponseHead &head() const { return m_head; }
    [[nodiscard]] const Stamps &stamps() const { return m_stamps; }
    [[nodiscard]] qint64 bodyBytes() const { return m_bodyBytes; }

private:
    /// A body nobody wants is read to its end up to this size, so that the connection can be used again.
    static constexpr qint64 kMaxDiscarded = 64 * 1024;

    void configure();
    void configureHeaders();
    void configureTls();
    void configureSsh();

    // noexcept: no exception may cross libcurl's frames; only memory can run out in these, and sinks do not throw.
    static curl_socket_t onOpenSocket(void *self, curlsocktype purpose, curl_sockaddr *address) noexcept;
    static CURLcode onTlsBegins(CURL *easy, void *context, void *self) noexcept;
    static int onRequestReady(void *self, char *peerIp, char *localIp, int peerPort, int localPort) noexcept;
    static int onHostKey(
        CURL *easy, const curl_khkey *known, const curl_khkey *found, curl_khmatch match, void *self) noexcept;
    static std::size_t onHeader(char *data, std::size_t size, std::size_t count, void *self) noexcept;
    static std::size_t onBody(char *data, std::size_t size, std::size_t count, void *self) noexcept;

    void report(Step::Kind kind, int localPort = 0);
    bool takeHeaderLine(QByteArrayView line);
    std::size_t takeBody(std::span<const char> bytes);
    bool endOfHead();
    bool offerHead();
    void synthesiseHead();
    void ended(CURLcode code);
    void finish(Outcome outcome);
    void detach();
    [[nodiscard]] Error makeError(ErrorKind kind, const QString &detail) const;
    void resumeIfFree();

    curl::Multi &m_multi;
    RateGate &m_gate;
    curl::Easy &m_easy;
    const Request m_request;
    BodySink &m_sink;
    const std::stop_token m_stop;
    curl::StringList m_headerLines;
    curl::Multi::Ended m_ended;
    std::shared_ptr<async::OneShot<Outcome>> m_outcome;

    ResponseHead m_head;
    Stamps m_stamps;
    async::Clock::time_point m_began;
    async::Clock::time_point m_lastSign;     ///< when the peer last gave one
    async::Clock::time_point m_discardSince; ///< when m_discard was set
    qint64 m_bodyBytes = 0;
    int m_heads = 0;
    bool m_running = false;
    std::optional<curl_socket_t> m_openedSocket; ///< the last one; nothing on a connection that was open already
    bool m_tls = false;
    bool m_headDone = false;
    bool m_discard = false; ///< the body does not interest: a redirect's or a refused answer's
    bool m_redirect = false;
    bool m_pausedBySink = false;
    bool m_pausedByRate = false;
    qint64 m_discarded = 0;
    bool m_stopped = false;       ///< ended by the stop token, which settles the outcome itself
    std::optional<Error> m_error; ///< why we made libcurl end it
};

} // namespace sluice::http
