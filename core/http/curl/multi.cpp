// SPDX-License-Identifier: MIT
#include "core/http/curl/multi.h"

#include "core/async/loop.h"
#include "core/http/curl/cork.h"

#include <QDebug>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace sluice::http::curl {

namespace {

void check(CURLMcode code)
{
    if (code != CURLM_OK)
        throw std::runtime_error(curl_multi_strerror(code));
}

class Depth
{
public:
    explicit Depth(int &depth)
        : m_depth(depth)
    {
        ++m_depth;
    }
    ~Depth() { --m_depth; }
    Depth(const Depth &) = delete;
    Depth &operator=(const Depth &) = delete;

private:
    int &m_depth;
};

} // namespace

Multi::Multi()
    : m_watch([this](int socket, unsigned directions) {
        int events = 0;
        if ((directions & SocketWatch::Read) != 0U)
            events |= CURL_CSELECT_IN;
        if ((directions & SocketWatch::Write) != 0U)
            events |= CURL_CSELECT_OUT;
        if ((directions & SocketWatch::Failed) != 0U)
            events |= CURL_CSELECT_ERR;
        act(socket, events);
    })
    , m_multi(curl_multi_init())
{
    if (!m_multi)
        throw std::bad_alloc();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        const async::Loop::Turn turn;
        act(CURL_SOCKET_TIMEOUT, 0);
    });
    check(curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETFUNCTION, &Multi::onSocket));
    check(curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETDATA, this));
    check(curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERFUNCTION, &Multi::onTimer));
    check(curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERDATA, this));
    check(curl_multi_setopt(m_multi.get(), CURLMOPT_PIPELINING, long{CURLPIPE_MULTIPLEX}));
}

Multi::~Multi()
{
    Q_ASSERT(m_running == 0);
    // Closing the kept connections calls onSocket once more, while the watch still stands.
    m_multi.reset();
}

void Multi::add(CURL *easy, Ended *ended)
{
    Q_ASSERT(m_depth == 0);
    const Depth depth(m_depth);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, static_cast<void *>(ended)); // cannot fail
    check(curl_multi_add_handle(m_multi.get(), easy));
    ++m_running;
}

void Multi::remove(CURL *easy)
{
    Q_ASSERT(m_depth == 0);
    const Depth depth(m_depth);
    check(curl_multi_remove_handle(m_multi.get(), easy));
    --m_running;
}

CURLcode Multi::unpause(CURL *easy)
{
    Q_ASSERT(m_depth == 0);
    CURLcode code = CURLE_OK;
    {
        const Depth depth(m_depth);
        m_turnEnd = async::Clock::now() + kTurn;
        code = curl_easy_pause(easy, CURLPAUSE_CONT);
    }
    drain();
    return code;
}

void Multi::noteShared(curl_socket_t socket)
{
    if (std::ranges::find(m_shared, socket) == m_shared.end())
        m_shared.push_back(socket);
}

void Multi::setMaxConnections(long connections)
{
    check(curl_multi_setopt(m_multi.get(), CURLMOPT_MAXCONNECTS, connections));
}

int Multi::onSocket(CURL *, curl_socket_t socket, int what, void *self, void *) noexcept
{
    unsigned directions = SocketWatch::None;
    if (what == CURL_POLL_IN || what == CURL_POLL_INOUT)
        directions |= SocketWatch::Read;
    if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT)
        directions |= SocketWatch::Write;
    static_cast<Multi *>(self)->m_watch.watch(socket, directions);
    return 0;
}

int Multi::onCloseSocket(void *self, curl_socket_t socket) noexcept
{
    std::erase(static_cast<Multi *>(self)->m_shared, socket); // the number may be another connection's next
    return ::close(socket);
}

int Multi::onTimer(CURLM *, long timeoutMs, void *self) noexcept
{
    auto *multi = static_cast<Multi *>(self);
    multi->m_timer.stop();
    if (timeoutMs == 0)
        multi->actSoon();
    else if (timeoutMs > 0)
        multi->m_timer.start(static_cast<int>(std::min<long>(timeoutMs, 24L * 60 * 60 * 1000)));
    return 0;
}

// Every new transfer asks for this; through the loop's own queue it costs no round of the event loop.
void Multi::actSoon()
{
    if (std::exchange(*m_soon, true))
        return;
    async::Loop::current()->call([this, soon = std::weak_ptr<bool>(m_soon)] {
        const auto alive = soon.lock();
        if (!alive || !std::exchange(*alive, false))
            return;
        act(CURL_SOCKET_TIMEOUT, 0);
    });
}

void Multi::act(curl_socket_t socket, int events)
{
    Q_ASSERT(m_depth == 0);
    {
        const Depth depth(m_depth);
        const async::LoopMonitor::Guard guard(m_monitor, "libcurl: sockets and timers");
        const Cork cork(m_shared);
        m_turnEnd = async::Clock::now() + kTurn;
        int running = 0;
        const CURLMcode code = curl_multi_socket_action(m_multi.get(), socket, events, &running);
        // Called by the event loop, which nothing may be thrown into; the transfers' own timeouts still hold.
        if (code != CURLM_OK)
            qCritical("libcurl: %s", curl_multi_strerror(code));
    }
    drain();
}

void Multi::drain()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURL *easy = message->easy_handle;
        const CURLcode code = message->data.result; // the message goes with the handle
        Ended *ended = nullptr;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &ended);
        remove(easy);
        if (ended != nullptr)
            (*ended)(code);
    }
}

} // namespace sluice::http::curl
