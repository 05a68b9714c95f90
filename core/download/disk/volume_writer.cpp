// SPDX-License-Identifier: MIT
#include "core/download/disk/volume_writer.h"

#include <pthread.h>
#include <utility>

namespace sluice::download {

VolumeWriter::VolumeWriter()
    : m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

VolumeWriter::~VolumeWriter() = default; // the thread is stopped and joined, and empties the queue before it ends

void VolumeWriter::post(Work work, When when)
{
    bool wake = false;
    {
        const std::scoped_lock lock(m_mutex);
        m_queue.push_back(std::move(work));
        if (when == When::Soon) {
            m_due = true;
            wake = std::exchange(m_idle, false);
        }
    }
    if (wake)
        m_wake.notify_one();
}

void VolumeWriter::run(const std::stop_token &stop)
{
    ::pthread_setname_np(::pthread_self(), "writer"); // for debuggers and profilers
    std::vector<Work> turn;
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_idle = !m_due;
            m_wake.wait(lock, stop, [this] { return m_due; });
            m_idle = false;
            m_due = false;
            if (m_queue.empty())
                return; // stopped, and nothing left
            turn.swap(m_queue);
        }
        for (Work &work : turn)
            work();
        turn.clear();
    }
}

} // namespace sluice::download
