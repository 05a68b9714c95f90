// SPDX-License-Identifier: MIT
#include "core/trace/event_codec.h"
#include "core/trace/span.h"

#include <algorithm>
#include <limits>
#include <type_traits>

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
    EventReader(ByteReader &in, quint32 version)
        : m_in(in)
        , m_version(version)
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
        case 9:
            return wrote();
        case 10:
            return came();
        case 11:
            return shared();
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
        event.url = url();
        event.host = repeated(m_texts);
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
        const int flags = m_version == 1 ? 1 : 2;
        const quint64 phase = m_in.numberUpTo((kPhaseCount << flags) - 1);
        event.phase = static_cast<Phase>(phase >> flags);
        event.renames = (phase & 1) != 0;
        event.thinned = flags > 1 && (phase & 2) != 0;
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
        event.label = repeated(m_texts);
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

    Wrote wrote()
    {
        const Received event = received();
        return {event.at, event.id, event.attempt, event.connection, event.begin, event.end};
    }

    Came came()
    {
        Came event;
        event.at = at();
        event.back = within(0, kLatest);
        event.length = within(1, kLatest);
        event.bytes = within(0, kMostBytesOfFile);
        return event;
    }

    Shared shared()
    {
        Shared event;
        event.at = at();
        event.id = id();
        event.back = within(0, kLatest);
        event.length = within(1, kLatest);
        event.bytes = within(0, kMostBytesOfFile);
        return event;
    }

    /// 0 and a text, or the number of one that was there before.
    template <typename Text>
    Text repeated(std::vector<Text> &known)
    {
        const quint64 number = m_version == 1 ? 0 : m_in.numberUpTo(known.size());
        if (number != 0)
            return known[number - 1];
        Text text;
        if constexpr (std::is_same_v<Text, QString>)
            text = m_in.text();
        else
            text = m_in.bytes();
        if (m_version > 1)
            known.push_back(text);
        return text;
    }

    QString url()
    {
        if (m_version == 1)
            return m_in.text();
        const auto shared = static_cast<qsizetype>(m_in.numberUpTo(kMostShared));
        if (shared > m_url.size())
            m_in.fail();
        m_url = m_in.failed() ? QString() : m_url.first(shared) + m_in.text();
        return m_url;
    }

    HeaderLine line()
    {
        const quint64 number = m_version == 1 ? 0 : m_in.numberUpTo(m_lines.size());
        if (number != 0)
            return m_lines[number - 1];
        HeaderLine line;
        line.name = m_in.bytes();
        line.value = m_in.bytes();
        if (m_version > 1)
            m_lines.push_back(line);
        return line;
    }

    HeaderLines headers()
    {
        HeaderLines lines;
        const quint64 count = m_version == 1 ? m_in.number() : m_in.numberUpTo(kMostLines);
        // Grows with what is really there: the number alone may be anything.
        for (quint64 i = 0; i < count && !m_in.failed(); ++i) {
            if (++m_lineCount > kMostLinesOfPart)
                m_in.fail();
            lines.push_back(line());
        }
        lines.squeeze();
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
        report.url = url();
        report.address = repeated(m_texts);
        report.httpVersion = repeated(m_bytes);
        report.tlsVersion = repeated(m_bytes);
        const quint64 flags = m_in.numberUpTo(m_version == 1 ? 3 : 15);
        report.reused = (flags & 1) != 0;
        report.insecure = (flags & 2) != 0;
        report.redirects = static_cast<int>(within(0, 99'999));
        report.status = static_cast<int>(within(0, 99'999));
        report.reason = repeated(m_bytes);
        report.request = m_request = (flags & 4) != 0 ? m_request : headers();
        report.response = m_response = (flags & 8) != 0 ? m_response : headers();
        report.fromByte = within(0, kMostBytesOfFile);
        report.bytes = within(0, kMostBytesOfFile);
        report.error = error();
        report.nextTryMs = within(0, kLatestWallMs);
        return report;
    }

    ByteReader &m_in;
    quint32 m_version;
    Micros m_at = 0;
    Id m_id = 0;
    QString m_url;
    std::vector<QString> m_texts;
    std::vector<QByteArray> m_bytes;
    std::vector<HeaderLine> m_lines;
    HeaderLines m_request;
    HeaderLines m_response;
    qsizetype m_lineCount = 0;
};

} // namespace

std::expected<Batch, QString> decodeEvents(QByteArrayView part, quint32 version)
{
    ByteReader in(part);
    EventReader reader(in, version);
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
