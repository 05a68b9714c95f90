// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <QHash>

#include <vector>

namespace sluice::app {

/// What a run came to.
struct Summary {
    int done = 0;
    int failed = 0;
    int cancelled = 0;
    int unfinished = 0;   ///< neither; only after an interruption
    qint64 bytes = 0;     ///< of the files that were finished by this run
    qint64 elapsedMs = 0; ///< wall time of the run

    bool operator==(const Summary &) const = default;
};

/// Exit statuses of `sluice get` (design: "The command line").
inline constexpr int kExitAllDone = 0;
inline constexpr int kExitSomeFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitInterrupted = 130; // 128 + SIGINT, as shells say it

/// The status a run ends with. A cancelled download is one that did not arrive: 1.
int exitStatus(const Summary &summary, bool interrupted);

/// Follows the downloads of one run through their events. Only downloads whose Added event passed here belong
/// to the run; others (left over from an earlier one) are not counted. A plain value without a thread.
class Tally
{
public:
    /// `expected` downloads will be added.
    explicit Tally(int expected)
        : m_expected(expected)
    {
    }

    /// Takes the next event in order. Returns whether it concerns this run.
    bool apply(const engine::StateEvent &event);

    /// `count` of the expected downloads will not be added after all; they stay unfinished.
    void giveUp(int count);

    /// All expected downloads were added and have ended.
    bool isComplete() const { return m_added == m_expected && m_open.isEmpty(); }
    /// No download of this run moves: all added ones have ended or are paused.
    bool isStill() const { return m_added == m_expected && m_open.size() == m_paused; }
    /// Downloads that have neither ended nor are paused, in no particular order.
    std::vector<download::Id> moving() const;
    /// Downloads that have not ended, those not yet added included.
    int unfinished() const { return m_expected - m_added + m_givenUp + int(m_open.size()); }
    /// The download has been added by this run and has not ended.
    bool isOpen(download::Id id) const { return m_open.contains(id); }

    Summary summary(qint64 elapsedMs) const;

private:
    void close(download::Id id, int &count);

    int m_expected = 0;
    int m_added = 0;
    int m_givenUp = 0;
    QHash<download::Id, bool> m_open; ///< not ended → paused?
    qsizetype m_paused = 0;
    Summary m_summary;
};

} // namespace sluice::app
