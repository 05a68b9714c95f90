// SPDX-License-Identifier: MIT
#include "core/http/redirect.h"

#include "core/http/url.h"
#include "core/http/url_parts.h"

namespace sluice::http {

using namespace Qt::StringLiterals;

namespace {

Error refusal(ErrorKind kind, const ResponseHead &head, const QString &detail)
{
    Error error;
    error.kind = kind;
    error.retry = RetryClass::Never;
    error.url = withoutUserInfo(head.url);
    error.host = hostLabel(head.url);
    error.httpStatus = head.status;
    error.detail = detail;
    return error;
}

bool mayFollowToOtherOrigin(const QByteArray &line)
{
    const auto header = parseHeaderLine(line);
    if (!header)
        return false;
    const QByteArray name = header->name.toLower();
    return name == "accept" || name == "accept-language";
}

bool isAllowedScheme(const QString &url)
{
    return url.startsWith("http:"_L1) || url.startsWith("https:"_L1) || url.startsWith("ftp:"_L1)
        || url.startsWith("ftps:"_L1);
}

} // namespace

bool isRedirect(const ResponseHead &head)
{
    switch (head.status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
        return !head.headers.first("location").value_or(QByteArray()).isEmpty();
    default:
        return false;
    }
}

std::expected<Request, Error> planRedirect(const Request &request, const ResponseHead &head, int hop)
{
    const QByteArray location = head.headers.first("location").value_or(QByteArray());
    if (hop > kMaxRedirects) {
        return std::unexpected(
            refusal(ErrorKind::TooManyRedirects, head, u"more than %1 redirects"_s.arg(kMaxRedirects)));
    }
    const auto target = resolveLocation(head.url, location);
    if (!target || !isAllowedScheme(*target)) {
        return std::unexpected(
            refusal(ErrorKind::RedirectRefused, head, u"Location: "_s + QString::fromUtf8(location.left(500))));
    }
    Request next = request;
    next.url = *target;
    if (sameOrigin(head.url, *target)) {
        // A Location rarely repeats the user information; within the origin the first request's holds.
        auto to = parseUrl(*target, Leniency::Reference);
        const auto from = parseUrl(request.url, Leniency::Reference);
        if (to && from && to->userInfo.isEmpty()) {
            to->userInfo = from->userInfo;
            next.url = to->toString();
        }
        return next;
    }
    next.headers.removeIf([](const QByteArray &line) { return !mayFollowToOtherOrigin(line); });
    next.referer.clear();
    return next;
}

} // namespace sluice::http
