// SPDX-License-Identifier: MIT
#include "core/trace/event_codec.h"
#include "core/trace/masking.h"

#include <utility>

namespace sluice::trace {

namespace {

void writeHeaders(ByteWriter &out, const std::vector<HeaderLine> &lines)
{
    out.number(lines.size());
    for (const HeaderLine &line : lines) {
        const HeaderLine safe = masked(line);
        out.bytes(safe.name);
        out.bytes(safe.value);
    }
}

void writeError(ByteWriter &out, const Error *error)
{
    out.number(error ? 1 : 0);
    if (!error)
        return;
    out.text(errorKindName(error->kind)); // by name: numbers may move
    out.number(static_cast<quint64>(error->retry));
    out.text(maskedUrl(error->url));
    out.text(error->host);
    out.signedNumber(error->httpStatus);
    out.signedNumber(error->osError);
    out.signedNumber(error->bytes);
    out.signedNumber(error->attempt);
    out.number(error->retryAfterMs ? 1 : 0);
    if (error->retryAfterMs)
        out.signedNumber(*error->retryAfterMs);
    out.text(maskedUrl(error->detail));
}

void writeReport(ByteWriter &out, const AttemptReport &report)
{
    out.signedNumber(report.number);
    out.text(maskedUrl(report.url));
    out.text(report.address);
    out.bytes(report.httpVersion);
    out.bytes(report.tlsVersion);
    out.number((report.reused ? 1U : 0U) | (report.insecure ? 2U : 0U));
    out.signedNumber(report.redirects);
    out.signedNumber(report.status);
    out.bytes(report.reason);
    writeHeaders(out, report.request);
    writeHeaders(out, report.response);
    out.signedNumber(report.fromByte);
    out.signedNumber(report.bytes);
    writeError(out, report.error.get());
    out.signedNumber(report.nextTryMs);
}

/// Writes the fields of one event; what each kind holds is the file format.
class EventWriter
{
public:
    EventWriter(ByteWriter &out, Micros &at, Id &id)
        : m_out(out)
        , m_at(at)
        , m_id(id)
    {
    }

    void operator()(const Added &event) const
    {
        at(event.at);
        id(event.id);
        m_out.text(event.name);
        m_out.text(maskedUrl(event.url));
        m_out.text(event.host);
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
        m_out.number((static_cast<quint64>(event.phase) << 1) | (event.renames ? 1U : 0U));
        m_out.signedNumber(event.slot);
        m_out.signedNumber(event.attempt);
        m_out.signedNumber(event.connection);
        m_out.signedNumber(event.untilMs);
    }

    void operator()(const Connected &event) const
    {
        at(event.at);
        m_out.signedNumber(event.connection);
        m_out.text(event.label);
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
            writeReport(m_out, *event.report);
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

private:
    void at(Micros value) const { m_out.signedNumber(value - std::exchange(m_at, value)); }
    void id(Id value) const { m_out.signedNumber(value - std::exchange(m_id, value)); }

    ByteWriter &m_out;
    Micros &m_at;
    Id &m_id;
};

} // namespace

void EventEncoder::add(const Event &event)
{
    m_events.number(event.index());
    std::visit(EventWriter(m_events, m_at, m_id), event);
    ++m_count;
}

QByteArray EventEncoder::take(Micros now, qint64 wallMs)
{
    ByteWriter part;
    part.signedNumber(now);
    part.signedNumber(wallMs);
    part.number(std::exchange(m_count, 0));
    m_at = 0;
    m_id = 0;
    return part.take() + m_events.take();
}

} // namespace sluice::trace
