// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop.h"
#include "core/async/loop_monitor.h"
#include "core/http/curl/global.h"
#include "core/http/curl/socket_watch.h"

#include <QTimer>

#include <curl/curl.h>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace sluice::http::curl {

/// The multi handle on the Qt event loop of the thread it is made on: sockets by SocketWatch, libcurl's one timer by
/// a QTimer, no polling. Every event goes through one funnel, which lets libcurl act and then, outside of libcurl,
/// reports the transfers that have ended; so the handlers may remove, destroy and add handles.
class Multi
{
public:
    /// Told once for each added handle that ended by itself; the handle is removed by then.
    using Ended = std::move_only_function<void(CURLcode)>;

    /// Throws std::bad_alloc, or std::runtime_error when libcurl refuses an option.
    Multi();
    /// All handles must have been removed.
    ~Multi();
    Multi(const Multi &) = delete;
    Multi &operator=(const Multi &) = delete;

    /// Starts the transfer of `easy`. `ended` must stay valid until it is called or the handle removed; its address
    /// is kept in the handle's CURLOPT_PRIVATE. No callback is called within. Throws std::runtime_error, and then
    /// nothing was added. Not from inside a libcurl callback.
    void add(CURL *easy, Ended *ended);

    /// Ends a transfer early; afterwards none of its callbacks is called. Not from inside a libcurl callback.
    void remove(CURL *easy);

    /// Lets a paused transfer go on. What libcurl holds of its body is delivered within the call; when the write
    /// callback fails on that, libcurl drops the bytes and would go on as if nothing were: an error returned here
    /// means that the caller must end the transfer, unless it has ended by then. Not from inside a libcurl callback.
    [[nodiscard]] CURLcode unpause(CURL *easy);

    /// The connection on this socket serves many transfers at once (HTTP/2): what one turn writes to it leaves together,
    /// which of 10,000 small files saves a twelfth of the time. Until the connection is closed.
    void noteShared(curl_socket_t socket);
    /// For CURLOPT_CLOSESOCKETFUNCTION of every handle, with the address of this object as its data: it outlives the
    /// connections.
    static int onCloseSocket(void *self, curl_socket_t socket) noexcept;

    /// How many idle connections are kept for re-use; at least the number of running transfers.
    void setMaxConnections(long connections);

    /// Times each call into libcurl; null = nobody. It outlives this.
    void setMonitor(async::LoopMonitor *monitor) { m_monitor = monitor; }

    /// When the present call into libcurl should come to its end. libcurl 7.88 goes on as long as any of its
    /// connections has data, 20 s with 200 fast ones, and nothing else on the event loop gets its turn; a write
    /// callback called later than this should pause until the next turn.
    [[nodiscard]] async::Clock::time_point turnEnd() const { return m_turnEnd; }
    static constexpr std::chrono::milliseconds kTurn{20};

    /// True while libcurl is running, i.e. inside any of its callbacks.
    [[nodiscard]] bool isActive() const { return m_depth > 0; }

    /// Handles added and not ended.
    [[nodiscard]] int running() const { return m_running; }

private:
    // noexcept: no exception may cross libcurl's frames; only memory can run out in these.
    static int onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *) noexcept;
    static int onTimer(CURLM *multi, long timeoutMs, void *self) noexcept;
    void act(curl_socket_t socket, int events);
    void actSoon();
    void drain();

    struct Cleanup {
        void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
    };

    Global m_global;
    SocketWatch m_watch;
    QTimer m_timer;
    std::unique_ptr<CURLM, Cleanup> m_multi;
    std::shared_ptr<bool> m_soon = std::make_shared<bool>(false); ///< actSoon() is under way; gone with this object
    std::vector<int> m_shared;                                    ///< sockets, see noteShared(); few
    async::Clock::time_point m_turnEnd = async::Clock::time_point::max();
    async::LoopMonitor *m_monitor = nullptr;
    int m_depth = 0;
    int m_running = 0;
};

} // namespace sluice::http::curl
