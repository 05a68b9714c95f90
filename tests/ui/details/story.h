// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <memory>
#include <utility>

namespace sluice::ui::testing {

/// What happened to one download, told step by step in milliseconds, as the engine would.
class Story
{
public:
    static constexpr qint64 kWall = 1'700'000'000'000; ///< when the recording began, ms since the epoch

    explicit Story(trace::Id id = 1, const QString &name = QStringLiteral("a.iso"), qint64 total = -1, int addedMs = 0)
        : m_id(id)
    {
        m_batch.events.push_back(
            trace::Added{micros(addedMs), id, name, QStringLiteral("http://host/") + name, QStringLiteral("host")});
        m_batch.events.push_back(trace::Described{id, name, total});
    }

    Story &enter(int ms, trace::Phase phase, int attempt = 0, int connection = trace::kNone)
    {
        trace::Entered event;
        event.at = micros(ms);
        event.id = m_id;
        event.phase = phase;
        event.attempt = attempt;
        event.connection = connection;
        event.slot = trace::isWork(phase) ? 0 : trace::kNone;
        return add(ms, event);
    }
    Story &receive(int ms, int attempt, int connection, qint64 begin, qint64 end)
    {
        return add(ms, trace::Received{micros(ms), m_id, attempt, connection, begin, end});
    }
    Story &end(int ms, trace::AttemptReport report, int connection = 0)
    {
        return add(ms,
            trace::AttemptEnded{
                micros(ms), m_id, connection, std::make_shared<const trace::AttemptReport>(std::move(report))});
    }
    /// An attempt without an answer that failed in this way.
    Story &fail(int ms, int number, ErrorKind kind = ErrorKind::HttpStatus, qint64 bytes = 0)
    {
        trace::AttemptReport report;
        report.number = number;
        report.status = kind == ErrorKind::HttpStatus ? 503 : 0;
        report.bytes = bytes;
        report.address = QStringLiteral("127.0.0.1:8080");
        Error error;
        error.kind = kind;
        error.httpStatus = report.status;
        report.error = std::make_shared<const Error>(error);
        return end(ms, std::move(report));
    }

    /// What was told since the last time, up to this moment.
    trace::Batch take(int nowMs)
    {
        trace::Batch batch = std::exchange(m_batch, {});
        batch.now = micros(nowMs);
        batch.wallMs = kWall + nowMs;
        return batch;
    }
    /// A recording of all of it.
    trace::Recording recorded(int nowMs)
    {
        trace::Recording recording;
        recording.apply(take(nowMs));
        return recording;
    }

    static constexpr trace::Micros micros(int ms) { return trace::Micros(ms) * 1'000; }

private:
    template <typename E>
    Story &add(int, E event)
    {
        m_batch.events.push_back(std::move(event));
        return *this;
    }

    trace::Id m_id;
    trace::Batch m_batch;
};

/// A download with two failures and a success: waits 0.4 s, 503 at 1.1 s, times out, then 4 MB over one connection.
inline Story threeAttempts()
{
    using trace::Phase;
    Story story(1, QStringLiteral("model.bin"), 4'000'000);
    story.enter(0, Phase::WaitSlot)
        .enter(400, Phase::NameLookup, 1)
        .enter(450, Phase::Connect, 1, 0)
        .enter(600, Phase::Tls, 1, 0)
        .enter(800, Phase::FirstByte, 1, 0)
        .fail(1'100, 1)
        .enter(1'100, Phase::Backoff, 1)
        .enter(2'000, Phase::WaitSlot, 1)
        .enter(2'300, Phase::FirstByte, 2, 0)
        .enter(2'500, Phase::Receiving, 2, 0)
        .receive(2'900, 2, 0, 0, 1'500'000)
        .enter(3'000, Phase::Stalled, 2, 0)
        .fail(4'000, 2, ErrorKind::TimeoutStall, 1'500'000)
        .enter(4'000, Phase::Backoff, 2)
        .enter(4'800, Phase::Connect, 3, 1)
        .enter(4'900, Phase::FirstByte, 3, 1)
        .enter(5'000, Phase::Receiving, 3, 1)
        .receive(6'000, 3, 1, 1'500'000, 4'000'000);
    trace::AttemptReport report;
    report.number = 3;
    report.url = QStringLiteral("https://files.example.net/model.bin?token=hunter2");
    report.address = QStringLiteral("127.0.0.1:8443");
    report.httpVersion = "HTTP/1.1";
    report.tlsVersion = "TLSv1.3";
    report.redirects = 1;
    report.status = 206;
    report.reason = "Partial Content";
    report.fromByte = 1'500'000;
    report.bytes = 2'500'000;
    report.request = {{"Host", "files.example.net"}, {"Range", "bytes=1500000-"},
        {"Authorization", "Basic aHVudGVyMg=="}, {"Cookie", "session=hunter2"}};
    report.response = {{"Content-Range", "bytes 1500000-3999999/4000000"}, {"Set-Cookie", "id=hunter2; Path=/"},
        {"Content-Type", "application/octet-stream"}};
    story.end(6'000, report, 1).enter(6'000, Phase::Verifying, 3).enter(6'200, Phase::Done);
    return story;
}

} // namespace sluice::ui::testing
