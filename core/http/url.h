// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <expected>

namespace sluice::http {

/// Why a text is not a URL that Sluice can request.
enum class UrlProblem {
    Empty,
    Malformed,         ///< not a URL at all, e.g. white space in the host or a bad port
    NoScheme,          ///< "example.org/file": the remedy is to write https:// before it
    UnsupportedScheme, ///< parsed, but not http, https, ftp, ftps or sftp
    NoHost,
    TooLong, ///< longer than kMaxUrlLength characters
};

/// The longest URL accepted, in characters, before and after normalisation.
inline constexpr int kMaxUrlLength = 64 * 1024;

struct UrlError {
    UrlProblem problem = UrlProblem::Malformed;
    QString detail; ///< the offending part (a scheme, a port, a host), untranslated

    bool operator==(const UrlError &) const = default;
};

// The functions below are pure and may be called on any thread. They split URLs themselves: QUrl decodes or
// encodes parts that must stay as they are, and libcurl's parser refuses spaces and backslashes that browsers
// take. Where RFC 3986 and the WHATWG URL Standard disagree they do what browsers do, because links and
// redirects are tried out in browsers.

/// Brings a URL to the form that is stored and requested: surrounding white space and angle brackets or quotes
/// removed, scheme and host in lower case, an international host in its ASCII form, IP addresses in their usual
/// form, the scheme's own port left out, dot segments resolved, what a URL may not hold percent-encoded, the
/// fragment dropped. What is already percent-encoded stays exactly as it is (RFC 3986 §2.4, §6.2.2).
/// Control characters are refused, and so are line breaks inside.
std::expected<QString, UrlError> normaliseUrl(const QString &text);

/// Resolves a reference (RFC 3986 §5.2) against an absolute URL and normalises the result. Backslashes count as
/// slashes, tabs and line breaks are dropped, missing or surplus slashes after the scheme are mended. An error
/// in the base is reported like one in the reference.
std::expected<QString, UrlError> resolveReference(const QString &base, const QString &reference);

/// resolveReference() for a Location value as sent: bytes above 0x7f are percent-encoded as they are, so that
/// the same bytes go back to the server whatever encoding it had in mind.
std::expected<QString, UrlError> resolveLocation(const QString &base, QByteArrayView location);

/// `url` without user information, for display, logs and errors (RFC 3986 §3.2.1). Takes any text.
QString withoutUserInfo(const QString &url);

/// "host" or "host:port" (the port only where it is not the scheme's own), IPv6 in brackets; empty when `url`
/// has none.
QString hostLabel(const QString &url);

/// Whether both URLs have the same scheme, host and port (RFC 6454 §5). False when either is not a URL.
bool sameOrigin(const QString &a, const QString &b);

/// The port a scheme implies; 0 for a scheme Sluice does not speak.
int defaultPort(QStringView scheme);

} // namespace sluice::http
