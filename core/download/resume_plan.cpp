// SPDX-License-Identifier: MIT
#include "core/download/resume_plan.h"

#include "core/http/content_range.h"
#include "core/http/retry_after.h"
#include "core/http/validator.h"

namespace sluice::download {

namespace {

using namespace Qt::StringLiterals;

// Bytes held from the start of the file without a gap.
qint64 prefixOf(const Part &part)
{
    return !part.have.empty() && part.have.front().begin == 0 ? part.have.front().end : 0;
}

// "identity" is a synonym of no encoding (RFC 9110 §12.5.3, §8.4.1).
QByteArray encodingOf(const QByteArray &field)
{
    const QByteArray encoding = field.trimmed().toLower();
    return encoding == "identity" ? QByteArray() : encoding;
}

// The bytes held and the answer do not belong together. Trying again at once helps: it asks for the whole file.
Refuse mismatch(ErrorKind kind, const QString &detail)
{
    return {kind, RetryClass::Now, true, detail};
}

Refuse brokenAnswer(const QString &detail)
{
    return {ErrorKind::Protocol, defaultRetryClass(ErrorKind::Protocol), false, detail};
}

// Whether the answer carries the very validator that was sent as If-Range. RFC 9110 §15.3.7 has every 206 repeat the
// ETag; an answer without it comes from a server that may have ignored If-Range. An entity tag decides alone; without
// one the date must be the same to the letter (§13.1.5).
bool sameVersion(const RequestPlan &plan, const Part &part, const ResponseFacts &facts)
{
    if (!plan.ifRange)
        return false;
    if (http::isStrongEtag(*plan.ifRange))
        return facts.etag == *plan.ifRange;
    // A tag that was not there before is another representation, or another server.
    return facts.lastModified == *plan.ifRange && facts.etag == part.validator.etag;
}

// 200 (RFC 9110 §15.3.1), also to a range request: the server does not do ranges or the file has changed (§14.2), and
// the body is all of it. 203 (§15.3.4) is a 200 that a proxy has touched.
Judgement judgeWhole(const ResponseFacts &facts)
{
    if (facts.contentLength.isEmpty())
        return StartOver{-1};
    const std::optional<qint64> length = http::parseContentLength(facts.contentLength);
    // §8.6: an invalid length makes the end of the body unknowable.
    if (!length)
        return brokenAnswer(u"Content-Length: "_s + QString::fromLatin1(facts.contentLength));
    return StartOver{*length};
}

// 206 (RFC 9110 §15.3.7).
Judgement judgePartial(const RequestPlan &plan, const Part &part, const ResponseFacts &facts)
{
    // A 206 answers a Range, and none was sent. There is nothing to drop, and asking again the same way is all
    // that is left.
    if (plan.fromByte == 0)
        return brokenAnswer(u"206 without a Range in the request"_s);

    const QString range = u"Content-Range: "_s + QString::fromLatin1(facts.contentRange);
    // §15.3.7.2: not allowed for a single range, and it has its ranges inside the body.
    if (facts.contentType.trimmed().toLower().startsWith("multipart/byteranges"))
        return mismatch(ErrorKind::RangeRefused, u"multipart/byteranges"_s);
    // §14.4: an invalid Content-Range must not be combined with anything. §15.3.7.1: it must be there.
    const std::optional<http::ContentRange> got = http::parseContentRange(facts.contentRange);
    if (!got || !got->isRange() || got->begin != plan.fromByte)
        return mismatch(ErrorKind::RangeRefused, range);
    // Without a total in the answer or from before, nobody could tell when the file is complete.
    const qint64 total = got->total >= 0 ? got->total : part.total;
    if (total < 0)
        return mismatch(ErrorKind::RangeRefused, range);
    if ((part.total >= 0 && total != part.total) || got->end > total)
        return mismatch(ErrorKind::ChangedOnServer, range);
    if (!sameVersion(plan, part, facts))
        return mismatch(ErrorKind::ChangedOnServer,
            u"ETag: %1, Last-Modified: %2, If-Range: %3"_s.arg(QString::fromLatin1(facts.etag),
                QString::fromLatin1(facts.lastModified), QString::fromLatin1(plan.ifRange.value_or(QByteArray()))));
    // The bytes held are not encoded (see planRequest), so the rest must not be either.
    if (!encodingOf(facts.contentEncoding).isEmpty())
        return mismatch(
            ErrorKind::ChangedOnServer, u"Content-Encoding: "_s + QString::fromLatin1(facts.contentEncoding));
    // §15.3.7.1, §8.6: the length is that of the range.
    if (!facts.contentLength.isEmpty() && http::parseContentLength(facts.contentLength) != got->end - got->begin)
        return mismatch(ErrorKind::RangeRefused,
            QString(range % u", Content-Length: "_s % QString::fromLatin1(facts.contentLength)));
    return Append{got->begin, got->end, total};
}

// 416 (RFC 9110 §15.5.17): the range begins at or beyond the end of the file as it is now.
Judgement judgeUnsatisfied(const RequestPlan &plan, const Part &part, const ResponseFacts &facts)
{
    const std::optional<http::ContentRange> got = http::parseContentRange(facts.contentRange);
    if (got && !got->isRange() && got->total == plan.fromByte && (part.total < 0 || part.total == plan.fromByte)
        && sameVersion(plan, part, facts))
        return AlreadyComplete{plan.fromByte};
    return mismatch(ErrorKind::RangeRefused, u"416, Content-Range: "_s + QString::fromLatin1(facts.contentRange));
}

Judgement judgeHttp(const RequestPlan &plan, const Part &part, const ResponseFacts &facts)
{
    switch (facts.status) {
    case 200:
    case 203:
        return judgeWhole(facts);
    case 206:
        return judgePartial(plan, part, facts);
    case 416:
        if (plan.fromByte > 0)
            return judgeUnsatisfied(plan, part, facts);
        break;
    default:
        break;
    }
    // §15: a status outside 100 … 599 is no status, and 1xx is not the end of an answer.
    if (facts.status < 200 || facts.status > 599)
        return brokenAnswer(u"status %1"_s.arg(facts.status));
    // Everything else is no file: other 2xx report on something (201, 202, 204, 205, 207), 3xx was not followed or
    // answers a condition of the user's own (304), 4xx and 5xx are errors. Their bodies never get into a file, and
    // the bytes held stay as they are.
    return Refuse{ErrorKind::HttpStatus, defaultRetryClass(ErrorKind::HttpStatus, facts.status), false, {}};
}

// FTP and SFTP know no conditions: the offset was sent blindly, so a change shows here or never.
Judgement judgeFile(const RequestPlan &plan, const Part &part, const ResponseFacts &facts)
{
    if (plan.fromByte == 0)
        return StartOver{facts.fileSize};
    if (facts.fileSize != part.total || facts.lastModified != part.validator.lastModified)
        return mismatch(ErrorKind::ChangedOnServer,
            u"size %1, time %2"_s.arg(QString::number(facts.fileSize), QString::fromLatin1(facts.lastModified)));
    return Append{plan.fromByte, part.total, part.total};
}

} // namespace

Family familyOf(const QString &url)
{
    return url.startsWith("http:"_L1, Qt::CaseInsensitive) || url.startsWith("https:"_L1, Qt::CaseInsensitive)
        ? Family::Http
        : Family::File;
}

RequestPlan planRequest(const Part &part, Family family)
{
    RequestPlan plan;
    plan.family = family;
    const qint64 held = prefixOf(part);
    if (held <= 0 || part.path.isEmpty() || (part.total >= 0 && held > part.total))
        return plan;
    if (held == part.total) {
        plan.nothingLeft = true;
        return plan;
    }

    if (family == Family::File) {
        if (part.total > 0 && !part.validator.lastModified.isEmpty())
            plan.fromByte = held;
        return plan;
    }
    if (!encodingOf(part.validator.contentEncoding).isEmpty())
        return plan;
    plan.ifRange = http::ifRangeValue({part.validator.etag, part.validator.lastModified, part.validator.date});
    if (plan.ifRange)
        plan.fromByte = held;
    return plan;
}

ResponseFacts factsOf(int status, const http::HeaderList &headers, qint64 nowMs)
{
    ResponseFacts facts;
    facts.status = status;
    facts.contentRange = headers.combined("Content-Range");
    // RFC 9112 §6.3: Transfer-Encoding overrides Content-Length.
    if (!headers.contains("Transfer-Encoding"))
        facts.contentLength = headers.combined("Content-Length");
    facts.contentType = headers.combined("Content-Type");
    facts.contentEncoding = headers.combined("Content-Encoding");
    facts.etag = headers.combined("ETag");
    facts.lastModified = headers.combined("Last-Modified");
    facts.date = headers.combined("Date");
    facts.retryAfterMs = http::parseRetryAfter(headers.first("Retry-After").value_or(QByteArray()), nowMs);
    return facts;
}

Validator validatorOf(const ResponseFacts &facts)
{
    return {facts.etag, facts.lastModified, facts.date, encodingOf(facts.contentEncoding)};
}

Judgement judgeResponse(const RequestPlan &plan, const Part &part, const ResponseFacts &facts)
{
    return plan.family == Family::Http ? judgeHttp(plan, part, facts) : judgeFile(plan, part, facts);
}

} // namespace sluice::download
