// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace sluice::http {

/// The form of a URL's host that is looked up and compared: lower case, percent-decoded, international names in
/// ASCII (IDNA), IPv6 in brackets and shortened (RFC 5952), IPv4 as four decimal numbers whatever form it was
/// written in ("0x7f.1"). Nothing when the text cannot be a host: empty, forbidden characters, a bad address, a
/// last label that is a number without the whole being an IPv4 address (WHATWG URL §3.5). Pure.
std::optional<QString> canonicalHost(QStringView text);

} // namespace sluice::http
