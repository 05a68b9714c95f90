// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

#include <QString>
#include <QStringView>

/// Takes secrets out of what is recorded, shown and exported. Where a name says that its value may be one, the value
/// goes; a value too many costs little, a secret in a file that is handed on costs much. Masking what is masked
/// already changes nothing. Pure; any thread.
namespace sluice::trace {

/// What stands for a secret.
inline constexpr QStringView kMask = u"•••";

/// `line` without its secrets:
/// - Authorization and Proxy-Authorization keep a registered scheme word ("Bearer •••");
/// - Cookie and Set-Cookie keep the names of the cookies and the well-known attributes (RFC 6265 §4.1);
/// - Location, Referer and other lines that hold URLs are masked as maskedUrl() does;
/// - any other line whose name speaks of a key, token, secret, password, session or signature loses its value.
[[nodiscard]] HeaderLine masked(HeaderLine line);

/// `url`, absolute or relative, valid or not, without user information, and with the values of parameters that look
/// like secrets masked: token, sig, key, password, X-Amz-Signature and their like, in the query, in the fragment and in
/// URLs that are themselves values. All else stays as it is, byte for byte.
[[nodiscard]] QString maskedUrl(const QString &url);

} // namespace sluice::trace
