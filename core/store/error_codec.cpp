// SPDX-License-Identifier: MIT
#include "core/store/error_codec.h"

namespace sluice::store {

namespace {

using namespace Qt::StringLiterals;

// Keys are never given another meaning.
enum Key {
    Kind = 0,
    Retry = 1,
    Url = 2,
    Host = 3,
    Status = 4,
    OsError = 5,
    Bytes = 6,
    Number = 7,
    RetryAfter = 8,
    Detail = 9
};

QLatin1StringView retryName(RetryClass retry)
{
    switch (retry) {
    case RetryClass::Now:
        return "now"_L1;
    case RetryClass::AfterBackoff:
        return "after-backoff"_L1;
    case RetryClass::Never:
        break;
    }
    return {}; // the default, left out
}

RetryClass retryFromName(QStringView name)
{
    if (name == "now"_L1)
        return RetryClass::Now;
    return name == "after-backoff"_L1 ? RetryClass::AfterBackoff : RetryClass::Never;
}

} // namespace

void writeError(cbor::Writer &out, const Error &error, WithKind withKind)
{
    out.beginMap();
    if (withKind == WithKind::Yes)
        out.field(Kind, errorKindName(error.kind));
    out.field(Retry, QString(retryName(error.retry)));
    out.field(Url, error.url);
    out.field(Host, error.host);
    out.field(Status, error.httpStatus);
    out.field(OsError, error.osError);
    out.field(Bytes, error.bytes);
    out.field(Number, error.attempt);
    out.field(RetryAfter, error.retryAfterMs);
    out.field(Detail, error.detail);
    out.endMap();
}

void readError(cbor::Reader &in, Error &error)
{
    QString kind;
    in.map([&](qint64 key) {
        switch (key) {
        case Kind:
            kind = in.text();
            break;
        case Retry:
            error.retry = retryFromName(in.text());
            break;
        case Url:
            error.url = in.text();
            break;
        case Host:
            error.host = in.text();
            break;
        case Status:
            error.httpStatus = in.smallInteger();
            break;
        case OsError:
            error.osError = in.smallInteger();
            break;
        case Bytes:
            error.bytes = in.integer();
            break;
        case Number:
            error.attempt = in.smallInteger();
            break;
        case RetryAfter:
            error.retryAfterMs = in.integer();
            break;
        case Detail:
            error.detail = in.text();
            break;
        default:
            in.skip();
        }
    });
    if (!kind.isEmpty())
        setKindByName(error, kind);
}

void setKindByName(Error &error, QStringView name)
{
    const auto kind = errorKindFromName(name);
    error.kind = kind.value_or(ErrorKind::Internal);
    if (!kind && error.detail.isEmpty())
        error.detail = name.toString();
}

} // namespace sluice::store
