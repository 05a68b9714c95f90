// SPDX-License-Identifier: MIT
#include "core/download/disk/volume_writers.h"

#include "core/async/one_shot.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>
#include <utility>

namespace sluice::download {

namespace {

/// Each may wait for a disk of its own, and costs nothing else.
constexpr int kMostLookUps = 32;

} // namespace

VolumeWriters::VolumeWriters(DeviceOf deviceOf)
    : m_deviceOf(std::move(deviceOf))
{
    m_lookUps.setMaxThreadCount(kMostLookUps);
}

VolumeWriters::~VolumeWriters() = default;

std::shared_ptr<VolumeWriter> VolumeWriters::known(const QString &folder) const
{
    const auto device = m_devices.constFind(folder);
    return device == m_devices.cend() ? nullptr : m_writers.value(*device);
}

async::Task<std::shared_ptr<VolumeWriter>> VolumeWriters::forFolder(
    QString folder, Missing missing, std::stop_token stop)
{
    if (auto writer = known(folder))
        co_return writer;
    const auto shot = std::make_shared<async::OneShot<quint64>>();
    m_lookUps.start([this, shot, folder, missing] { shot->settle(m_deviceOf(folder, missing)); });
    const quint64 device = co_await async::Wait<quint64>(shot, stop);
    if (device != 0)
        m_devices.insert(folder, device);
    if (!m_writers.contains(device))
        m_writers.insert(device, std::make_shared<VolumeWriter>());
    co_return m_writers.value(device);
}

quint64 VolumeWriters::deviceOfFolder(const QString &folder, Missing missing)
{
    if (missing == Missing::Create)
        QDir().mkpath(folder); // when that fails, opening the first file says why
    struct stat status{};
    const bool found = ::stat(QFile::encodeName(folder).constData(), &status) == 0;
    return found ? static_cast<quint64>(status.st_dev) : 0;
}

} // namespace sluice::download
