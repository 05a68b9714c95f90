// SPDX-License-Identifier: MIT
#include "core/error.h"

#include <QLatin1StringView>

#include <array>
#include <utility>

namespace sluice {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array<std::pair<ErrorKind, QLatin1StringView>, 21> kNames{{
    {ErrorKind::NameResolution, "name-resolution"_L1},
    {ErrorKind::Connect, "connect"_L1},
    {ErrorKind::Tls, "tls"_L1},
    {ErrorKind::TimeoutConnect, "timeout-connect"_L1},
    {ErrorKind::TimeoutStall, "timeout-stall"_L1},
    {ErrorKind::TimeoutDeadline, "timeout-deadline"_L1},
    {ErrorKind::HttpStatus, "http-status"_L1},
    {ErrorKind::Protocol, "protocol"_L1},
    {ErrorKind::TooManyRedirects, "too-many-redirects"_L1},
    {ErrorKind::RedirectRefused, "redirect-refused"_L1},
    {ErrorKind::RangeRefused, "range-refused"_L1},
    {ErrorKind::ChangedOnServer, "changed-on-server"_L1},
    {ErrorKind::Truncated, "truncated"_L1},
    {ErrorKind::Checksum, "checksum"_L1},
    {ErrorKind::DiskFull, "disk-full"_L1},
    {ErrorKind::Disk, "disk"_L1},
    {ErrorKind::Name, "name"_L1},
    {ErrorKind::Cancelled, "cancelled"_L1},
    {ErrorKind::BadUrl, "bad-url"_L1},
    {ErrorKind::Unsupported, "unsupported"_L1},
    {ErrorKind::Internal, "internal"_L1},
}};

} // namespace

QString errorKindName(ErrorKind kind)
{
    for (const auto &[value, name] : kNames) {
        if (value == kind)
            return QString(name);
    }
    return QStringLiteral("internal");
}

std::optional<ErrorKind> errorKindFromName(QStringView name)
{
    for (const auto &[value, known] : kNames) {
        if (name == known)
            return value;
    }
    return std::nullopt;
}

RetryClass defaultRetryClass(ErrorKind kind, int httpStatus)
{
    switch (kind) {
    case ErrorKind::NameResolution:
    case ErrorKind::Connect:
    case ErrorKind::TimeoutConnect:
    case ErrorKind::TimeoutStall:
    case ErrorKind::Protocol:
    case ErrorKind::Truncated:
        return RetryClass::AfterBackoff;
    case ErrorKind::RangeRefused:
    case ErrorKind::ChangedOnServer:
        return RetryClass::Now;
    case ErrorKind::HttpStatus:
        switch (httpStatus) {
        case 408: // Request Timeout
        case 425: // Too Early
        case 429: // Too Many Requests
        case 500:
        case 502:
        case 503:
        case 504:
        case 507: // Insufficient Storage
            return RetryClass::AfterBackoff;
        default:
            return RetryClass::Never;
        }
    case ErrorKind::Tls:
    case ErrorKind::TimeoutDeadline:
    case ErrorKind::TooManyRedirects:
    case ErrorKind::RedirectRefused:
    case ErrorKind::Checksum:
    case ErrorKind::DiskFull:
    case ErrorKind::Disk:
    case ErrorKind::Name:
    case ErrorKind::Cancelled:
    case ErrorKind::BadUrl:
    case ErrorKind::Unsupported:
    case ErrorKind::Internal:
        return RetryClass::Never;
    }
    return RetryClass::Never;
}

} // namespace sluice
