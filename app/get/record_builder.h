// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QThread>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

namespace sluice::app {

/// Builds the recording of a run beside it. Batches wait, for the downloads are to have the machine to themselves: a run
/// of seconds is built at its end (a thread beside it costs it a twentieth, even at idle priority). From half of the
/// bound on a thread of idle priority works on what waits; it takes only what time the downloads leave. All calls from
/// one thread.
class RecordBuilder
{
public:
    /// So many events may wait, some 50 MB. More are applied by the one who brings them.
    static constexpr std::size_t kMostWaiting = 250'000;

    explicit RecordBuilder(std::size_t mostWaiting = kMostWaiting);
    /// Forgets what waits.
    ~RecordBuilder();
    RecordBuilder(const RecordBuilder &) = delete;
    RecordBuilder &operator=(const RecordBuilder &) = delete;

    /// Takes what happened since the last time.
    void take(trace::Batch batch);
    /// The end of what was taken.
    [[nodiscard]] trace::Micros now() const { return m_now; }
    /// Whether all that was taken is applied. Waits for the piece that is being applied.
    [[nodiscard]] bool isIdle();
    /// Applies what waits, at the caller's priority, and hands the recording over. Once, after the last take(). Blocks.
    [[nodiscard]] trace::Recording finish();

private:
    void run();
    void handOver(bool waits);
    bool applyNext();
    void endThread();

    std::size_t m_mostWaiting;
    trace::Micros m_now = 0;
    std::deque<trace::Batch> m_kept; ///< the caller's: those that could not be handed over without waiting

    std::mutex m_mutex; ///< guards the next three
    std::deque<trace::Batch> m_waiting;
    std::atomic<std::size_t> m_events = 0; ///< in m_waiting
    std::atomic<bool> m_ends = false;
    std::condition_variable m_more;

    std::mutex m_applying; ///< guards the next two; taken before m_mutex
    std::deque<trace::Batch> m_pieces;
    trace::Recording m_recording;

    std::unique_ptr<QThread> m_thread;
};

} // namespace sluice::app
