// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"
#include "core/http/request.h"

#include <vector>

namespace sluice::http {

/// The header lines that go out with a request for HTTP, as far as we and libcurl decide them: cookies that an earlier
/// answer or a file set are not among them. Holds secrets as they are. Empty for FTP and SFTP. Pure.
std::vector<Header> requestHeaders(const Request &request);

} // namespace sluice::http
