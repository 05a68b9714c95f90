// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include <QHash>
#include <QString>

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

/// The writer of each volume, by the folder's device. Engine thread.
class VolumeWriters
{
public:
    /// The writer for files in `folder`; a folder that cannot be looked at gets a writer of its own kind, and its
    /// files then fail with the reason. Lives as long as somebody uses it.
    std::shared_ptr<VolumeWriter> forFolder(const QString &folder);

private:
    QHash<QString, quint64> m_devices; ///< folder → device, so that not every file costs a system call
    QHash<quint64, std::shared_ptr<VolumeWriter>> m_writers;
};

} // namespace sluice::download
