// SPDX-License-Identifier: MIT
#include "core/http/request_headers.h"

#include "core/http/url.h"

#include <QUrl>

#include <algorithm>
#include <utility>

namespace sluice::http {

using namespace Qt::StringLiterals;

namespace {

void put(std::vector<Header> &headers, QByteArray name, QByteArray value)
{
    std::erase_if(headers, [&name](const Header &known) { return known.name.compare(name, Qt::CaseInsensitive) == 0; });
    headers.push_back({std::move(name), std::move(value)});
}

/// A line of the user's, as libcurl reads it: "Name: value" replaces its own, "Name:" takes it away, "Name;" sends it
/// empty (CURLOPT_HTTPHEADER).
void putLine(std::vector<Header> &headers, const QByteArray &line)
{
    const auto colon = line.indexOf(':');
    if (colon < 0) {
        if (line.trimmed().endsWith(';'))
            put(headers, line.trimmed().chopped(1), {});
        return;
    }
    const QByteArray name = line.first(colon).trimmed();
    const QByteArray value = line.sliced(colon + 1).trimmed();
    put(headers, name, value);
    if (value.isEmpty())
        headers.pop_back();
}

} // namespace

std::vector<Header> requestHeaders(const Request &request)
{
    std::vector<Header> headers;
    if (!request.url.startsWith("http"_L1))
        return headers;
    headers.reserve(8);
    headers.push_back({QByteArrayLiteral("Host"), hostLabel(request.url).toUtf8()});
    const qsizetype authorityEnd = request.url.indexOf(u'/', 8);
    if (QStringView(request.url).first(authorityEnd < 0 ? request.url.size() : authorityEnd).contains(u'@')) {
        const QUrl url(request.url);
        const QString user = url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded);
        headers.push_back({QByteArrayLiteral("Authorization"), "Basic " + user.toUtf8().toBase64()});
    }
    if (request.fromByte > 0)
        headers.push_back({QByteArrayLiteral("Range"), "bytes=" + QByteArray::number(request.fromByte) + '-'});
    headers.push_back({QByteArrayLiteral("User-Agent"), request.userAgent});
    headers.push_back({QByteArrayLiteral("Accept"), QByteArrayLiteral("*/*")});
    if (!request.referer.isEmpty())
        headers.push_back({QByteArrayLiteral("Referer"), request.referer});
    if (request.fromByte > 0 && !request.ifRange.isEmpty())
        headers.push_back({QByteArrayLiteral("If-Range"), request.ifRange});
    headers.push_back({QByteArrayLiteral("Accept-Encoding"), QByteArrayLiteral("identity")});
    for (const QByteArray &line : request.headers)
        putLine(headers, line);
    return headers;
}

} // namespace sluice::http
