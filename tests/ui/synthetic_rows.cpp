// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"

#include <array>

namespace sluice::ui::testing {

namespace {

using namespace Qt::StringLiterals;
using download::State;
using download::WaitReason;

const std::array kNames{u"debian-12.7.0-amd64-netinst.iso"_s, u"data-%1.zip"_s, u"model-%1.safetensors"_s,
    u"notes.pdf"_s, u"Hörspiel Folge %1.flac"_s, u"linux-6.%1.tar.xz"_s,
    u"a-very-long-file-name-that-somebody-thought-would-be-a-good-idea-to-publish-in-part-%1-of-many.tar.zst"_s};
constexpr std::array kHosts{"deb.debian.org"_L1, "data.example.net"_L1, "huggingface.co"_L1, "127.0.0.1:8080"_L1};
constexpr std::array kWaits{WaitReason::Slot, WaitReason::Slot, WaitReason::HostSlot, WaitReason::RateLimit,
    WaitReason::Schedule, WaitReason::Disk, WaitReason::Network};
constexpr std::array kStates{State::Receiving, State::Waiting, State::Receiving, State::Waiting, State::Queued,
    State::Connecting, State::Done, State::Backoff, State::Waiting, State::Stalled, State::Failed, State::Verifying,
    State::Paused, State::Done, State::Cancelled};

std::shared_ptr<const Error> errorFor(int index, const engine::Row &row)
{
    constexpr std::array kKinds{
        ErrorKind::HttpStatus, ErrorKind::Checksum, ErrorKind::Tls, ErrorKind::TimeoutStall, ErrorKind::DiskFull};
    Error error;
    error.kind = kKinds[static_cast<std::size_t>(index) % kKinds.size()];
    error.httpStatus = error.kind == ErrorKind::HttpStatus ? (row.state == State::Failed ? 404 : 503) : 0;
    error.retry = row.state == State::Failed ? RetryClass::Never : RetryClass::AfterBackoff;
    error.url = row.url;
    error.host = row.host;
    error.bytes = row.bytes;
    error.attempt = row.attempts;
    error.detail = error.kind == ErrorKind::Tls ? u"SSL certificate problem: certificate has expired"_s
                                                : u"raw text of the library"_s;
    return std::make_shared<const Error>(error);
}

} // namespace

engine::Row rowNamed(engine::Id id, const QString &name, State state)
{
    engine::Row row;
    row.id = id;
    row.order = id * 10;
    row.name = name;
    row.host = u"host.example"_s;
    row.url = u"https://host.example/files/"_s + name;
    row.folder = u"/tmp/downloads"_s;
    row.state = state;
    row.total = 1'000'000;
    if (state == State::Done) {
        row.bytes = row.total;
        row.path = row.folder + u'/' + name;
    }
    return row;
}

std::vector<engine::Row> syntheticRows(int count, qint64 nowMs, engine::Id first)
{
    std::vector<engine::Row> rows;
    rows.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const auto n = static_cast<std::size_t>(first + i);
        QString name = kNames[n % kNames.size()];
        if (name.contains(u"%1"_s))
            name = name.arg(static_cast<qlonglong>(n), 3, 10, QLatin1Char('0'));
        engine::Row row = rowNamed(first + i, name, kStates[n % kStates.size()]);
        row.host = kHosts[n % kHosts.size()];
        row.url = u"https://"_s + row.host + u"/files/"_s + row.name;
        row.total = n % 11 == 0 ? -1 : static_cast<qint64>((n * 7919) % 4'000 + 1) * 731'003;
        row.addedMs = nowMs - 3'600'000 + i;
        const qint64 size = row.total < 0 ? 90'000'000 : row.total;
        const auto held = static_cast<qint64>(static_cast<double>(size) * static_cast<double>((n * 37) % 100) / 100);
        if (download::isRunning(row.state) || row.state == State::Paused || row.state == State::Backoff) {
            row.bytes = row.state == State::Verifying ? size : held;
            row.attempts = 1 + static_cast<int>(n % 3);
        }
        if (row.state == State::Receiving)
            row.speed = static_cast<qint64>((n * 104'729) % 12'000'000 + 40'000);
        if (row.state == State::Done)
            row.bytes = row.total = size;
        if (row.state == State::Waiting)
            row.why = kWaits[(n / kStates.size()) % kWaits.size()];
        if (row.state == State::Backoff) {
            row.why = n % 2 == 0 ? WaitReason::Backoff : WaitReason::RetryAfter;
            row.untilMs = nowMs + 1'000 + static_cast<qint64>(n % 60) * 1'000;
        }
        if (row.why == WaitReason::Schedule)
            row.untilMs = nowMs + 8 * 3'600'000;
        if (row.state == State::Failed || row.state == State::Backoff)
            row.error = errorFor(static_cast<int>(n / kStates.size()), row);
        rows.push_back(std::move(row));
    }
    return rows;
}

engine::Details syntheticDetails(engine::Id id, qint64 nowMs)
{
    engine::Details details;
    details.id = id;
    details.request.url = u"https://data.example.net/files/model.safetensors"_s;
    details.request.folder = u"/tmp/downloads"_s;
    details.part.total = 2'100'000'000;
    details.part.finalName = u"model.safetensors"_s;
    struct Try {
        qint64 startsAgo;
        qint64 lasts;
        qint64 from;
        qint64 bytes;
        int status;
        std::optional<ErrorKind> kind;
    };
    const std::array tries{Try{240'000, 30'000, 0, 0, 0, ErrorKind::TimeoutConnect},
        Try{200'000, 420, 0, 0, 503, ErrorKind::HttpStatus},
        Try{150'000, 60'000, 0, 378'000'000, 200, ErrorKind::Truncated}, Try{60'000, 0, 378'000'000, 0, 206, {}}};
    int number = 0;
    for (const Try &one : tries) {
        download::Attempt attempt;
        attempt.number = ++number;
        attempt.startedMs = nowMs - one.startsAgo;
        attempt.endedMs = one.lasts > 0 ? attempt.startedMs + one.lasts : 0;
        attempt.url = details.request.url;
        attempt.fromByte = one.from;
        attempt.bytes = one.lasts > 0 ? one.bytes : 640'000'000;
        attempt.httpStatus = one.status;
        attempt.phases.queued = attempt.startedMs;
        attempt.phases.nameResolved = attempt.startedMs + 20;
        attempt.phases.ended = attempt.endedMs;
        if (one.status != 0) {
            attempt.address = u"203.0.113.7:443"_s;
            attempt.httpVersion = u"HTTP/1.1"_s;
            attempt.reusedConnection = number == 4;
            attempt.phases.connected = attempt.startedMs + 60;
            attempt.phases.tlsDone = attempt.startedMs + 150;
            attempt.phases.requestSent = attempt.startedMs + 151;
            attempt.phases.firstHeader = attempt.startedMs + 400;
            attempt.phases.firstByte = attempt.bytes > 0 ? attempt.startedMs + 402 : 0;
        }
        if (one.kind) {
            Error error;
            error.kind = *one.kind;
            error.retry = RetryClass::AfterBackoff;
            error.httpStatus = one.kind == ErrorKind::HttpStatus ? one.status : 0;
            error.url = attempt.url;
            error.host = u"data.example.net"_s;
            error.bytes = attempt.fromByte + attempt.bytes;
            error.attempt = number;
            error.detail = u"raw text of the library for attempt %1"_s.arg(number);
            attempt.error = error;
            attempt.nextTryMs = attempt.endedMs + 10'000;
        }
        details.attempts.push_back(attempt);
    }
    return details;
}

engine::Totals totalsOf(const std::vector<engine::Row> &rows, int limit)
{
    engine::Totals totals;
    totals.limit = limit;
    for (const engine::Row &row : rows) {
        ++totals.byState[static_cast<std::size_t>(row.state)];
        totals.active += download::isRunning(row.state) ? 1 : 0;
        totals.speed += row.speed;
        if (download::isFinal(row.state))
            continue;
        if (row.total < 0)
            ++totals.unknownTotals;
        else
            totals.bytesLeft += std::max<qint64>(0, row.total - row.bytes);
    }
    return totals;
}

} // namespace sluice::ui::testing
