// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/http/request.h"
#include "core/http/response.h"

#include <expected>

namespace sluice::http {

/// Whether the answer sends the client elsewhere: 301, 302, 303, 307 or 308 with a Location (RFC 9110 §15.4). An
/// empty one would lead back to the same URL; as in browsers it counts as none.
bool isRedirect(const ResponseHead &head);

/// The request for the next hop. The target is resolved against the URL that answered; only http, https, ftp and
/// ftps are followed (RedirectRefused), and at most kMaxRedirects (TooManyRedirects), `hop` being 1 for the first.
/// To another origin (scheme, host or port) go only what cannot be a credential: Accept, Accept-Language and the
/// user agent; user information, the referer and every other header line of the user stay behind (RFC 9110 §15.4).
/// Cookies of the cookie file keep to their own domains by themselves. Pure.
std::expected<Request, Error> planRedirect(const Request &request, const ResponseHead &head, int hop);

} // namespace sluice::http
