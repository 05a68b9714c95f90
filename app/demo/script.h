// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <optional>
#include <vector>

namespace sluice::demo {

/// What happens in place of, or within, the head of an answer.
enum class Opening {
    Reply,                ///< an answer as the rest of the script says
    Silent,               ///< nothing at all, until the client leaves
    Close,                ///< the connection ends without a byte
    Reset,                ///< as Close, with a TCP reset
    Garbage,              ///< bytes that are no HTTP, then the end
    EndlessHeaders,       ///< header lines that never stop (up to kEndlessBytes, then the end)
    EndlessInformational, ///< 103 answers that never stop (up to kEndlessBytes, then the end)
    HugeHeader,           ///< one header line of kHugeHeaderBytes, then the answer
};
inline constexpr qint64 kEndlessBytes = 64 * 1024 * 1024;
inline constexpr qint64 kHugeHeaderBytes = 1024 * 1024;

/// How the server treats a Range header (RFC 9110 §14). It counts for scripts of status 200 alone.
enum class Ranges {
    Honour,         ///< 206 or 416, with If-Range as RFC 9110 §13.1.5 says
    Ignore,         ///< no Accept-Ranges, always the whole file
    Pretend,        ///< Accept-Ranges: bytes, and still always the whole file
    Refuse,         ///< 416 for every range
    IgnoreIfRange,  ///< 206 even when the validator in If-Range is stale
    WrongOffset,    ///< 206 that begins at byte 0 instead, and says so
    WrongTotal,     ///< 206 whose Content-Range names one byte more than there is
    OtherEtag,      ///< 206 with another ETag than the whole file has
    NoContentRange, ///< 206 without Content-Range
    Short,          ///< 206 for the first half of the range only, and says so
    Multipart,      ///< 206 as multipart/byteranges, even for one range
};

/// How the end of the body is marked (RFC 9112 §6).
enum class Framing {
    Length,       ///< Content-Length
    Chunked,      ///< chunks, properly ended
    ChunkedBad,   ///< the second chunk has a size that is no number
    ChunkedHuge,  ///< the second chunk has a size beyond 64 bits
    ChunkedNoEnd, ///< the connection ends without the last chunk
    UntilClose,   ///< no length at all; the end of the connection ends the body
};

/// How one request is answered. A plain value for designated initialisers: `{.size = 1000, .etag = "\"a\""}`.
/// Unless said otherwise a count of bytes is a count of body bytes of this one answer, chunk framing left out.
struct Script {
    Opening opening = Opening::Reply;
    int status = 200;
    QList<QByteArray> headers = {}; ///< extra lines, "Name: value"; sent as they are
    bool http10 = false;            ///< HTTP/1.0 in the status line; the connection closes
    bool closeConnection = false;   ///< Connection: close, and does

    // The file.
    qint64 size = 0;                               ///< of the pattern, see pattern.h
    std::optional<quint64> seed = std::nullopt;    ///< of the pattern; nothing = patternSeed(path of the request)
    std::optional<QByteArray> body = std::nullopt; ///< these bytes instead of the pattern
    QByteArray contentType = "application/octet-stream";
    QByteArray contentDisposition = {};
    bool gzip = false;            ///< sent compressed, with Content-Encoding: gzip, asked or not; in memory
    QByteArray etag = {};         ///< with its quotes; empty = none
    QByteArray lastModified = {}; ///< empty = none; see httpDate()
    int changeAfterRequests = 0;  ///< n > 0: from request n + 1 on another file: other validators, other seed

    // Ranges and framing.
    Ranges ranges = Ranges::Honour;
    Framing framing = Framing::Length;
    std::optional<QByteArray> contentLength = std::nullopt; ///< sent as Content-Length instead of the truth
    qint64 extraBytes = 0;                                  ///< sent beyond the declared length, then the end

    // Time, in milliseconds and bytes a second.
    int delayBeforeHeadMs = 0;
    int delayBeforeFirstByteMs = 0; ///< between head and body
    qint64 bytesPerSecond = 0;      ///< 0 = as fast as the client takes it

    // Trouble on the way.
    std::optional<qint64> stallAfterBytes = std::nullopt; ///< then silence …
    int stallForMs = 0;                                   ///< … for so long; 0 = until the client leaves
    std::optional<qint64> resetAfterBytes = std::nullopt; ///< TCP reset once the client's system has them
    std::optional<qint64> closeAfterBytes = std::nullopt; ///< an orderly end, too early

    // Redirects: a status of 3xx with `location`, sent as it is (relative, another scheme, nonsense). "{n}" in it
    // becomes the number of the request to this path, "{port}" the server's port. Empty = no Location.
    QByteArray location = {};

    QByteArray basicAuth = {};  ///< "user:password"; without these credentials the answer is 401
    QByteArray retryAfter = {}; ///< value of Retry-After; seconds, a date or nonsense
};

/// A status without a file: {404}, {503, "6"}, ….
Script failure(int status, const QByteArray &retryAfter = {});

/// A redirect with this status.
Script redirect(int status, const QByteArray &location);

/// `times` answers by `first`, then `then` for ever.
std::vector<Script> failFirst(int times, const Script &first, const Script &then);

/// IMF-fixdate (RFC 9110 §5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
QByteArray httpDate(const QDateTime &time);

/// The standard phrase of a status, "Unknown" if it has none here.
QByteArray reasonPhrase(int status);

} // namespace sluice::demo
