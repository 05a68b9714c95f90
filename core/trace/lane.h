// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/span.h"

#include <QString>

#include <array>
#include <span>
#include <vector>

namespace sluice::trace {

/// How spans are laid out below each other.
enum class LaneKind { Slot, Download, Host, Connection };

/// One download's stay in a lane: from Track::spans[firstSpan] on, while it holds that slot or that connection. In a
/// lane stays follow each other without overlap. Of a thinned download spans[firstSpan] may begin before the stay.
struct Stay {
    Micros begin = 0;
    Micros end = kOpen;
    TrackIndex track = 0;
    quint32 firstSpan = 0;
};

/// Several stays seen from afar.
struct Block {
    Micros begin = 0;
    Micros end = 0;
    /// That took longest among them, each stay counted whole for the phase that took longest in it.
    Phase phase = Phase::Receiving;
    quint32 stays = 0;
    float busy = 0; ///< share of [begin, end) in which the lane was in use, 0 … 1
};

/// One line of the timeline: a slot, a connection, or one of the places at a host (a host with three downloads at once
/// has three lanes of the same group; so has a connection that several downloads share).
class Lane
{
public:
    QString label;     ///< of a connection its peer; of a host lane the host; of a slot empty
    quint32 group = 0; ///< slot number, host index, or connection number

    [[nodiscard]] std::span<const Stay> stays() const { return m_stays.view(); }

    /// The stays that touch [from, to), by binary search.
    [[nodiscard]] std::span<const Stay> between(Micros from, Micros to) const;

    /// The same from afar: neighbours are put together as long as the block is no wider than `resolution` µs; a block
    /// stands for one stay where the stays are wider than that. An open stay ends at `now`. Appends to `blocks`, which
    /// is reused from frame to frame. Looks at a number of stays and nodes that is proportional to
    /// (to - from) / resolution, however many stays there are, and returns that number.
    std::size_t summarise(Micros from, Micros to, Micros resolution, Micros now, std::vector<Block> &blocks) const;

    /// Bytes taken from the heap, the label left out.
    [[nodiscard]] std::size_t heapBytes() const;

    // For the one who builds it. Times do not run backwards.

    /// Begins a stay; there is no open one.
    void open(Micros at, TrackIndex track, quint32 firstSpan, Phase phase);
    /// The open stay's download is in this phase from now on; or, renamed, has been since the last change.
    void enter(Micros at, Phase phase);
    void rename(Phase phase);
    /// Ends the open stay; one that took no time is forgotten.
    void close(Micros at);
    [[nodiscard]] bool isOpen() const { return !m_open.empty(); }
    /// When the last stay ended; 0 without one. Without meaning while one is open.
    [[nodiscard]] Micros free() const { return m_stays.empty() ? 0 : m_stays.back().end; }
    /// The stay of `track` that began in [from, to) and with its span `before` began with its span `after` from now on
    /// (the download was thinned); false if there is none.
    bool moveFirstSpan(Micros from, Micros to, TrackIndex track, quint32 before, quint32 after);

private:
    static constexpr std::size_t kFanOut = 32;
    using PhaseTimes = std::array<float, kPhaseCount>;

    /// What is added up of a whole number of neighbours.
    struct Node {
        Micros begin = 0;
        Micros end = 0;
        quint32 stays = 0;
        PhaseTimes times{}; ///< µs in use, by phase

        void add(const Node &next);
    };
    /// How the open stay has spent its time.
    struct Open {
        Phase phase = Phase::WaitSlot;
        Micros since = 0;
        std::array<Micros, kPhaseCount> times{};

        [[nodiscard]] Phase longest(Micros now) const;
    };
    class Summary;

    [[nodiscard]] Node node(std::size_t level, std::size_t i, Micros now) const;

    Packed<Stay> m_stays;
    Packed<Phase> m_phases; ///< that took longest, of each stay that ended
    /// m_levels[k][i] is over the 32^(k+1) stays from i · 32^(k+1) on; only where as many have ended.
    std::vector<Packed<Node>> m_levels;
    Packed<Open> m_open; ///< none or one
};

} // namespace sluice::trace
