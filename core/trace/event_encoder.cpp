// SPDX-License-Identifier: MIT
#include "core/trace/event_codec.h"
#include "core/trace/masking.h"

#include <algorithm>
#include <utility>

namespace sluice::trace {

namespace {

constexpr qsizetype kPartBytes = 256 << 10;

/// Writes the fields of one event; what each kind holds is the file format.
class EventWriter
{
public:
    EventWriter(ByteWriter &out, EventEncoder::Before &before)
        : m_out(out)
        , m_before(before)
    {
    }

    void operator()(const Added &event) const
    {
        at(event.at);
        id(event.id);
        m_out.text(event.name);
        url(event.url);
        repeated(event.host);
    }

    void operator()(const Described &event) const
    {
        id(event.id);
        m_out.text(event.name);
        m_out.signedNumber(event.total);
    }

    void operator()(const Entered &event) const
    {
        at(event.at);
        id(event.id);
        m_out.number((static_cast<quint64>(event.phase) << 2) | (event.thinned ? 2U : 0U) | (event.renames ? 1U : 0U));
        m_out.signedNumber(event.slot);
        m_out.signedNumber(event.attempt);
        m_out.signedNumber(event.connection);
        m_out.signedNumber(event.untilMs);
    }

    void operator()(const Connected &event) const
    {
        at(event.at);
        m_out.signedNumber(event.connection);
        repeated(event.label);
    }

    void operator()(const Received &event) const
    {
        at(event.at);
        id(event.id);
        m_out.signedNumber(event.attempt);
        m_out.signedNumber(event.connection);
        m_out.signedNumber(event.begin);
        m_out.signedNumber(event.end - event.begin);
    }

    void operator()(const AttemptEnded &event) const
    {
        at(event.at);
        id(event.id);
        m_out.signedNumber(event.connection);
        m_out.number(event.report ? 1 : 0);
        if (event.report)
            report(*event.report);
    }

    void operator()(const DeadlineSet &event) const
    {
        at(event.at);
        id(event.id);
        m_out.signedNumber(event.deadline);
    }

    void operator()(const Removed &event) const
    {
        at(event.at);
        id(event.id);
    }

    void operator()(const LimitsSet &event) const
    {
        at(event.at);
        m_out.signedNumber(event.limit);
        m_out.signedNumber(event.hostLimit);
        m_out.signedNumber(event.rateLimit);
    }

    void operator()(const Wrote &event) const
    {
        at(event.at);
        id(event.id);
        m_out.signedNumber(event.attempt);
        m_out.signedNumber(event.connection);
        m_out.signedNumber(event.begin);
        m_out.signedNumber(event.end - event.begin);
    }

    void operator()(const Came &event) const
    {
        at(event.at);
        m_out.signedNumber(event.back);
        m_out.signedNumber(event.length);
        m_out.signedNumber(event.bytes);
    }

    void operator()(const Shared &event) const
    {
        at(event.at);
        id(event.id);
        m_out.signedNumber(event.back);
        m_out.signedNumber(event.length);
        m_out.signedNumber(event.bytes);
    }

private:
    void at(Micros value) const { m_out.signedNumber(value - std::exchange(m_before.at, value)); }
    void id(Id value) const
    {
        // Unsigned, for any two ids may be told apart by any number.
        const auto before = static_cast<quint64>(std::exchange(m_before.id, value));
        m_out.signedNumber(static_cast<qint64>(static_cast<quint64>(value) - before));
    }

    /// A text that others may have, too: 0 and the text, or the number of the first that had it.
    void repeated(QStringView text) const
    {
        const quint64 number = m_before.texts.find(
            {reinterpret_cast<const char *>(text.utf16()), text.size() * qsizetype(sizeof(QChar))});
        m_out.number(number);
        if (number == 0)
            m_out.text(text);
    }
    void repeated(QByteArrayView text) const
    {
        const quint64 number = m_before.bytes.find(text);
        m_out.number(number);
        if (number == 0)
            m_out.bytes(text);
    }

