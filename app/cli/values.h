// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/grammar.h"

#include <QByteArray>
#include <QString>

#include <expected>

namespace sluice::app {

// Each function understands the value of one option. The error is a whole, translated sentence that names the
// option as it was spelled, the value and the remedy. All pure but for the translation.

/// A plain decimal number from `least` to `most`: no sign, no exponent, no separators.
std::expected<int, QString> wholeNumber(const GivenOption &given, int least, int most);

/// Seconds with up to three decimals, from `leastMs` to `mostMs` milliseconds; the result is milliseconds.
std::expected<qint64, QString> seconds(const GivenOption &given, qint64 leastMs, qint64 mostMs);

/// Text that is not empty and holds no control characters (they would break a request apart).
std::expected<QString, QString> plainText(const GivenOption &given);

/// A request header "Name: value" as bytes (RFC 9110 §5.1, §5.5). Headers that decide which bytes come back are
/// refused, because Sluice itself must set them for a resumed file to be whole.
std::expected<QByteArray, QString> headerLine(const GivenOption &given);

/// A proxy URL; "host:port" is taken as http://host:port.
std::expected<QString, QString> proxyUrl(const GivenOption &given);

} // namespace sluice::app
