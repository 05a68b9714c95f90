// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>

namespace sluice::store {

/// Keeps programs that open a store in the same folder at the same moment apart, so that none sets aside what
/// another has just made. An flock(2) on the folder itself: it leaves no file behind, goes with the process,
/// and does not touch the locks SQLite holds on its files.
class FolderLock
{
public:
    /// Waits up to `patience`. Without the lock (somebody keeps it, or the file system has none) life goes on:
    /// it only guards against a coincidence.
    FolderLock(const QString &folder, std::chrono::milliseconds patience);
    ~FolderLock();
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

private:
    int m_descriptor = -1;
};

} // namespace sluice::store
