// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/url.h"

#include <QString>
#include <QStringView>

#include <expected>
#include <optional>

namespace sluice::http {

/// A URL taken apart, each part in its normalised form.
struct UrlParts {
    QString scheme;   ///< lower case
    QString userInfo; ///< percent-encoded, without "@"
    QString host;     ///< ASCII, lower case; IPv6 in brackets
    int port = 0;     ///< 0 = the scheme's own
    QString path;     ///< begins with "/", without dot segments
    QString query;    ///< without "?"
    bool hasQuery = false;

    QString toString() const;
};

/// How much is mended without a word.
enum class Leniency {
    Pasted,    ///< what people paste: "//" must follow the scheme, no control characters
    Reference, ///< what servers send: as browsers do
};

/// Takes an absolute URL, or with `base` a reference, apart. Pure.
std::expected<UrlParts, UrlError> parseUrl(QStringView text, Leniency leniency, const UrlParts *base = nullptr);

/// The same without path and query, of an absolute URL: who is asked, not for what. Pure.
std::expected<UrlParts, UrlError> parseOrigin(QStringView text);

/// The scheme before the first colon (RFC 3986 §3.1), as written; nothing when there is none. "host:8080/x" has
/// none: what follows the colon is a port.
std::optional<QStringView> schemeOf(QStringView text);

} // namespace sluice::http
