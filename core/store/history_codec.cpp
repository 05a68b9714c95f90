// SPDX-License-Identifier: MIT
#include "core/store/cbor.h"
#include "core/store/error_codec.h"
#include "core/store/record_codec.h"

#include <array>

namespace sluice::store {

namespace {

using download::Attempt;
using download::Phases;
using download::Record;

// Keys are never given another meaning.
enum HistoryKey { LastError = 0, Attempts = 1 };
enum AttemptKey {
    Number = 0,
    Started = 1,
    Ended = 2,
    Url = 3,
    SameUrl = 4,
    Address = 5,
    HttpVersion = 6,
    Reused = 7,
    Insecure = 8,
    Status = 9,
    FromByte = 10,
    Bytes = 11,
    AttemptError = 12,
    NextTry = 13,
    FirstPhase = 16, ///< and one more for each entry of kPhases
};

constexpr std::array<qint64 Phases::*, 8> kPhases{&Phases::queued, &Phases::nameResolved, &Phases::connected,
    &Phases::tlsDone, &Phases::requestSent, &Phases::firstHeader, &Phases::firstByte, &Phases::ended};

/// Stamps are stored as distances from the attempt's start, two or three bytes instead of nine. Any two
/// values must survive, so the difference wraps.
qint64 distance(qint64 stamp, qint64 from)
{
    return qint64(quint64(stamp) - quint64(from));
}

qint64 stampAt(qint64 distance, qint64 from)
{
    return qint64(quint64(distance) + quint64(from));
}

void writeStamp(cbor::Writer &out, int key, qint64 stamp, qint64 from)
{
    // 0 is "did not happen" and left out; a distance of 0 is a stamp and is not.
    if (stamp != 0) {
        out.integer(key);
        out.integer(distance(stamp, from));
    }
}

void writeAttempt(cbor::Writer &out, const Attempt &attempt, const QString &requestUrl)
{
    out.beginMap();
    out.field(Number, attempt.number);
    out.field(Started, attempt.startedMs);
    writeStamp(out, Ended, attempt.endedMs, attempt.startedMs);
    for (size_t i = 0; i < kPhases.size(); ++i)
        writeStamp(out, FirstPhase + int(i), attempt.phases.*kPhases[i], attempt.startedMs);
    // Without redirects it is the request's own, and by far the longest field.
    if (!attempt.url.isEmpty() && attempt.url == requestUrl)
        out.field(SameUrl, 1);
    else
        out.field(Url, attempt.url);
    out.field(Address, attempt.address);
    out.field(HttpVersion, attempt.httpVersion);
    out.field(Reused, attempt.reusedConnection ? 1 : 0);
    out.field(Insecure, attempt.insecure ? 1 : 0);
    out.field(Status, attempt.httpStatus);
    out.field(FromByte, attempt.fromByte);
    out.field(Bytes, attempt.bytes);
    if (attempt.error) {
        out.integer(AttemptError);
        writeError(out, *attempt.error, WithKind::Yes);
    }
    out.field(NextTry, attempt.nextTryMs);
    out.endMap();
}

Attempt readAttempt(cbor::Reader &in, const QString &requestUrl)
{
    Attempt attempt;
    std::array<std::optional<qint64>, kPhases.size()> phases;
    std::optional<qint64> ended;
    in.map([&](qint64 key) {
        switch (key) {
        case Number:
            attempt.number = in.smallInteger();
            break;
        case Started:
            attempt.startedMs = in.integer();
            break;
        case Ended:
            ended = in.integer();
            break;
        case Url:
            attempt.url = in.text();
            break;
        case SameUrl:
            if (in.integer() != 0)
                attempt.url = requestUrl;
            break;
        case Address:
            attempt.address = in.text();
            break;
        case HttpVersion:
            attempt.httpVersion = in.text();
            break;
        case Reused:
            attempt.reusedConnection = in.integer() != 0;
            break;
        case Insecure:
            attempt.insecure = in.integer() != 0;
            break;
        case Status:
            attempt.httpStatus = in.smallInteger();
            break;
        case FromByte:
            attempt.fromByte = in.integer();
            break;
        case Bytes:
            attempt.bytes = in.integer();
            break;
        case AttemptError:
            readError(in, attempt.error.emplace());
            break;
        case NextTry:
            attempt.nextTryMs = in.integer();
            break;
        default:
            if (key >= FirstPhase && key < FirstPhase + qint64(kPhases.size()))
                phases[size_t(key - FirstPhase)] = in.integer();
            else
                in.skip();
        }
    });
    if (ended)
        attempt.endedMs = stampAt(*ended, attempt.startedMs);
    for (size_t i = 0; i < kPhases.size(); ++i) {
        if (phases[i])
            attempt.phases.*kPhases[i] = stampAt(*phases[i], attempt.startedMs);
    }
    return attempt;
}

} // namespace

QByteArray encodeHistory(const Record &record)
{
    if (!record.error && record.attempts.empty())
        return {};
    cbor::Writer out;
    out.beginMap();
    if (record.error) {
        out.integer(LastError);
        writeError(out, *record.error, WithKind::No);
    }
    if (!record.attempts.empty()) {
        out.integer(Attempts);
        out.beginArray(qsizetype(record.attempts.size()));
        for (const Attempt &attempt : record.attempts)
            writeAttempt(out, attempt, record.request.url);
    }
    out.endMap();
    return out.take();
}

bool decodeHistory(QByteArrayView encoded, Record &record)
{
    record.attempts.clear();
    if (encoded.isEmpty())
        return true;
    Error error = record.error.value_or(Error());
    std::vector<Attempt> attempts;
    cbor::Reader in(encoded);
    in.map([&](qint64 key) {
        switch (key) {
        case LastError:
            readError(in, error);
            break;
        case Attempts:
            in.array([&] { attempts.push_back(readAttempt(in, record.request.url)); });
            break;
        default:
            in.skip();
        }
    });
    if (!in.ok())
        return false;
    if (record.error)
        record.error = std::move(error);
    record.attempts = std::move(attempts);
    return true;
}

} // namespace sluice::store
