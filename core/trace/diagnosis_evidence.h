// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/diagnosis_sample.h"
#include "core/trace/recording.h"

#include <QString>

#include <array>
#include <span>
#include <vector>

namespace sluice::trace {

/// What the diagnoses judge: the last ten seconds as they are, and the last minute to compare them with. A plain value
/// that tests fill by hand.
struct Evidence {
    /// A stretch of time with how many downloads received at once, and how fast together.
    struct Point {
        double receiving = 0;
        double rate = 0; ///< bytes a second
    };
    struct Host {
        QString host;
        std::vector<double> rates;  ///< recent: of each download that received long enough, bytes a second
        std::vector<Point> history; ///< the last minute, oldest first
        double running = 0;         ///< recent: slots in use by downloads from here, on average
        int ended = 0;              ///< the last minute: attempts that ended
        int failed = 0;             ///< of them, those that failed
        int held = 0;               ///< now: downloads that wait for a slot of this host
        int asked = 0;              ///< now: downloads that wait because the host asked for it
        qint64 askedMs = 0;         ///< how long the longest of them still waits
    };

    double seconds = 0;                            ///< how long "recent" is; shorter than ten at the beginning
    qint64 limit = 0;                              ///< now
    bool limitSteady = false;                      ///< the limit was the same for all of the recent time
    double inFlight = 0;                           ///< recent: slots in use, on average
    double fullShare = 0;                          ///< recent: share of the time in which no slot was free, 0 … 1
    double freeSlots = 0;                          ///< recent: free slots, on average
    qint64 waitingLeast = 0;                       ///< recent: downloads that could go on but for something
    qint64 waitingMost = 0;                        ///< the same
    qint64 rateLimit = 0;                          ///< bytes a second; 0 = none, or another one a moment ago
    double rate = 0;                               ///< recent: all together, bytes a second
    qint64 peak = 0;                               ///< the best second of the whole recording, bytes a second
    std::array<double, kPhaseCount> slotSeconds{}; ///< recent: what the slots in use did
    int ended = 0;                                 ///< recent: attempts that ended
    std::vector<Point> history;                    ///< the last minute, oldest first
    std::vector<Host> hosts;                       ///< in no particular order
};

/// Sums samples up; `recording` says what waits at this moment. Pure.
/// `samples` follow each other, oldest first, of about kSampleLength each.
[[nodiscard]] Evidence evidenceOf(std::span<const Sample> samples, const Recording &recording);

/// Keeps the samples of the last minute so that each is taken once. Holds no pointers. One thread.
class EvidenceGatherer
{
public:
    /// The evidence at the end of the recording; takes the samples that are missing, at most a minute of them.
    /// Another recording, or one whose time went back, starts it again.
    [[nodiscard]] Evidence update(const Recording &recording);

private:
    std::vector<Sample> m_samples;
};

} // namespace sluice::trace
