// SPDX-License-Identifier: MIT
#include "core/trace/replay_bytes.h"

#include <algorithm>
#include <limits>

namespace sluice::trace {

namespace {

constexpr Micros kSecond = 1'000'000;
constexpr int kParts = 10; // of a second: the finest the totals are kept in
constexpr Micros kPart = kSecond / kParts;
constexpr int kBranches = 16;

/// Deals out the ranges of one download, first to last.
class Dealer
{
public:
    Dealer(const Track &track, Micros now)
        : m_track(track)
        , m_now(now)
    {
    }

    /// `bytes` of it came within [from, to).
    void deal(Micros from, Micros to, qint64 bytes)
    {
        while (bytes > 0 && m_next < m_track.written.size()) {
            const Written &range = m_track.written[m_next];
            const qint64 count = std::min(bytes, range.end - range.begin - m_used);
            note(range, from, to, count);
            bytes -= count;
            m_used += count;
            if (m_used >= range.end - range.begin) {
                ++m_next;
                m_used = 0;
            }
        }
    }

    /// What no second accounts for came at the last moment it can have.
    [[nodiscard]] std::vector<Received> rest()
    {
        deal(m_now, m_now, std::numeric_limits<qint64>::max());
        return std::move(m_dealt);
    }

private:
    void note(const Written &range, Micros from, Micros to, qint64 count)
    {
        const AttemptBrief *attempt = attemptOf(range, from);
        const Micros first = std::max(m_last, attempt ? attempt->begin : 0);
        const Micros last = std::min(m_now, attempt ? attempt->end : kOpen);
        Received event;
        event.id = m_track.id;
        event.attempt = range.attempt;
        event.connection = range.connection;
        event.begin = range.begin + m_used;
        event.end = event.begin + count;
        event.at = std::max(first, std::min(to, last));
        m_dealt.push_back(event);
        m_last = event.at;
    }

    /// The attempt with the number of `range` that was under way at `moment`, else the last before it; numbers begin
    /// anew when the user starts a download again.
    [[nodiscard]] const AttemptBrief *attemptOf(const Written &range, Micros moment) const
    {
        const AttemptBrief *best = nullptr;
        for (const AttemptBrief &attempt : m_track.attempts) {
            if (attempt.number == range.attempt && (!best || attempt.begin <= moment + kPart))
                best = &attempt;
        }
        return best;
    }

    const Track &m_track;
    Micros m_now;
    Micros m_last = 0;
    std::size_t m_next = 0;
    qint64 m_used = 0; ///< of the range m_next
    std::vector<Received> m_dealt;
};

class Dealers
{
public:
    explicit Dealers(const Recording &recording)
        : m_recording(recording)
    {
        m_dealers.reserve(recording.tracks().size());
        for (const Track &track : recording.tracks())
            m_dealers.emplace_back(track, recording.now());
    }

    /// Goes down to the seconds in which anything came: a recording may be silent for years.
    void descend(Micros from, Micros length)
    {
        if (from > m_recording.now())
            return;
        if (length <= kSecond)
            return second(from);
        const Micros step = length / kBranches;
        const auto parts = m_recording.throughput().total(from, from + length, kBranches);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (parts[i].bytes > 0)
                descend(from + static_cast<Micros>(i) * step, step);
        }
    }

    [[nodiscard]] std::vector<std::vector<Received>> rest()
    {
        std::vector<std::vector<Received>> all;
        all.reserve(m_dealers.size());
        for (Dealer &dealer : m_dealers)
            all.push_back(dealer.rest());
        return all;
    }

private:
    /// Fills the parts of a second one after the other from the shares one after the other, which keeps both sums.
    void second(Micros from)
    {
        const auto parts = m_recording.throughput().total(from, from + kSecond, kParts);
        auto shares = m_recording.throughput().shares(from, from + kSecond);
        std::size_t share = 0;
        for (std::size_t part = 0; part < parts.size(); ++part) {
            qint64 left = parts[part].bytes;
            const Micros begin = from + static_cast<Micros>(part) * kPart;
            while (left > 0 && share < shares.size()) {
                const qint64 count = std::min(left, shares[share].bytes);
                m_dealers.at(shares[share].track).deal(begin, begin + kPart, count);
                left -= count;
                shares[share].bytes -= count;
                if (shares[share].bytes <= 0)
                    ++share;
            }
        }
    }

    const Recording &m_recording;
    std::vector<Dealer> m_dealers;
};

} // namespace

std::vector<std::vector<Received>> receivedBytes(const Recording &recording)
{
    Dealers dealers(recording);
    if (!recording.isEmpty()) {
        Micros length = kSecond;
        while (length <= recording.now())
            length *= kBranches;
        dealers.descend(0, length);
    }
    return dealers.rest();
}

} // namespace sluice::trace
