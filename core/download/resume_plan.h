// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"
#include "core/error.h"
#include "core/http/headers.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace sluice::download {

/// How an answer can be tied to the bytes already held.
enum class Family {
    Http, ///< http, https: ranges, If-Range, Content-Range
    File, ///< ftp, ftps, sftp: an offset; only size and modification time tell versions apart
};

/// The family of a URL's scheme.
Family familyOf(const QString &url);

/// What an attempt asks for.
struct RequestPlan {
    Family family = Family::Http;
    qint64 fromByte = 0;               ///< 0 = the whole file, without a Range
    std::optional<QByteArray> ifRange; ///< value of If-Range; set exactly when Http and fromByte > 0
    bool nothingLeft = false;          ///< all bytes are held already: no request, go on to verification

    bool operator==(const RequestPlan &) const = default;
};

/// Plans the next attempt. Bytes are kept only where the rest can be tied to them: they begin at the start of the
/// file without a gap, and
/// - HTTP: a strong entity tag or a strong date came with them (RFC 9110 §13.1.5, §14.2), and they are not in a
///   content encoding that the server chose unasked, because a second encoding of the same bytes may differ;
/// - FTP, SFTP: the size and the modification time are known.
/// Everything else starts again at byte 0. Pure.
RequestPlan planRequest(const Part &part, Family family);

/// What an answer says about itself before its first body byte. Header fields are as sent and joined with ", "
/// where they came more than once, which makes repeated single-value fields invalid.
struct ResponseFacts {
    int status = 0; ///< HTTP status after redirects; 0 for other families
    QByteArray contentRange;
    QByteArray contentLength; ///< empty where Transfer-Encoding rules (RFC 9112 §6.3)
    QByteArray contentType;
    QByteArray contentEncoding;
    QByteArray etag;
    QByteArray lastModified; ///< File family: the modification time as text, any stable form
    QByteArray date;
    qint64 fileSize = -1;               ///< File family: bytes of the whole file as the server says, -1 = unknown
    std::optional<qint64> retryAfterMs; ///< parsed and clamped
};

/// Collects the facts of an HTTP answer. `nowMs` (ms since the epoch) is for Retry-After dates. Pure.
ResponseFacts factsOf(int status, const http::HeaderList &headers, qint64 nowMs);

/// The validator to keep with the bytes of this answer. Pure.
Validator validatorOf(const ResponseFacts &facts);

/// The body continues the bytes held.
struct Append {
    qint64 from = 0; ///< byte of the file at which the body begins: RequestPlan::fromByte
    qint64 end = -1; ///< one past the last byte the answer brings, at most the total; short of it, ask again
    qint64 total = -1;

    bool operator==(const Append &) const = default;
};

/// The body is the whole file: drop what is held, and take it.
struct StartOver {
    qint64 total = -1; ///< -1 = unknown

    bool operator==(const StartOver &) const = default;
};

/// The bytes held are the whole file; there is no body to take.
struct AlreadyComplete {
    qint64 total = 0;

    bool operator==(const AlreadyComplete &) const = default;
};

/// No byte of the body may be taken.
struct Refuse {
    ErrorKind kind = ErrorKind::Protocol;
    RetryClass retry = RetryClass::Never;
    bool restart = false; ///< the bytes held are worthless: drop them, the next attempt begins at 0
    QString detail;       ///< raw text, untranslated

    bool operator==(const Refuse &) const = default;
};

using Judgement = std::variant<Append, StartOver, AlreadyComplete, Refuse>;

/// Decides what to do with an answer, so that a file is never mixed from two versions. In doubt the file starts
/// again. The rules are with the code. Pure.
Judgement judgeResponse(const RequestPlan &plan, const Part &part, const ResponseFacts &facts);

} // namespace sluice::download
