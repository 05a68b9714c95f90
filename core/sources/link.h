// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <expected>

namespace sluice::sources {

/// Why a text is not a link Sluice can download.
enum class LinkProblem {
    Empty,
    Malformed,         ///< not a URL at all, e.g. white space inside or a bad port
    NoScheme,          ///< "example.org/file": the remedy is to write https:// before it
    UnsupportedScheme, ///< parsed, but not http, https, ftp, ftps or sftp
    NoHost,
    TooLong, ///< longer than kMaxUrlLength characters
};

/// The longest link accepted, in characters.
inline constexpr int kMaxUrlLength = 64 * 1024;

struct LinkError {
    LinkProblem problem = LinkProblem::Malformed;
    QString detail; ///< the offending part (a scheme, a port), untranslated

    bool operator==(const LinkError &) const = default;
};

/// Checks one link and brings it to the form that is stored and requested: surrounding white space and
/// angle brackets or quotes from pasted text removed, scheme and host in lower case, an international host in
/// its ASCII form (IDNA), spaces and non-ASCII characters of path and query percent-encoded, the fragment
/// dropped, everything already percent-encoded left exactly as it is (RFC 3986 §2.4, §6.2.2). Pure, any thread.
std::expected<QString, LinkError> normaliseLink(const QString &text);

/// `url` without user information, for display, logs and errors (RFC 3986 §3.2.1).
QString withoutUserInfo(const QString &url);

/// "host" or "host:port" (the port only where it is not the scheme's own), IPv6 in brackets.
QString hostLabel(const QString &url);

} // namespace sluice::sources
