// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <expected>

namespace sluice::app {

/// An advisory lock on a file (flock(2)): held as long as the object lives, and released by the kernel however
/// the process ends, so that it is never stale. The file stays behind, empty: removing it would let two
/// processes lock two files of one name. Move-only.
class FileLock
{
public:
    enum class Failure {
        Held,      ///< another process (or object) holds it
        NotOpened, ///< the file cannot be created or locked; see errno
    };

    /// Takes the lock or fails at once.
    static std::expected<FileLock, Failure> take(const QString &path);

    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    ~FileLock();

private:
    explicit FileLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    int m_descriptor;
};

} // namespace sluice::app
