// SPDX-License-Identifier: MIT
#include "app/demo/http_request.h"

#include <algorithm>

namespace sluice::demo {

namespace {

/// Digits only: toLongLong() would take signs and spaces.
std::optional<qint64> number(const QByteArray &text)
{
    const auto isDigit = [](char c) {
        return c >= '0' && c <= '9';
    };
    bool ok = !text.isEmpty() && std::ranges::all_of(text, isDigit);
    const qint64 value = ok ? text.toLongLong(&ok) : 0;
    return ok ? std::optional(value) : std::nullopt;
}

QString pathOf(QByteArray target)
{
    // A client that takes us for its proxy sends the whole URL.
    if (const qsizetype scheme = target.indexOf("://"); scheme > 0 && !target.startsWith('/')) {
        const qsizetype slash = target.indexOf('/', scheme + 3);
        target = slash < 0 ? QByteArrayLiteral("/") : target.mid(slash);
    }
    if (const qsizetype query = target.indexOf('?'); query >= 0) {
        target.truncate(query);
    }
    return QString::fromUtf8(QByteArray::fromPercentEncoding(target));
}

/// One "a-b", "a-" or "-n". Nothing if it is malformed; an empty interval if it lies outside the file.
std::optional<Interval> resolveOne(const QByteArray &spec, qint64 size)
{
    const qsizetype dash = spec.indexOf('-');
    if (dash < 0) {
        return std::nullopt;
    }
    const QByteArray left = spec.left(dash);
    const QByteArray right = spec.mid(dash + 1);
    const std::optional<qint64> first = number(left);
    const std::optional<qint64> last = number(right);
    if ((!left.isEmpty() && !first) || (!right.isEmpty() && !last) || (!first && !last)) {
        return std::nullopt;
    }
    if (!first) {
        return Interval{std::max<qint64>(0, size - *last), size};
    }
    if (last && *last < *first) {
        return std::nullopt;
    }
    if (*first >= size) {
        return Interval{};
    }
    return Interval{*first, last ? std::min(*last, size - 1) + 1 : size};
}

} // namespace

QByteArray RequestHead::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

std::optional<RequestHead> parseRequestHead(const QByteArray &text)
{
    const QList<QByteArray> lines = text.split('\n');
    const QList<QByteArray> words = lines.constFirst().trimmed().split(' ');
    if (words.size() != 3 || words[0].isEmpty() || words[1].isEmpty() || !words[2].startsWith("HTTP/1.")) {
        return std::nullopt;
    }
    RequestHead head{.method = words[0], .target = words[1], .path = pathOf(words[1]), .headers = {}};
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0) {
            return std::nullopt;
        }
        head.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    const QByteArray connection = head.header("Connection").toLower();
    head.keepAlive = words[2] == "HTTP/1.1" ? !connection.contains("close") : connection.contains("keep-alive");
    return head;
}

bool looksLikeHttp(QByteArrayView bytes)
{
    return bytes.isEmpty() || (bytes[0] >= 'A' && bytes[0] <= 'Z');
}

RangeChoice resolveRange(const QByteArray &header, qint64 size)
{
    const QByteArray unit = "bytes=";
    if (!header.startsWith(unit)) {
        return {};
    }
    RangeChoice choice{.kind = RangeChoice::Kind::Unsatisfiable, .ranges = {}};
    for (const QByteArray &spec : header.mid(unit.size()).split(',')) {
        const std::optional<Interval> range = resolveOne(spec.trimmed(), size);
        if (!range) {
            return {};
        }
        if (range->begin < range->end) {
            choice.kind = RangeChoice::Kind::Some;
            choice.ranges.push_back(*range);
        }
    }
    return choice;
}

} // namespace sluice::demo
