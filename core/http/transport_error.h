// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <curl/curl.h>

namespace sluice::http {

/// What is known when libcurl reports a failure.
struct TransportFacts {
    bool connected = false; ///< a request could be sent
    int responseCode = 0;   ///< HTTP status or FTP reply, 0 = none
    bool isHttp = true;
    bool isTls = false;
    int osError = 0; ///< errno of the last failed system call of the connection, 0 = none failed
    qint64 bodyBytes = 0;
};

/// The kind of failure a libcurl code stands for. CURLE_OPERATION_TIMEDOUT is always the connect timeout: the other
/// timeouts are ours. Pure.
ErrorKind transportErrorKind(CURLcode code, const TransportFacts &facts);

} // namespace sluice::http
