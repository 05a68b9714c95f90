// SPDX-License-Identifier: MIT
#include "app/file_lock.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace sluice::app {

std::expected<FileLock, FileLock::Failure> FileLock::take(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return std::unexpected(Failure::NotOpened);
    if (::flock(file, LOCK_EX | LOCK_NB) == 0)
        return FileLock(file);
    const int error = errno;
    ::close(file);
    errno = error;
    return std::unexpected(error == EWOULDBLOCK ? Failure::Held : Failure::NotOpened);
}

FileLock::FileLock(FileLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace sluice::app
