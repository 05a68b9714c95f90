// SPDX-License-Identifier: MIT
#include "core/http/client.h"

#include "core/async/loop.h"
#include "core/async/one_shot.h"
#include "core/http/curl/easy.h"
#include "core/http/curl/multi.h"
#include "core/http/rate_gate.h"
#include "core/http/redirect.h"
#include "core/http/transfer.h"
#include "core/http/url.h"

#include <QTimer>

#include <algorithm>
#include <list>
#include <optional>
#include <utility>

namespace sluice::http {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTimeoutCheckMs = 200;
constexpr long kMinConnections = 64;

Error unsupported(const QString &url, const QString &detail)
{
    Error error;
    error.kind = ErrorKind::Unsupported;
    error.url = withoutUserInfo(url);
    error.host = hostLabel(url);
    error.detail = detail;
    return error;
}

/// Whether libcurl, which sends header texts as they are, would send more than one line for it.
bool breaksLine(const QByteArray &text)
{
    return text.contains('\r') || text.contains('\n') || text.contains('\0');
}

/// Whether an FTP or SFTP link asks for a listing (RFC 1738 §3.2.2).
bool isFolder(const QString &url)
{
    return url.endsWith(u'/') || (url.startsWith("ftp"_L1) && url.endsWith(";type=d"_L1, Qt::CaseInsensitive));
}

/// What cannot be requested at all; nothing when all is well.
std::optional<Error> refuse(const Request &request)
{
    if (const auto url = normaliseUrl(request.url); !url) {
        Error error = unsupported(request.url, url.error().detail);
        if (url.error().problem != UrlProblem::UnsupportedScheme)
            error.kind = ErrorKind::BadUrl;
        return error;
    }
    if (!request.url.startsWith("http"_L1) && isFolder(request.url))
        return unsupported(request.url, u"a folder, not a file"_s);
    for (const QByteArray &line : request.headers) {
        if (breaksLine(line)) // only the name: the value may be a secret
            return unsupported(
                request.url, u"line break in header "_s + QString::fromUtf8(line.left(line.indexOf(':')).left(100)));
    }
    if (breaksLine(request.referer) || breaksLine(request.userAgent) || breaksLine(request.ifRange))
        return unsupported(request.url, u"line break in referer, user agent or validator"_s);
    return std::nullopt;
}

} // namespace

struct Client::Private {
    curl::Multi multi;
    curl::EasyPool pool;
    RateGate gate;
    std::list<Transfer *> transfers;
    QTimer timeoutCheck;
    int running = 0;
};

/// Counts a fetch and lends it easy handles, one for each hop; cookies set on the way go along.
class Client::Running
{
public:
    explicit Running(Private &client)
        : m_client(client)
        , m_easy(client.pool.take())
    {
        ++m_client.running;
    }
    ~Running()
    {
        --m_client.running;
        m_client.pool.put(std::move(m_easy));
    }
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;

    /// Runs one hop; the transfer is gone when this object is.
    class Hop
    {
    public:
        Hop(Running &fetch, const Request &request, BodySink &sink, std::stop_token stop)
            : m_client(fetch.m_client)
            , m_transfer(fetch.m_client.multi, fetch.m_client.gate, fetch.m_easy, request, sink, std::move(stop))
            , m_place(m_client.transfers.insert(m_client.transfers.end(), &m_transfer))
        {
            if (!m_client.timeoutCheck.isActive())
                m_client.timeoutCheck.start();
        }
        ~Hop()
        {
            m_client.transfers.erase(m_place);
            if (m_client.transfers.empty())
                m_client.timeoutCheck.stop();
        }
        Hop(const Hop &) = delete;
        Hop &operator=(const Hop &) = delete;

        Transfer &transfer() { return m_transfer; }

    private:
        Private &m_client;
        Transfer m_transfer;
        std::list<Transfer *>::iterator m_place;
    };

    /// Takes another handle for the next hop, with the cookies of this one: not every handle can be used again.
    void prepareNextHop()
    {
        curl::Easy next = m_client.pool.take();
        next.setCookies(m_easy);
        m_client.pool.put(std::exchange(m_easy, std::move(next)));
    }

private:
    Private &m_client;
    curl::Easy m_easy;
};

Client::Client()
    : d(std::make_unique<Private>())
{
    d->timeoutCheck.setInterval(kTimeoutCheckMs);
    QObject::connect(&d->timeoutCheck, &QTimer::timeout, &d->timeoutCheck, [this] {
        const auto now = async::Clock::now();
        for (Transfer *transfer : d->transfers)
            transfer->checkTimeouts(now);
    });
    setExpectedFetches(0);
}

Client::~Client()
{
    Q_ASSERT(d->running == 0);
}

async::Task<FetchResult> Client::fetch(Request request, BodySink *sink, std::stop_token stop)
{
    if (stop.stop_requested())
        throw async::Stopped();
    FetchResult result;
    result.head.url = request.url;
    if ((result.error = refuse(request)))
        co_return result;

    Running fetch(*d);
    for (int hop = 1;; ++hop) {
        Running::Hop step(fetch, request, *sink, stop);
        Transfer &transfer = step.transfer();
        transfer.start();
        const auto outcome = co_await async::Wait<Transfer::Outcome>(transfer.outcome(), stop);
        result.head = transfer.head();
        result.stamps = transfer.stamps();
        result.bodyBytes = transfer.bodyBytes();
        result.error = outcome.error;
        if (!outcome.redirect)
            co_return result;
        auto next = planRedirect(request, result.head, hop);
        if (!next) {
            result.error = std::move(next.error());
            co_return result;
        }
        request = std::move(*next);
        ++result.redirects;
        fetch.prepareNextHop();
    }
}

void Client::setRateLimit(qint64 rate)
{
    d->gate.setRate(rate);
}

void Client::setExpectedFetches(int fetches)
{
    d->multi.setMaxConnections(std::max(kMinConnections, static_cast<long>(fetches) * 2));
}

void Client::setMonitor(async::LoopMonitor *monitor)
{
    d->multi.setMonitor(monitor);
}

int Client::running() const
{
    return d->running;
}

} // namespace sluice::http
