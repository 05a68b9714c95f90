// SPDX-License-Identifier: MIT
#include "core/trace/event_codec.h"
#include "core/trace/span.h"

#include <algorithm>
#include <limits>

namespace sluice::trace {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLatestWallMs = 253'402'300'799'999; // the end of the year 9999
constexpr qint64 kMostBytesOfFile = std::numeric_limits<qint64>::max() / 4;
constexpr int kMostSlots = std::numeric_limits<qint16>::max();
constexpr int kMostConnections = 4'000'000;
constexpr int kMostAttempts = std::numeric_limits<quint16>::max();

class EventReader
{
public:
    explicit EventReader(ByteReader &in)
        : m_in(in)
    {
    }

    Event read()
    {
        switch (m_in.number()) {
        case 0:
            return added();
        case 1:
            return described();
        case 2:
            return entered();
        case 3:
            return connected();
        case 4:
            return received();
        case 5:
            return attemptEnded();
        case 6:
            return deadline();
        case 7:
            return removed();
        case 8:
            return limits();
        default:
            m_in.fail();
            return Removed{};
        }
    }

    qint64 within(qint64 least, qint64 most)
    {
        const qint64 value = m_in.signedNumber();
        if (value < least || value > most)
            m_in.fail();
        return m_in.failed() ? 0 : value;
    }

private:
    Micros at()
    {
        const qint64 difference = within(-kLatest, kLatest);
        m_at += difference;
        if (m_at < 0 || m_at > kLatest)
            m_in.fail();
        return m_at;
    }

    Id id()
    {
        // Unsigned, for any two ids may be told apart by any number.
        m_id = static_cast<Id>(static_cast<quint64>(m_id) + static_cast<quint64>(m_in.signedNumber()));
        return m_id;
    }

    int connection() { return static_cast<int>(within(kNone, kMostConnections)); }
    int attempt() { return static_cast<int>(within(0, kMostAttempts)); }

    Added added()
    {
        Added event;
        event.at = at();
        event.id = id();
        event.name = m_in.text();
        event.url = m_in.text();
        event.host = m_in.text();
        return event;
    }

    Described described()
    {
        Described event;
        event.id = id();
        event.name = m_in.text();
        event.total = within(-1, kMostBytesOfFile);
        return event;
    }

    Entered entered()
    {
        Entered event;
        event.at = at();
        event.id = id();
        const quint64 phase = m_in.numberUpTo(kPhaseCount * 2 - 1);
        event.phase = static_cast<Phase>(phase >> 1);
        event.renames = (phase & 1) != 0;
        event.slot = static_cast<int>(within(kNone, kMostSlots));
        event.attempt = attempt();
        event.connection = connection();
        event.untilMs = within(0, kLatestWallMs);
        return event;
    }

    Connected connected()
    {
        Connected event;
        event.at = at();
        event.connection = static_cast<int>(within(0, kMostConnections));
        event.label = m_in.text();
        return event;
    }

    Received received()
    {
        Received event;
        event.at = at();
        event.id = id();
        event.attempt = attempt();
        event.connection = connection();
        event.begin = within(0, kMostBytesOfFile);
        event.end = event.begin + within(0, kMostBytesOfFile);
        return event;
    }

    AttemptEnded attemptEnded()
    {
        AttemptEnded event;
        event.at = at();
        event.id = id();
        event.connection = connection();
        if (m_in.numberUpTo(1) == 1)
            event.report = std::make_shared<const AttemptReport>(report());
        return event;
    }

    DeadlineSet deadline()
    {
        DeadlineSet event;
        event.at = at();
        event.id = id();
        event.deadline = within(0, kLatest);
        return event;
    }

    Removed removed()
    {
        Removed event;
        event.at = at();
        event.id = id();
        return event;
    }

    LimitsSet limits()
    {
        LimitsSet event;
        event.at = at();
        event.limit = static_cast<int>(within(0, kMostSlots));
        event.hostLimit = static_cast<int>(within(0, kMostSlots));
        event.rateLimit = within(0, kMostBytesOfFile);
        return event;
    }

    std::vector<HeaderLine> headers()
    {
        std::vector<HeaderLine> lines;
        const quint64 count = m_in.number();
        // Grows with what is really there: the number alone may be anything.
        for (quint64 i = 0; i < count && !m_in.failed(); ++i) {
            HeaderLine line;
            line.name = m_in.bytes();
            line.value = m_in.bytes();
            lines.push_back(std::move(line));
        }
        return lines;
    }

    std::shared_ptr<const Error> error()
    {
        if (m_in.numberUpTo(1) == 0)
            return nullptr;
        Error error;
        error.kind = errorKindFromName(m_in.text()).value_or(ErrorKind::Internal);
        error.retry = static_cast<RetryClass>(m_in.numberUpTo(static_cast<quint64>(RetryClass::Never)));
        error.url = m_in.text();
        error.host = m_in.text();
        error.httpStatus = static_cast<int>(within(0, 99'999));
        error.osError = static_cast<int>(within(0, 99'999));
        error.bytes = within(0, kMostBytesOfFile);
        error.attempt = attempt();
        if (m_in.numberUpTo(1) == 1)
            error.retryAfterMs = within(0, kLatestWallMs);
        error.detail = m_in.text();
        return std::make_shared<const Error>(std::move(error));
    }

    AttemptReport report()
    {
        AttemptReport report;
        report.number = attempt();
        report.url = m_in.text();
        report.address = m_in.text();
        report.httpVersion = m_in.bytes();
        report.tlsVersion = m_in.bytes();
        const quint64 flags = m_in.numberUpTo(3);
        report.reused = (flags & 1) != 0;
        report.insecure = (flags & 2) != 0;
        report.redirects = static_cast<int>(within(0, 99'999));
        report.status = static_cast<int>(within(0, 99'999));
        report.reason = m_in.bytes();
        report.request = headers();
        report.response = headers();
        report.fromByte = within(0, kMostBytesOfFile);
        report.bytes = within(0, kMostBytesOfFile);
        report.error = error();
        report.nextTryMs = within(0, kLatestWallMs);
        return report;
    }

    ByteReader &m_in;
    Micros m_at = 0;
    Id m_id = 0;
};

} // namespace

std::expected<Batch, QString> decodeEvents(QByteArrayView part)
{
    ByteReader in(part);
    EventReader reader(in);
    Batch batch;
    batch.now = reader.within(0, kLatest);
    batch.wallMs = reader.within(0, kLatestWallMs);
    const quint64 count = in.numberUpTo(kMostEvents);
    if (in.failed())
        return std::unexpected(u"its beginning makes no sense"_s);
    batch.events.reserve(std::min<quint64>(count, static_cast<quint64>(part.size())));
    for (quint64 i = 0; i < count; ++i) {
        batch.events.push_back(reader.read());
        if (in.failed())
            return std::unexpected(u"event %1 of %2 makes no sense"_s.arg(i + 1).arg(count));
    }
    if (!in.atEnd())
        return std::unexpected(u"bytes follow its last event"_s);
    return batch;
}

} // namespace sluice::trace
