// SPDX-License-Identifier: MIT
#include "core/http/retry_after.h"

#include "core/http/grammar.h"
#include "core/http/http_date.h"

#include <algorithm>

namespace sluice::http {

std::optional<qint64> parseRetryAfter(QByteArrayView value, qint64 nowMs)
{
    value = trimOws(value);
    if (const std::optional<qint64> seconds = parseDigits(value))
        return std::min(*seconds, kMaxRetryAfterMs / 1000) * 1000;
    if (const std::optional<qint64> date = parseHttpDate(value, nowMs))
        return std::clamp<qint64>(*date - nowMs, 0, kMaxRetryAfterMs);
    return std::nullopt;
}

} // namespace sluice::http
