// SPDX-License-Identifier: MIT
#include "core/http/validator.h"

#include "core/http/http_date.h"

#include <algorithm>

namespace sluice::http {

namespace {

constexpr qint64 kClockMarginMs = 60 * 1000;

// etagc of RFC 9110 §8.8.3: no white space, no control characters, no quote inside; bytes above 0x7f may occur.
bool isEtagChar(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x21 || (byte >= 0x23 && byte != 0x7f);
}

} // namespace

bool isStrongEtag(QByteArrayView etag)
{
    return etag.size() >= 2 && etag.front() == '"' && etag.back() == '"'
        && std::ranges::all_of(etag.sliced(1).chopped(1), isEtagChar);
}

bool isStrongLastModified(QByteArrayView lastModified, QByteArrayView date)
{
    const std::optional<qint64> modified = parseHttpDate(lastModified);
    const std::optional<qint64> sent = parseHttpDate(date);
    return modified && sent && *sent - *modified >= kClockMarginMs;
}

std::optional<QByteArray> ifRangeValue(const Validators &held)
{
    if (isStrongEtag(held.etag))
        return held.etag;
    // §13.1.5 allows a date only where there is no entity tag. A malformed one is none; a weak one says that the
    // bytes may differ although server and date stay the same.
    if (!held.etag.startsWith("W/") && isStrongLastModified(held.lastModified, held.date))
        return held.lastModified;
    return std::nullopt;
}

} // namespace sluice::http
