// SPDX-License-Identifier: MIT
#include "core/trace/replay_bytes.h"

#include <algorithm>
#include <limits>

namespace sluice::trace {

namespace {

/// Finds the attempts of ranges, first to last.
class Attempts
{
public:
    Attempts(const Track &track, Micros now)
        : m_track(track)
        , m_last(std::min(now, track.removed))
    {
        seek(0);
    }

    /// How many of `bytes` of attempt `number` belong to the one that is present then.
    qint64 take(quint16 number, qint64 bytes)
    {
        const std::size_t next = following(m_present, number);
        const bool fits = m_present < m_track.attempts.size() && m_track.attempts[m_present].number == number;
        // Numbers begin anew when the user starts a download again.
        if ((!fits || m_left <= 0) && next < m_track.attempts.size()) {
            seek(next);
            return take(number, bytes);
        }
        const qint64 taken = fits && next < m_track.attempts.size() ? std::min(bytes, m_left) : bytes;
        m_left -= taken;
        return taken;
    }

    [[nodiscard]] Micros end() const
    {
        return m_present < m_track.attempts.size() ? std::min(m_track.attempts[m_present].end, m_last) : m_last;
    }

private:
    [[nodiscard]] std::size_t following(std::size_t i, quint16 number) const
    {
        ++i;
        while (i < m_track.attempts.size() && m_track.attempts[i].number != number)
            ++i;
        return i;
    }
    void seek(std::size_t i)
    {
        m_present = i;
        m_left = i < m_track.attempts.size() ? m_track.attempts[i].bytes : 0;
    }

    const Track &m_track;
    Micros m_last;
    std::size_t m_present = 0;
    qint64 m_left = 0; ///< of its bytes
};

/// A stretch as an event tells it: at its last moment, or the end of the recording.
template <typename Event>
Event stretch(Event event, Micros begin, Micros end, qint64 bytes, Micros now)
{
    event.at = std::max(begin, std::min(end, now));
    event.back = event.at - begin;
    event.length = end - begin;
    event.bytes = bytes;
    return event;
}

} // namespace

void appendRanges(const Track &track, Micros now, std::vector<Wrote> &ranges)
{
    if (track.written.empty())
        return;
    Attempts attempts(track, now);
    Micros at = 0;
    for (const Written &range : track.written) {
        for (qint64 begin = range.begin; begin < range.end;) {
            const qint64 bytes = attempts.take(range.attempt, range.end - begin);
            at = std::max(at, attempts.end());
            ranges.push_back({at, track.id, range.attempt, range.connection, begin, begin + bytes});
            begin += bytes;
        }
    }
}

void appendCurves(const Recording &recording, std::vector<Came> &came, std::vector<Shared> &shared)
{
    const Micros now = recording.now();
    recording.throughput().forEachTotal([&came, now](const Throughput::Bucket &bucket) {
        came.push_back(stretch(Came(), bucket.begin, bucket.end, bucket.bytes, now));
    });
    const auto tracks = recording.tracks();
    recording.throughput().forEachShare([&](Micros begin, Micros end, const Throughput::Share &share) {
        Shared event;
        event.id = tracks[share.track].id;
        shared.push_back(stretch(event, begin, end, share.bytes, now));
    });
}

} // namespace sluice::trace
