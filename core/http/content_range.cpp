// SPDX-License-Identifier: MIT
#include "core/http/content_range.h"

#include "core/http/grammar.h"

namespace sluice::http {

namespace {

// The largest qint64 stands for "does not fit" in parseDigits, and end = last + 1 must fit as well.
std::optional<qint64> parseCount(QByteArrayView text)
{
    const std::optional<qint64> number = parseDigits(text);
    return number == std::numeric_limits<qint64>::max() ? std::nullopt : number;
}

} // namespace

std::optional<ContentRange> parseContentRange(QByteArrayView value)
{
    value = trimOws(value);
    constexpr QByteArrayView kUnit("bytes");
    if (value.size() <= kUnit.size() || value.first(kUnit.size()).compare(kUnit, Qt::CaseInsensitive) != 0
        || value[kUnit.size()] != ' ')
        return std::nullopt;
    value = trimOws(value.sliced(kUnit.size()));

    const qsizetype slash = value.indexOf('/');
    if (slash < 0)
        return std::nullopt;
    const QByteArrayView rangeText = value.first(slash);
    const QByteArrayView totalText = value.sliced(slash + 1);

    ContentRange result;
    if (totalText != QByteArrayView("*")) {
        const std::optional<qint64> total = parseCount(totalText);
        if (!total)
            return std::nullopt;
        result.total = *total;
    }
    if (rangeText == QByteArrayView("*")) {
        if (result.total < 0)
            return std::nullopt;
        return result;
    }

    const qsizetype dash = rangeText.indexOf('-');
    if (dash < 0)
        return std::nullopt;
    const std::optional<qint64> first = parseCount(rangeText.first(dash));
    const std::optional<qint64> last = parseCount(rangeText.sliced(dash + 1));
    if (!first || !last || *last < *first || (result.total >= 0 && *last >= result.total))
        return std::nullopt;
    result.begin = *first;
    result.end = *last + 1;
    return result;
}

std::optional<qint64> parseContentLength(QByteArrayView value)
{
    std::optional<qint64> length;
    for (;;) {
        const qsizetype comma = value.indexOf(',');
        const std::optional<qint64> one = parseCount(trimOws(comma < 0 ? value : value.first(comma)));
        if (!one || (length && *length != *one))
            return std::nullopt;
        length = one;
        if (comma < 0)
            return length;
        value = value.sliced(comma + 1);
    }
}

} // namespace sluice::http
