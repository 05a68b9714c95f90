// SPDX-License-Identifier: MIT
#include "core/download/disk/part_file.h"

#include "core/download/naming/unique_name.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <utility>

namespace sluice::download {

using namespace Qt::StringLiterals;

namespace {

/// How often a name may be taken by somebody else between looking and creating.
constexpr int kMaxRaces = 100;

QString join(const QString &folder, const QString &name)
{
    return QString(folder.endsWith(u'/') ? folder : folder + u'/') + name;
}

bool exists(const QString &path)
{
    struct stat status{};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0;
}

int openAgain(const QByteArray &path, int flags)
{
    int descriptor = -1;
    do {
        descriptor = ::open(path.constData(), flags, 0666);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

std::unexpected<Error> failed(int osError, const QString &path)
{
    return std::unexpected(diskError(osError, path));
}

} // namespace

Error diskError(int osError, const QString &path)
{
    Error error;
    switch (osError) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        error.kind = ErrorKind::DiskFull;
        break;
    case EEXIST:
    case ENAMETOOLONG:
    case EILSEQ:
    case EINVAL:
        error.kind = ErrorKind::Name;
        break;
    default:
        error.kind = ErrorKind::Disk;
        break;
    }
    error.osError = osError;
    error.detail = path + u": "_s + QString::fromLocal8Bit(std::strerror(osError));
    return error;
}

std::expected<void, Error> checkFree(const QString &folder, const QString &name)
{
    if (exists(join(folder, name)))
        return failed(EEXIST, join(folder, name));
    return {};
}

PartFile::PartFile(PartFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
{
}

PartFile &PartFile::operator=(PartFile &&other) noexcept
{
    if (this != &other) {
        close();
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_path = std::move(other.m_path);
    }
    return *this;
}

PartFile::~PartFile()
{
    close();
}

void PartFile::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1)); // lets go of the lock too
}

std::expected<PartFile::Names, Error> PartFile::create(
    const QString &folder, const QString &name, Conflict conflict, bool lock)
{
    close();
    const auto partOf = [&](const QString &candidate) {
        return join(folder, candidate + QLatin1StringView(kPartSuffix));
    };
    // Creating the part tells whether that name is free; asking beforehand pays only once one was taken.
    bool partsTaken = false;
    const auto isTaken = [&](const QString &candidate) {
        return (partsTaken && exists(partOf(candidate)))
            || (lock && conflict == Conflict::Rename && exists(join(folder, candidate)));
    };
    if (conflict == Conflict::Skip) {
        if (auto free = checkFree(folder, name); !free)
            return std::unexpected(std::move(free.error()));
    }
    for (int race = 0; race < kMaxRaces; ++race) {
        const auto free = uniqueName(name, isTaken);
        if (!free)
            return failed(EEXIST, join(folder, name));
        const QString path = partOf(*free);
        m_descriptor = openAgain(QFile::encodeName(path), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW);
        if (m_descriptor < 0) {
            if (errno == EEXIST) {
                partsTaken = true;
                continue;
            }
            return failed(errno, path);
        }
        m_path = path;
        if (lock && ::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            // Somebody found our fresh file and locked it first: leave it to them.
            close();
            continue;
        }
        Names names;
        names.partPath = path;
        names.finalName = conflict == Conflict::Rename ? *free : name;
        return names;
    }
    return failed(EEXIST, join(folder, name));
}

std::expected<void, Error> PartFile::reopen(const QString &partPath, qint64 have)
{
    close();
    m_path = partPath;
    m_descriptor = openAgain(QFile::encodeName(partPath), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (m_descriptor < 0)
        return failed(errno, partPath);
    int problem = 0;
    struct stat status{};
    struct stat named{};
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        problem = EWOULDBLOCK;
    else if (::fstat(m_descriptor, &status) != 0)
        problem = errno;
    else if (!S_ISREG(status.st_mode))
        problem = EISDIR;
    else if (::lstat(QFile::encodeName(partPath).constData(), &named) != 0 || named.st_ino != status.st_ino
        || named.st_dev != status.st_dev)
        problem = ENOENT; // whoever held the lock until now has renamed it: it is their finished file
    else if (status.st_size < have)
        problem = ENODATA;
    else if (status.st_size > have && ::ftruncate(m_descriptor, have) != 0)
        problem = errno;
    if (problem == 0)
        return {};
    close();
    return failed(problem, partPath);
}

std::expected<void, Error> PartFile::reserve(qint64 size)
{
    struct statfs fs{};
    // In memory there is nothing to lay out, and reserving would clear every page before it is written.
    if (::fstatfs(m_descriptor, &fs) == 0 && fs.f_type == TMPFS_MAGIC)
        return {};
    if (::fallocate(m_descriptor, FALLOC_FL_KEEP_SIZE, 0, size) == 0)
        return {};
    if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
        return failed(errno, m_path);
    return {};
}

std::expected<void, Error> PartFile::write(std::span<const char> bytes, qint64 at)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(m_descriptor, bytes.data(), bytes.size(), at);
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return failed(errno, m_path);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        at += written;
    }
    return {};
}

std::expected<void, Error> PartFile::clear()
{
    if (::ftruncate(m_descriptor, 0) != 0)
        return failed(errno, m_path);
    return {};
}

std::expected<qint64, Error> PartFile::size() const
{
    struct stat status{};
    if (::fstat(m_descriptor, &status) != 0)
        return failed(errno, m_path);
    return static_cast<qint64>(status.st_size);
}

std::expected<void, Error> PartFile::sync()
{
    if (::fdatasync(m_descriptor) != 0)
        return failed(errno, m_path);
    return {};
}

std::expected<void, Error> PartFile::replace(const PartFile &other)
{
    if (::rename(QFile::encodeName(m_path).constData(), QFile::encodeName(other.m_path).constData()) != 0)
        return failed(errno, other.m_path);
    m_path = other.m_path;
    return {};
}

std::expected<QString, Error> PartFile::publish(const QString &folder, const QString &finalName, Conflict conflict)
{
    const QByteArray from = QFile::encodeName(m_path);
    QString name = finalName;
    for (int race = 0; race < kMaxRaces; ++race) {
        QString target = join(folder, name);
        const QByteArray to = QFile::encodeName(target);
        int result = -1;
        if (conflict == Conflict::Overwrite) {
            result = ::rename(from.constData(), to.constData());
        } else {
            result = ::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE);
            if (result != 0 && (errno == EINVAL || errno == ENOSYS)) {
                // File systems without the flag (some network and FUSE ones): a hard link refuses a taken name just
                // as well.
                result = ::link(from.constData(), to.constData());
                if (result == 0)
                    ::unlink(from.constData());
            }
        }
        if (result == 0) {
            close();
            return target;
        }
        if (errno != EEXIST || conflict == Conflict::Overwrite)
            return failed(errno, target);
        if (conflict == Conflict::Skip)
            return failed(EEXIST, target);
        const auto next
            = uniqueName(finalName, [&](const QString &candidate) { return exists(join(folder, candidate)); });
        if (!next)
            return failed(EEXIST, target);
        name = *next;
    }
    return failed(EEXIST, join(folder, finalName));
}

std::expected<void, Error> PartFile::discard()
{
    const int result = ::unlink(QFile::encodeName(m_path).constData());
    const int osError = errno;
    close();
    if (result != 0 && osError != ENOENT)
        return failed(osError, m_path);
    return {};
}

} // namespace sluice::download
