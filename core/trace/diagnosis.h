// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/diagnosis_evidence.h"

#include <QString>

#include <optional>
#include <vector>

namespace sluice::trace {

/// A sentence about where the time goes, as values; the window makes the words. Which fields count is said with each
/// kind; the others are 0.
struct Diagnosis {
    enum class Kind : quint8 {
        ServerAsked,    ///< a host asked us to wait: host, seconds left, count of downloads
        HostFails,      ///< most attempts at one host fail: host, count failed, total ended, share
        WaitingForDisk, ///< the disk is slower than the network: share of the slots' time
        RateLimitHolds, ///< the rate limit in force is used up: rate, limit (bytes a second)
        LineFull,       ///< more downloads at once brought no more bytes: rate, fewer/more with their rates
        ServerHolds,    ///< a host gives each connection the same: host, rate of one, count, fewer/more
        HostLimitHolds, ///< downloads wait for their host while slots are free: host, count, total running, freeSlots
        LatencyBound,   ///< most time goes to asking, not to bytes: share, count of files, seconds a file
        LimitTooLow,  ///< all slots are in use, a queue waits, the line has room: limit, count waiting, rate, bestRate
        LimitTooHigh, ///< fewer downloads than slots: limit, count running
    };
    /// How much a person should care.
    enum class Severity : quint8 {
        Note,    ///< all is well, this is why it is not faster
        Advice,  ///< something can be set better
        Trouble, ///< something is wrong
    };
    /// A number of downloads at once, and what they brought together.
    struct Seen {
        double receiving = 0;
        double rate = 0; ///< bytes a second

        bool operator==(const Seen &) const = default;
    };

    Kind kind = Kind::LimitTooHigh;
    Severity severity = Severity::Note;
    QString host;
    double rate = 0;     ///< bytes a second
    double bestRate = 0; ///< bytes a second
    double share = 0;    ///< 0 … 1
    double seconds = 0;
    qint64 limit = 0;
    qint64 count = 0;
    qint64 total = 0;
    double freeSlots = 0;
    Seen fewer;
    Seen more;

    bool operator==(const Diagnosis &) const = default;
};

/// How rate answered to the number of downloads at once: 0 = not at all, 1 = in proportion. With the two groups of
/// points that were compared.
struct Growth {
    double elasticity = 0;
    Diagnosis::Seen fewer;
    Diagnosis::Seen more;
};
/// Compares the points with the fewest downloads at once with those with the most; nothing when the number hardly
/// changed (by less than 1.4 times), when either group has fewer than two points, or when nothing came. Pure.
[[nodiscard]] std::optional<Growth> growthOf(const std::vector<Evidence::Point> &history);

// Each of these says one thing or nothing, judging by the evidence alone. Pure.
[[nodiscard]] std::optional<Diagnosis> serverAsked(const Evidence &evidence);
[[nodiscard]] std::optional<Diagnosis> hostFails(const Evidence &evidence);
[[nodiscard]] std::optional<Diagnosis> waitingForDisk(const Evidence &evidence);
[[nodiscard]] std::optional<Diagnosis> rateLimitHolds(const Evidence &evidence);
[[nodiscard]] std::optional<Diagnosis> lineFull(const Evidence &evidence);
[[nodiscard]] std::optional<Diagnosis> serverHolds(const Evidence &evidence);
[[nodiscard]] std::optional<Diagnosis> hostLimitHolds(const Evidence &evidence);
[[nodiscard]] std::optional<Diagnosis> latencyBound(const Evidence &evidence);
[[nodiscard]] std::optional<Diagnosis> limitTooLow(const Evidence &evidence);
[[nodiscard]] std::optional<Diagnosis> limitTooHigh(const Evidence &evidence);

/// What is worth saying, most important first, at most kMostDiagnoses, and nothing that contradicts or repeats
/// what stands before it. Pure.
[[nodiscard]] std::vector<Diagnosis> diagnose(const Evidence &evidence);
inline constexpr int kMostDiagnoses = 3;

/// Keeps texts from flickering: a diagnosis is shown once it held for two seconds, stays for five after it was found
/// last, and keeps its figures until one changes by more than a tenth. A value.
class SteadyDiagnoses
{
public:
    /// Takes what diagnose() found at `at`, which never goes backwards, and says what to show, most important first.
    const std::vector<Diagnosis> &update(const std::vector<Diagnosis> &found, Micros at);
    [[nodiscard]] const std::vector<Diagnosis> &shown() const { return m_shown; }

private:
    struct Held {
        Diagnosis diagnosis;
        Micros since = 0;
        Micros last = 0;
        int rank = 0;
    };
    std::vector<Held> m_held;
    std::vector<Diagnosis> m_shown;
};

} // namespace sluice::trace
