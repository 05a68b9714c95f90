// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace sluice::download {

/// One thread that does the blocking file work of one volume, in the order it was handed in. A slow disk holds up only
/// the downloads that go to it.
class VolumeWriter
{
public:
    using Work = std::move_only_function<void()>;

    VolumeWriter();
    /// Does what is queued, then ends the thread.
    ~VolumeWriter();
    VolumeWriter(const VolumeWriter &) = delete;
    VolumeWriter &operator=(const VolumeWriter &) = delete;

    enum class When {
        Soon,     ///< the thread is woken
        WithNext, ///< it may lie until the next Soon, which must follow: waking a thread costs more than a small write
    };
    /// Queues work. Any thread; never waits for the disk. The work must not throw.
    void post(Work work, When when = When::Soon);

private:
    void run(const std::stop_token &stop);

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<Work> m_queue;
    bool m_due = false;    ///< something in the queue is for now
    bool m_idle = false;   ///< the thread sleeps or is about to
    std::jthread m_thread; ///< last: it uses the others
};

} // namespace sluice::download
