// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/loopback_server.h"
#include "app/demo/request_log.h"
#include "app/demo/script_book.h"

#include <atomic>

namespace sluice::demo {

/// What the server's thread and its callers share. Every member is thread-safe.
struct ServerState {
    ScriptBook book;
    RequestLog log;
    std::atomic<AcceptMode> acceptMode = AcceptMode::Serve;
    std::atomic<quint16> port = 0;
    std::atomic<bool> tls = false;
    std::atomic<int> accepted = 0; ///< connections so far
    std::atomic<int> open = 0;     ///< connections now
};

} // namespace sluice::demo
