// SPDX-License-Identifier: MIT
#include "core/trace/recording.h"

namespace sluice::trace {

namespace {

/// What the allocator adds to each piece of memory.
constexpr std::size_t kOverhead = 8;

std::size_t textBytes(const QString &text)
{
    constexpr std::size_t kHeader = 16;
    return text.isEmpty() ? 0 : kHeader + (static_cast<std::size_t>(text.size()) + 1) * sizeof(QChar) + kOverhead;
}

std::size_t pieceBytes(std::size_t bytes)
{
    return bytes == 0 ? 0 : bytes + kOverhead;
}

} // namespace

MemoryUse Recording::memoryUse() const
{
    MemoryUse use;
    for (const Track &track : m_tracks) {
        use.spans += pieceBytes(track.spans.heapBytes());
        use.attempts += pieceBytes(track.attempts.capacity() * sizeof(AttemptBrief));
        use.attempts += pieceBytes(track.written.capacity() * sizeof(Written));
        use.text += textBytes(track.name) + textBytes(track.url);
    }
    for (const QString &host : m_hosts)
        use.text += textBytes(host);
    for (const QString &label : m_labels)
        use.text += textBytes(label);
    use.tracks = m_tracks.capacity() * sizeof(Track) + m_ids.heapBytes() + m_held.capacity() * sizeof(Held)
        + m_freeHeld.capacity() * sizeof(qint32) + m_hosts.capacity() * sizeof(QString);
    use.lanes = m_slots.heapBytes() + m_places.heapBytes() + m_connections.heapBytes();
    for (const StepSeries *series : {&m_limit, &m_inFlight, &m_waiting, &m_rateLimit, &m_hostLimit})
        use.series += series->heapBytes();
    use.series += m_throughput.heapBytes() + m_markers.heapBytes() + m_wallClock.heapBytes();
    use.reports = m_reports.bytes();
    return use;
}

} // namespace sluice::trace
