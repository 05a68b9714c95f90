// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/client.h"
#include "tests/support/coro.h"

#include <QCryptographicHash>
#include <QTest>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace sluice::test {

/// The watchdog of one wait, in ms: generous, because the sanitizers are slow and the machine is shared.
constexpr int kPatience = 30'000;

/// Notes everything that reaches a sink, and answers as the test wants.
class Collector : public http::BodySink
{
public:
    std::optional<Error> refusal;                                ///< what onHead() answers
    std::function<Take(std::span<const char>)> decide = nullptr; ///< what onBody() answers; null = All

    std::vector<http::ResponseHead> heads;
    std::vector<qint64> takenAtHead; ///< bytes taken when each head came
    qint64 taken = 0;
    int bodyCalls = 0;
    qsizetype largest = 0; ///< bytes of one call
    QByteArray begin;      ///< the first bytes, at most 64 KiB

    std::expected<void, Error> onHead(const http::ResponseHead &head) override
    {
        heads.push_back(head);
        takenAtHead.push_back(taken);
        if (refusal)
            return std::unexpected(*refusal);
        return {};
    }

    Take onBody(std::span<const char> bytes) override
    {
        ++bodyCalls;
        const auto size = static_cast<qsizetype>(bytes.size());
        largest = std::max(largest, size);
        const Take take = decide ? decide(bytes) : Take::All;
        if (take == Take::All) {
            m_hash.addData(QByteArrayView(bytes.data(), size));
            taken += size;
            begin.append(bytes.data(), std::min<qsizetype>(size, 64 * 1024 - begin.size()));
        }
        return take;
    }

    /// Head and body calls together.
    [[nodiscard]] int calls() const { return static_cast<int>(heads.size()) + bodyCalls; }
    /// Of the bytes taken, raw.
    [[nodiscard]] QByteArray sha256() const { return m_hash.result(); }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

/// How a fetch ended.
struct FetchEnd {
    std::optional<http::FetchResult> result;
    bool stopped = false;
    bool threw = false; ///< something else than Stopped
};

inline async::Task<> watchFetch(http::Client *client, http::Request request, http::BodySink *sink, std::stop_token stop,
    std::shared_ptr<FetchEnd> end)
{
    try {
        end->result = co_await client->fetch(std::move(request), sink, stop);
    } catch (const async::Stopped &) {
        end->stopped = true;
    } catch (...) {
        end->threw = true;
    }
}

/// A fetch under way with a sink of its own. Its end stops the fetch and waits for it.
class Fetch
{
public:
    Fetch(http::Client &client, http::Request request)
        : m_end(std::make_shared<FetchEnd>())
    {
        watchFetch(&client, std::move(request), &sink, stop.get_token(), m_end);
    }
    ~Fetch()
    {
        stop.request_stop();
        if (!wait())
            qFatal("a stopped fetch does not end");
    }
    Fetch(const Fetch &) = delete;
    Fetch &operator=(const Fetch &) = delete;

    [[nodiscard]] bool isOver() const { return m_end->result || m_end->stopped || m_end->threw; }
    [[nodiscard]] bool wait(int timeoutMs = kPatience) const
    {
        return QTest::qWaitFor([this] { return isOver(); }, timeoutMs);
    }
    [[nodiscard]] bool wasStopped() const { return m_end->stopped; }
    [[nodiscard]] bool threw() const { return m_end->threw; }
    /// Only when it ended with a result.
    [[nodiscard]] const http::FetchResult &result() const { return m_end->result.value(); }
    /// Whether it ended well.
    [[nodiscard]] bool isGood() const { return m_end->result && !m_end->result->error; }

    Collector sink;
    std::stop_source stop;

private:
    std::shared_ptr<FetchEnd> m_end;
};

/// Fetches to the end. Throws what fetch() throws, and TaskTimedOut.
inline http::FetchResult fetch(http::Client &client, const http::Request &request, http::BodySink &sink)
{
    return waitForTask(client.fetch(request, &sink, std::stop_token()), kPatience);
}

inline http::Request get(const QString &url)
{
    http::Request request;
    request.url = url;
    return request;
}

/// "none" for no error, so that a comparison of two names says in its failure what came instead.
inline QString nameOf(const std::optional<Error> &error)
{
    return error ? errorKindName(error->kind) : QStringLiteral("none");
}

/// The proxies of the environment would get between the tests and the loopback interface.
inline void forgetProxies()
{
    for (const char *name : {"http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy", "HTTP_PROXY",
             "HTTPS_PROXY", "FTP_PROXY", "ALL_PROXY", "NO_PROXY"})
        qunsetenv(name);
}

} // namespace sluice::test
