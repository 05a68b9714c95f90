// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/byte_stream.h"
#include "core/trace/event.h"

#include <QByteArray>
#include <QByteArrayView>

#include <expected>

/// Events as bytes: times and ids as differences from the one before. The parts of a file are read one without the
/// other, so the differences begin anew with each part.
namespace sluice::trace {

/// Most events in one part, and the longest part, whatever a file says.
inline constexpr quint64 kMostEvents = 65'536;
inline constexpr quint32 kMostBytes = 64U << 20;

/// Gathers events into one part. Secrets in URLs and headers are masked on the way, should they not be already.
class EventEncoder
{
public:
    void add(const Event &event);
    [[nodiscard]] quint64 count() const { return m_count; }
    [[nodiscard]] qsizetype size() const { return m_events.size(); }
    /// The part, closed at this moment; starts the next.
    [[nodiscard]] QByteArray take(Micros now, qint64 wallMs);

private:
    ByteWriter m_events;
    quint64 m_count = 0;
    Micros m_at = 0;
    Id m_id = 0;
};

/// A part as a batch, or which event is wrong and why, in untranslated words. Every value is within what the engine can
/// produce: phases exist, times lie between 0 and kLatest, slots and connections are numbers worth a lane.
[[nodiscard]] std::expected<Batch, QString> decodeEvents(QByteArrayView part);

} // namespace sluice::trace
