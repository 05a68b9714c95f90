// SPDX-License-Identifier: MIT
#include "core/store/record_codec.h"

#include "core/store/cbor.h"
#include "core/store/error_codec.h"

#include <QMetaEnum>

#include <algorithm>

namespace sluice::store {

namespace {

using namespace Qt::StringLiterals;
using download::ByteRange;
using download::Checksum;
using download::Conflict;
using download::Part;
using download::Record;
using download::Request;

// Keys are never given another meaning.
namespace request_key {
enum {
    Headers = 0,
    Referer = 1,
    UserAgent = 2,
    Conflict = 3,
    Algorithm = 4,
    Digest = 5,
    ConnectTimeout = 6,
    StallTimeout = 7,
    Deadline = 8,
    Retries = 9,
    RetryWait = 10
};
} // namespace request_key
namespace part_key {
enum { Path = 0, Total = 1, Have = 2, Etag = 3, LastModified = 4, Date = 5, Encoding = 6, FinalName = 7 };
} // namespace part_key

QString conflictName(Conflict conflict)
{
    switch (conflict) {
    case Conflict::Rename:
        break; // the default, left out
    case Conflict::Overwrite:
        return u"overwrite"_s;
    case Conflict::Skip:
        return u"skip"_s;
    }
    return {};
}

Conflict conflictFromName(QStringView name)
{
    if (name == "overwrite"_L1)
        return Conflict::Overwrite;
    return name == "skip"_L1 ? Conflict::Skip : Conflict::Rename;
}

QMetaEnum algorithms()
{
    return QMetaEnum::fromType<QCryptographicHash::Algorithm>();
}

/// The request with only what has a column of its own.
Request columnsOf(const Request &request)
{
    Request columns;
    columns.url = request.url;
    columns.folder = request.folder;
    columns.fileName = request.fileName;
    return columns;
}

bool trustworthy(const std::vector<ByteRange> &ranges, qint64 total)
{
    qint64 last = 0;
    for (const ByteRange &range : ranges) {
        if (range.begin < last || range.end <= range.begin)
            return false;
        last = range.end;
    }
    return total < 0 || last <= total;
}

} // namespace

QByteArray encodeRequest(const Request &request)
{
    if (request == columnsOf(request))
        return {};
    cbor::Writer out;
    out.beginMap();
    if (!request.headers.isEmpty()) {
        out.integer(request_key::Headers);
        out.beginArray(request.headers.size());
        for (const QByteArray &header : request.headers)
            out.bytes(header);
    }
    out.field(request_key::Referer, request.referer);
    out.field(request_key::UserAgent, request.userAgent);
    out.field(request_key::Conflict, conflictName(request.conflict));
    if (request.checksum) {
        // Always both, so that a checksum with an empty digest stays a checksum.
        out.integer(request_key::Algorithm);
        out.text(QString::fromLatin1(algorithms().valueToKey(request.checksum->algorithm)));
        out.integer(request_key::Digest);
        out.bytes(request.checksum->digest);
    }
    out.field(request_key::ConnectTimeout, request.overrides.connectTimeoutMs);
    out.field(request_key::StallTimeout, request.overrides.stallTimeoutMs);
    out.field(request_key::Deadline, request.overrides.deadlineMs);
    out.field(request_key::Retries, request.overrides.retries);
    out.field(request_key::RetryWait, request.overrides.retryWaitMs);
    out.endMap();
    return out.take();
}

bool decodeRequest(QByteArrayView encoded, Request &request)
{
    if (encoded.isEmpty())
        return true;
    Request read = columnsOf(request);
    std::optional<QString> algorithm;
    QByteArray digest;
    cbor::Reader in(encoded);
    in.map([&](qint64 key) {
        switch (key) {
        case request_key::Headers:
            in.array([&] { read.headers.append(in.bytes()); });
            break;
        case request_key::Referer:
            read.referer = in.text();
            break;
        case request_key::UserAgent:
            read.userAgent = in.text();
            break;
        case request_key::Conflict:
            read.conflict = conflictFromName(in.text());
            break;
        case request_key::Algorithm:
            algorithm = in.text();
            break;
        case request_key::Digest:
            digest = in.bytes();
            break;
        case request_key::ConnectTimeout:
            read.overrides.connectTimeoutMs = in.smallInteger();
            break;
        case request_key::StallTimeout:
            read.overrides.stallTimeoutMs = in.smallInteger();
            break;
        case request_key::Deadline:
            read.overrides.deadlineMs = in.integer();
            break;
        case request_key::Retries:
            read.overrides.retries = in.smallInteger();
            break;
        case request_key::RetryWait:
            read.overrides.retryWaitMs = in.smallInteger();
            break;
        default:
            in.skip();
        }
    });
    if (algorithm) {
        bool known = false;
        const int value = algorithms().keyToValue(algorithm->toLatin1().constData(), &known);
        if (!known)
            return false;
        read.checksum = Checksum{QCryptographicHash::Algorithm(value), digest};
    }
    if (!in.ok())
        return false;
    request = std::move(read);
    return true;
}

QByteArray encodePart(const Part &part)
{
    if (part == Part())
        return {};
    cbor::Writer out;
    out.beginMap();
    out.field(part_key::Path, part.path);
    if (part.total >= 0) {
        out.integer(part_key::Total);
        out.integer(part.total);
    }
    if (!part.have.empty()) {
        out.integer(part_key::Have);
        out.beginArray(2 * qsizetype(part.have.size()));
        for (const ByteRange &range : part.have) {
            out.integer(range.begin);
            out.integer(range.end);
        }
    }
    out.field(part_key::Etag, part.validator.etag);
    out.field(part_key::LastModified, part.validator.lastModified);
    out.field(part_key::Date, part.validator.date);
    out.field(part_key::Encoding, part.validator.contentEncoding);
    out.field(part_key::FinalName, part.finalName);
    out.endMap();
    return out.take();
}

bool decodePart(QByteArrayView encoded, Part &part)
{
    part = {};
    if (encoded.isEmpty())
        return true;
    Part read;
    std::vector<qint64> bounds;
    cbor::Reader in(encoded);
    in.map([&](qint64 key) {
        switch (key) {
        case part_key::Path:
            read.path = in.text();
            break;
        case part_key::Total:
            read.total = std::max<qint64>(in.integer(), -1);
            break;
        case part_key::Have:
            in.array([&] { bounds.push_back(in.integer()); });
            break;
        case part_key::Etag:
            read.validator.etag = in.bytes();
            break;
        case part_key::LastModified:
            read.validator.lastModified = in.bytes();
            break;
        case part_key::Date:
            read.validator.date = in.bytes();
            break;
        case part_key::Encoding:
            read.validator.contentEncoding = in.bytes();
            break;
        case part_key::FinalName:
            read.finalName = in.text();
            break;
        default:
            in.skip();
        }
    });
    if (!in.ok())
        return false;
    for (size_t i = 0; i + 1 < bounds.size(); i += 2)
        read.have.push_back({bounds[i], bounds[i + 1]});
    if (bounds.size() % 2 != 0 || !trustworthy(read.have, read.total))
        read.have.clear();
    part = std::move(read);
    return true;
}

} // namespace sluice::store
