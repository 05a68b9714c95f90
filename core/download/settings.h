// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/request.h"

#include <QString>

namespace sluice::download {

/// What happens to running downloads when the limit falls below their number.
enum class Lowering {
    Drain, ///< they finish; nothing new starts until enough have
    Park,  ///< the youngest go back to the queue and keep their bytes
};

/// Every setting of the engine. A plain value; kept in the store.
struct Settings {
    int limit = 5; ///< concurrent downloads, kMinLimit … kMaxLimit
    Lowering lowering = Lowering::Drain;
    int hostLimit = 0;    ///< downloads from one host at once, 0 = no limit of its own
    qint64 rateLimit = 0; ///< bytes a second for all together, 0 = none
    QString folder;       ///< default target folder
    Conflict conflict = download::Conflict::Rename;
    int connectTimeoutMs = 30'000;
    int stallTimeoutMs = 60'000;
    qint64 deadlineMs = 0; ///< 0 = none
    int retries = 5;
    int retryWaitMs = 1'000;
    QString userAgent;  ///< empty = "Sluice/<version>"
    QString proxy;      ///< empty = as the environment says
    QString cookieFile; ///< Netscape format, read only
    QString caFile;
    bool insecure = false; ///< no TLS verification; shown in the window

    bool operator==(const Settings &) const = default;
};
inline constexpr int kMinLimit = 1;
inline constexpr int kMaxLimit = 1000;

} // namespace sluice::download
