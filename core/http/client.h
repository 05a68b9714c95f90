// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/async/loop_monitor.h"
#include "core/http/body_sink.h"
#include "core/http/request.h"
#include "core/http/response.h"

#include <memory>
#include <stop_token>

namespace sluice::http {

/// Fetches URLs: one multi handle, its connections, name and TLS caches, on the event loop of the thread it is made
/// on. How many fetches run at once is the caller's business: what is asked for starts now, because libcurl's own
/// gates would let the timeouts run while a transfer waits. Engine thread.
class Client
{
public:
    Client();
    /// No fetch may be running.
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    /// Performs the request, following redirects, and delivers head and body of the last answer to `sink`, which must
    /// outlive the await. Throws Stopped when `stop` is triggered; no sink function is called after that, nor after
    /// the return. Failures are values in the result.
    async::Task<FetchResult> fetch(Request request, BodySink *sink, std::stop_token stop);

    /// Bytes a second for all fetches together, 0 = no limit. Acts at once.
    void setRateLimit(qint64 rate);

    /// How many fetches will run at once, so that as many connections are kept.
    void setExpectedFetches(int fetches);
    /// Times what libcurl takes of the event loop; null = nobody. It outlives the client.
    void setMonitor(async::LoopMonitor *monitor);

    /// Fetches under way.
    [[nodiscard]] int running() const;

private:
    struct Private;
    class Running;
    std::unique_ptr<Private> d;
};

} // namespace sluice::http
