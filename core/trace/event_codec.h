// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/byte_stream.h"
#include "core/trace/event.h"
#include "core/trace/repeats.h"

#include <QByteArray>
#include <QByteArrayView>

#include <expected>

/// Events as bytes: times and ids as differences from the one before, URLs as what they do not share with the one before,
/// header lines and other texts that come again by the number of the first. The parts of a file are read one without the
/// other, so all of this begins anew with each part.
namespace sluice::trace {

/// Most events in one part, and the longest part, whatever a file says.
inline constexpr quint64 kMostEvents = 65'536;
inline constexpr quint32 kMostBytes = 64U << 20;
/// Most header lines of one report, and of one part; a report that has more keeps its first.
inline constexpr qsizetype kMostLines = 4'096;
inline constexpr qsizetype kMostLinesOfPart = 1 << 20;
/// Most characters that a URL takes over from the one before.
inline constexpr qsizetype kMostShared = 255;

/// Gathers events into one part. Secrets in URLs and headers are masked on the way, should they not be already.
class EventEncoder
{
public:
    void add(const Event &event);
    [[nodiscard]] quint64 count() const { return m_count; }
    [[nodiscard]] qsizetype size() const { return m_events.size(); }
    /// Whether it is time to close the part: one is small enough to be packed at once, and no reader refuses it.
    [[nodiscard]] bool isFull() const;
    /// The part, closed at this moment; starts the next.
    [[nodiscard]] QByteArray take(Micros now, qint64 wallMs);

    /// What the next event may refer to.
    struct Before {
        Micros at = 0;
        Id id = 0;
        QString url;
        HeaderLines request;
        HeaderLines response;
        Repeats texts;
        Repeats bytes;
        Repeats lines;
        qsizetype lineCount = 0; ///< of all reports
    };

private:
    ByteWriter m_events;
    quint64 m_count = 0;
    Before m_before;
};

/// A part of a file of that version as a batch, or which event is wrong and why, in untranslated words. Every value is within what the engine can
/// produce: phases exist, times lie between 0 and kLatest, slots and connections are numbers worth a lane.
[[nodiscard]] std::expected<Batch, QString> decodeEvents(QByteArrayView part, quint32 version);

} // namespace sluice::trace
