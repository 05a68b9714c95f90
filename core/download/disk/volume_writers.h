// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/download/disk/volume_writer.h"

#include <QHash>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <stop_token>

namespace sluice::download {

/// The writer of each volume, by the device of the folders on it. Engine thread.
class VolumeWriters
{
public:
    /// What becomes of a folder that is not there.
    enum class Missing { Create, Leave };
    /// A number for the volume that holds a folder, 0 for one that is not there. Any thread; may wait for the disk as
    /// long as that likes.
    using DeviceOf = std::function<quint64(const QString &folder, Missing missing)>;

    explicit VolumeWriters(DeviceOf deviceOf = &deviceOfFolder);
    /// Waits for look-ups that are under way.
    ~VolumeWriters();
    VolumeWriters(const VolumeWriters &) = delete;
    VolumeWriters &operator=(const VolumeWriters &) = delete;

    /// The writer for files in `folder`, if that has been looked up; else null.
    [[nodiscard]] std::shared_ptr<VolumeWriter> known(const QString &folder) const;
    /// The writer for files in `folder`, after a look at it where there was none yet: a disk that does not answer (a
    /// network drive) holds up only those who want it. All folders that are not there, and could not be created, share a
    /// writer; their files then fail with the reason, and the next one looks again. Throws Stopped. This object outlives
    /// the await.
    async::Task<std::shared_ptr<VolumeWriter>> forFolder(QString folder, Missing missing, std::stop_token stop);

    /// stat(2), after mkdir(2) for it and those above it where that is asked.
    static quint64 deviceOfFolder(const QString &folder, Missing missing);

private:
    DeviceOf m_deviceOf;
    QHash<QString, quint64> m_devices; ///< folder → device, so that not every file costs a system call
    QHash<quint64, std::shared_ptr<VolumeWriter>> m_writers;
    QThreadPool m_lookUps; ///< last: they use m_deviceOf
};

} // namespace sluice::download
