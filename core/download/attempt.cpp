// SPDX-License-Identifier: MIT
#include "core/download/attempt.h"

#include "core/async/offload.h"
#include "core/download/naming/safe_name.h"
#include "core/download/verify.h"
#include "core/http/url.h"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace sluice::download {

using namespace Qt::StringLiterals;

namespace {

http::Request buildRequest(
    const Request &request, const Settings &settings, const Policy &policy, const RequestPlan &plan)
{
    http::Request built;
    built.url = request.url;
    built.fromByte = plan.fromByte;
    built.ifRange = plan.ifRange.value_or(QByteArray());
    built.headers = request.headers;
    built.referer = request.referer.toUtf8();
    built.userAgent = (!request.userAgent.isEmpty() ? request.userAgent
            : settings.userAgent.isEmpty()          ? u"Sluice/" SLUICE_VERSION ""_s
                                                    : settings.userAgent)
                          .toUtf8();
    built.connectTimeoutMs = policy.connectTimeoutMs;
    built.stallTimeoutMs = policy.stallTimeoutMs;
    built.proxy = settings.proxy.toUtf8();
    built.cookieFile = settings.cookieFile.toUtf8();
    built.caFile = settings.caFile.toUtf8();
    built.insecure = settings.insecure;
    return built;
}

Attempt &beginAttempt(Record &record, const Settings &settings, const RequestPlan &plan, qint64 nowMs)
{
    if (record.attempts.size() >= kMaxAttempts)
        record.attempts.erase(record.attempts.begin());
    Attempt attempt;
    attempt.number = record.attempts.empty() ? 1 : record.attempts.back().number + 1;
    attempt.startedMs = nowMs;
    attempt.url = http::withoutUserInfo(record.request.url);
    attempt.insecure = settings.insecure;
    attempt.fromByte = plan.fromByte;
    return record.attempts.emplace_back(std::move(attempt));
}

void noteAnswer(Attempt &attempt, const http::ResponseHead &head, const http::Stamps &stamps)
{
    attempt.phases.queued = stamps.queued;
    attempt.phases.nameResolved = stamps.nameResolved;
    attempt.phases.connected = stamps.connected;
    attempt.phases.tlsDone = stamps.tlsDone;
    attempt.phases.requestSent = stamps.requestSent;
    attempt.phases.firstHeader = stamps.firstHeader;
    attempt.phases.firstByte = stamps.firstByte;
    attempt.phases.ended = stamps.ended;
    attempt.url = http::withoutUserInfo(head.url);
    attempt.address = head.address;
    attempt.httpVersion = QString::fromLatin1(head.version);
    attempt.reusedConnection = head.reused;
    attempt.httpStatus = head.status;
}

void endAttempt(
    Attempt &attempt, const http::FetchResult &result, const BodyWriter &body, qint64 received, qint64 nowMs)
{
    attempt.endedMs = nowMs;
    attempt.fromByte = std::max<qint64>(body.from(), 0);
    attempt.bytes = body.from() >= 0 ? received - body.from() : 0;
    if (result.head.url.isEmpty())
        return; // stopped: nothing more is known
    noteAnswer(attempt, result.head, result.stamps);
}

void forgetPart(Part &part)
{
    part.have.clear();
    part.total = -1;
    part.validator = Validator();
}

void keepBytes(Part &part, qint64 written)
{
    part.have.clear();
    if (written > 0)
        part.have.push_back({0, written});
}

/// Where the stream put the part file, once the disk has answered.
void noteNames(Part &part, const PartStream &stream)
{
    if (!stream.names())
        return;
    part.path = stream.names()->partPath;
    part.finalName = stream.names()->finalName;
}

Error shortBody(const Part &part, qint64 written)
{
    Error error;
    error.kind = ErrorKind::Truncated;
    error.retry = RetryClass::AfterBackoff;
    error.detail = u"%1 of %2 bytes came"_s.arg(written).arg(part.total);
    return error;
}

/// Verification, decoding and the rename, once the body has ended well. After a failure or a stop `part` says what is
/// worth keeping.
async::Task<std::expected<QString, Error>> finishFile(
    Environment *environment, Download *download, PartStream *stream, std::stop_token stop)
{
    Record &record = download->record;
    Part &part = record.part;
    if (record.request.checksum || !part.validator.contentEncoding.isEmpty()) {
        // Only who has to look into the file waits for it; else publishing comes behind the last byte by itself.
        const auto settled = co_await stream->settle(false);
        noteNames(part, *stream);
        keepBytes(part, stream->written());
        if (!settled)
            co_return std::unexpected(settled.error());
        part.total = stream->written();
    }
    if (shouldDecode(part.validator.contentEncoding, part.finalName)) {
        const auto decoded = co_await stream->decode();
        if (!decoded) {
            if (decoded.error().kind == ErrorKind::Protocol)
                forgetPart(part);
            co_return std::unexpected(decoded.error());
        }
        part.validator.contentEncoding.clear();
        part.total = stream->written();
        keepBytes(part, part.total);
    }
    if (record.request.checksum) {
        auto verification = async::offload(
            &environment->pool,
            [path = part.path, checksum = *record.request.checksum](
                const std::stop_token &token) { return verifyChecksum(path, checksum, token); },
            stop);
        auto verified = co_await verification;
        if (!verified) {
            if (verified.error().kind == ErrorKind::Checksum)
                forgetPart(part);
            co_return std::unexpected(std::move(verified.error()));
        }
    }
    auto published = co_await stream->publish(record.request.folder, part.finalName, record.request.conflict);
    noteNames(part, *stream);
    keepBytes(part, stream->written());
    if (published)
        part.total = stream->written();
    co_return published;
}

/// An attempt that ended before anything was asked of the server.
AttemptEnd endedEarly(const Record &record, Error error)
{
    error.url = http::withoutUserInfo(record.request.url);
    error.host = http::hostLabel(record.request.url);
    error.bytes = record.part.bytes();
    AttemptEnd end;
    end.skipped = error.osError == EEXIST && record.request.conflict == Conflict::Skip;
    end.error = std::move(error);
    return end;
}

/// Why the name the user chose cannot be used; nothing when it can.
std::optional<Error> refuseName(const Request &request)
{
    if (request.fileName.isEmpty())
        return std::nullopt;
    const auto checked = checkUserName(request.fileName);
    if (checked)
        return std::nullopt;
    Error error;
    error.kind = ErrorKind::Name;
    error.detail = request.fileName + u": "_s + nameProblemText(checked.error());
    return error;
}

} // namespace

