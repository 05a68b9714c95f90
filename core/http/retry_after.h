// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <optional>

namespace sluice::http {

/// The longest wait a server can ask for, in ms.
inline constexpr qint64 kMaxRetryAfterMs = 24LL * 60 * 60 * 1000;

/// Parses Retry-After (RFC 9110 §10.2.3), seconds or an HTTP-date, to a wait in ms from `nowMs` (ms since the
/// epoch), clamped to [0, 24 h]; a date in the past gives 0. Nothing for garbage, negative numbers included. Pure.
std::optional<qint64> parseRetryAfter(QByteArrayView value, qint64 nowMs);

} // namespace sluice::http
