// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/url.h"

#include <QString>

#include <expected>

namespace sluice::sources {

// Links are URLs, and redirects need the same rules further down; they live in core/http/url.h.
using LinkProblem = http::UrlProblem;
using LinkError = http::UrlError;
using http::hostLabel;
using http::kMaxUrlLength;
using http::withoutUserInfo;

/// Checks one link and brings it to the form that is stored and requested: surrounding white space and
/// angle brackets or quotes from pasted text removed, scheme and host in lower case, an international host in
/// its ASCII form (IDNA), spaces and non-ASCII characters of path and query percent-encoded, the fragment
/// dropped, everything already percent-encoded left exactly as it is (RFC 3986 §2.4, §6.2.2). Pure, any thread.
inline std::expected<QString, LinkError> normaliseLink(const QString &text)
{
    return http::normaliseUrl(text);
}

} // namespace sluice::sources