    void url(const QString &unsafe) const
    {
        QString safe = maskedUrl(unsafe);
        const qsizetype most = std::min({safe.size(), m_before.url.size(), kMostShared});
        qsizetype shared
            = std::mismatch(safe.cbegin(), safe.cbegin() + most, m_before.url.cbegin()).first - safe.cbegin();
        if (shared > 0 && safe[shared - 1].isHighSurrogate())
            --shared; // what follows must be a text of its own
        m_out.number(static_cast<quint64>(shared));
        m_out.text(QStringView(safe).sliced(shared));
        m_before.url = std::move(safe);
    }

    void lines(const HeaderLines &lines) const
    {
        const qsizetype count = std::min(lines.size(), kMostLines);
        m_before.lineCount += count;
        m_out.number(static_cast<quint64>(count));
        for (const HeaderLine &line : lines.first(count)) {
            const quint64 number = m_before.lines.find(line.name, line.value);
            m_out.number(number);
            if (number != 0)
                continue;
            const HeaderLine safe = masked(line);
            m_out.bytes(safe.name);
            m_out.bytes(safe.value);
        }
    }

    void report(const AttemptReport &report) const
    {
        const bool sameRequest = report.request == m_before.request;
        const bool sameResponse = report.response == m_before.response;
        m_out.signedNumber(report.number);
        url(report.url);
        repeated(report.address);
        repeated(report.httpVersion);
        repeated(report.tlsVersion);
        m_out.number((report.reused ? 1U : 0U) | (report.insecure ? 2U : 0U) | (sameRequest ? 4U : 0U)
            | (sameResponse ? 8U : 0U));
        m_out.signedNumber(report.redirects);
        m_out.signedNumber(report.status);
        repeated(report.reason);
        if (!sameRequest)
            lines(m_before.request = report.request);
        if (!sameResponse)
            lines(m_before.response = report.response);
        m_out.signedNumber(report.fromByte);
        m_out.signedNumber(report.bytes);
        error(report.error.get());
        m_out.signedNumber(report.nextTryMs);
    }

    void error(const Error *error) const
    {
        m_out.number(error ? 1 : 0);
        if (!error)
            return;
        m_out.text(errorKindName(error->kind)); // by name: numbers may move
        m_out.number(static_cast<quint64>(error->retry));
        m_out.text(maskedUrl(error->url));
        m_out.text(error->host);
        m_out.signedNumber(error->httpStatus);
        m_out.signedNumber(error->osError);
        m_out.signedNumber(error->bytes);
        m_out.signedNumber(error->attempt);
        m_out.number(error->retryAfterMs ? 1 : 0);
        if (error->retryAfterMs)
            m_out.signedNumber(*error->retryAfterMs);
        m_out.text(maskedUrl(error->detail));
    }

    ByteWriter &m_out;
    EventEncoder::Before &m_before;
};

} // namespace

bool EventEncoder::isFull() const
{
    return m_events.size() >= kPartBytes || m_count >= kMostEvents
        || m_before.lineCount >= kMostLinesOfPart - 2 * kMostLines;
}

void EventEncoder::add(const Event &event)
{
    m_events.number(event.index());
    std::visit(EventWriter(m_events, m_before), event);
    ++m_count;
}

QByteArray EventEncoder::take(Micros now, qint64 wallMs)
{
    ByteWriter part;
    part.signedNumber(now);
    part.signedNumber(wallMs);
    part.number(std::exchange(m_count, 0));
    m_before.at = 0;
    m_before.id = 0;
    m_before.url.clear();
    m_before.request.clear();
    m_before.response.clear();
    m_before.texts.clear();
    m_before.bytes.clear();
    m_before.lines.clear();
    m_before.lineCount = 0;
    return part.take() + m_events.take();
}

} // namespace sluice::trace