async::Task<AttemptEnd> runAttempt(Environment *environment, Host *host, Download *download, async::Permit *permit,
    Policy policy, std::stop_token stop)
{
    Record &record = download->record;
    Part &part = record.part;
    if (auto refused = refuseName(record.request))
        co_return endedEarly(record, std::move(*refused));
    RequestPlan plan = planRequest(part, familyOf(record.request.url));
    std::shared_ptr<VolumeWriter> writer = environment->writers.known(record.request.folder);
    if (!writer) {
        auto lookUp = environment->writers.forFolder(record.request.folder, VolumeWriters::Missing::Create, stop);
        writer = co_await lookUp;
    }
    PartStream stream(writer);
    download->meter.received = plan.fromByte;
    download->meter.lastByte = async::Clock::now();

    if (plan.fromByte > 0 || plan.nothingLeft) {
        stream.reopen(part.path, part.bytes());
        const auto opened = co_await stream.settle(false);
        if (!opened && opened.error().osError == EWOULDBLOCK)
            co_return endedEarly(record, opened.error());
        if (!opened) {
            // Gone, or shorter than it should be: what the record says of it is void.
            forgetPart(part);
            part.path.clear();
            Error lost = opened.error();
            lost.retry = RetryClass::Now;
            co_return endedEarly(record, std::move(lost));
        }
    } else if (!part.path.isEmpty()) {
        // Bytes that cannot be continued: the old part file goes before a new one is named.
        PartStream old(writer);
        old.reopen(part.path, 0);
        static_cast<void>(co_await old.discard()); // whether it was still there does not matter
        part.path.clear();
        forgetPart(part);
    }
    if (part.path.isEmpty() && record.request.conflict == Conflict::Skip && !record.request.fileName.isEmpty()) {
        const auto isFree = co_await stream.checkFree(record.request.folder, record.request.fileName);
        if (!isFree) {
            part.finalName = record.request.fileName;
            co_return endedEarly(record, isFree.error());
        }
    }

    http::FetchResult result;
    AttemptEnd end;
    bool stopped = false;
    if (!plan.nothingLeft) {
        Attempt &opening = beginAttempt(record, host->settings(), plan, environment->nowMs());
        const int number = opening.number;
        host->recordChanged(*download);
        BodyWriter::Callbacks callbacks;
        callbacks.headCame = [host, download](const http::ResponseHead &head) {
            noteAnswer(download->record.attempts.back(), head, head.stamps);
            host->answered(*download, head);
            host->recordChanged(*download);
        };
        callbacks.stepped = [host, download](const http::Step &step) {
            host->stepped(*download, step);
        };
        callbacks.bytesCame = [host, download, nowMs = environment->nowMs] {
            if (download->record.state == State::Receiving)
                return;
            qint64 &firstByte = download->record.attempts.back().phases.firstByte;
            if (firstByte == 0)
                firstByte = nowMs();
            host->happened(*download, Event::FirstByte, WaitReason::None, 0);
        };
        callbacks.partChanged = [host, download] {
            host->recordChanged(*download);
        };
        callbacks.nowMs = environment->nowMs;
        BodyWriter body(record.request, part, plan, stream, download->meter, std::move(callbacks));
        const http::Request request = buildRequest(record.request, host->settings(), policy, plan);
        host->requested(*download, request);
        try {
            result = co_await environment->client.fetch(request, &body, stop);
        } catch (const async::Stopped &) {
            stopped = true;
        }
        body.flush();
        // Whatever ended the transfer: the bytes that came are kept, unless they turned out void. A complete small
        // file needs no such wait; publishing it waits for all.
        const bool complete = !stopped && !result.error && (part.total < 0 || download->meter.received == part.total);
        if (!complete || body.alreadyComplete() || stream.error()) {
            const auto settled = co_await stream.settle(stopped);
            if (!settled && !stopped)
                result.error = settled.error();
            else if (body.defect())
                result.error = body.defect();
            keepBytes(part, stream.written());
        }
        noteNames(part, stream);
        Attempt &attempt = record.attempts.back();
        Q_ASSERT(attempt.number == number);
        static_cast<void>(number);
        endAttempt(attempt, result, body, download->meter.received, environment->nowMs());
        if (stopped) {
            host->recordChanged(*download);
            co_await stream.close();
            throw async::Stopped();
        }
        // An FTP server that does not know REST says so before there is a head to judge.
        if (body.restart() || (result.error && result.error->kind == ErrorKind::RangeRefused))
            forgetPart(part);
        if (!result.error && !complete && !body.alreadyComplete())
            result.error = shortBody(part, stream.written());
        if (result.error) {
            end.error = std::move(result.error);
            end.error->attempt = attempt.number;
            end.error->bytes = part.bytes();
            if (end.error->url.isEmpty()) {
                end.error->url = attempt.url;
                end.error->host = http::hostLabel(attempt.url);
            }
            end.skipped = end.error->kind == ErrorKind::Name && end.error->osError == EEXIST
                && record.request.conflict == Conflict::Skip;
            if (!end.skipped)
                attempt.error = end.error;
            co_return end;
        }
    }

    if (host->leavesSlot(*download))
        permit->release();
    std::expected<QString, Error> published;
    try {
        published = co_await finishFile(environment, download, &stream, stop);
    } catch (const async::Stopped &) {
        stopped = true; // a handler may not await
    }
    if (stopped) {
        host->recordChanged(*download);
        co_await stream.close();
        throw async::Stopped();
    }
    if (!published) {
        end.error = std::move(published.error());
        end.error->url = http::withoutUserInfo(record.request.url);
        end.error->host = http::hostLabel(record.request.url);
        end.error->bytes = part.bytes();
        end.skipped = end.error->osError == EEXIST && record.request.conflict == Conflict::Skip;
        if (end.skipped)
            static_cast<void>(co_await stream.discard()); // left over at worst
        if (!record.attempts.empty()) {
            end.error->attempt = record.attempts.back().number;
            if (!end.skipped)
                record.attempts.back().error = end.error;
        }
        co_return end;
    }
    part.path.clear();
    record.finalPath = *published;
    part.finalName = published->sliced(published->lastIndexOf(u'/') + 1);
    co_return end;
}

} // namespace sluice::download
