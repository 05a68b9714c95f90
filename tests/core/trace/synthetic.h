// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QString>

#include <memory>
#include <optional>
#include <random>
#include <vector>

/// Sessions that never happened, for tests and benchmarks: any number of downloads through any number of slots, the
/// same for the same plan.
namespace sluice::trace::testing {

/// What a session is to look like.
struct Plan {
    int downloads = 100; ///< added at its begin
    int slots = 8;       ///< the limit
    int hosts = 4;
    int spans = 10; ///< of a download that succeeds at once, at least 3; a failed attempt brings some more
    /// Of 1000 attempts so many fail in the middle of the body; the third failure of a download is its last.
    int failures = 50;
    bool reports = true;               ///< attempts end with a report
    Micros phase = 100'000;            ///< about how long each phase takes; Done comes at once after it
    Micros batch = 100'000;            ///< time between two batches
    qint64 wallMs = 1'700'000'000'000; ///< when it began, ms since the epoch
    quint32 seed = 1;
};

/// Plays a plan, batch by batch.
class Session
{
public:
    explicit Session(const Plan &plan);
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    /// The next batch; nothing once all downloads have ended.
    [[nodiscard]] std::optional<Batch> next();

private:
    struct Download;
    struct Later;

    void begin();
    void advance(std::size_t index, Micros at);
    void admit(Micros at);
    void enter(std::size_t index, Micros at, Phase phase);
    void endAttempt(std::size_t index, Micros at, bool failed);
    void leave(std::size_t index);
    [[nodiscard]] Micros someTime();
    [[nodiscard]] bool oneIn(int thousandths);

    Plan m_plan;
    std::mt19937 m_random;
    std::vector<Phase> m_script; ///< of an attempt, after the wait for a slot
    std::vector<Download> m_downloads;
    std::vector<Later> m_later;       ///< a heap, soonest first
    std::vector<std::size_t> m_queue; ///< waiting for a slot
    std::size_t m_queueBegin = 0;
    std::vector<int> m_free;        ///< slots, lowest last
    std::vector<int> m_connections; ///< of each slot; kNone: none is open
    int m_opened = 0;
    Micros m_now = 0;
    Batch m_batch;
};

/// All batches of a plan.
[[nodiscard]] std::vector<Batch> batches(const Plan &plan);

/// A recording of a plan.
[[nodiscard]] Recording recorded(const Plan &plan, Bounds bounds = {});

} // namespace sluice::trace::testing
