// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <optional>

namespace sluice::http {

/// Parses the three forms of an HTTP-date (RFC 9110 §5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT", the obsolete
/// "Sunday, 06-Nov-94 08:49:37 GMT" and "Sun Nov  6 08:49:37 1994". Gives ms since the epoch, or nothing.
/// `nowMs` (ms since the epoch) places years of two digits: what would be more than 50 years ahead of it lies
/// in the past. The day of the week must be a name but need not be the right one. Pure, no locale.
std::optional<qint64> parseHttpDate(QByteArrayView value, qint64 nowMs);

/// As above, for the two forms that need no clock; nothing for years of two digits.
std::optional<qint64> parseHttpDate(QByteArrayView value);

} // namespace sluice::http
