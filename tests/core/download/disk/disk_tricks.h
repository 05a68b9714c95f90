// SPDX-License-Identifier: MIT
#pragma once

#include <QDir>
#include <QStringList>

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

namespace sluice::test {

/// A disk that is full: as long as it lives, no file of this process can grow beyond `bytes`.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN); // the call fails instead
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
};

/// Root may write everywhere; as long as it lives, this process may not.
class NotRoot
{
public:
    NotRoot()
        : m_before(geteuid())
    {
        if (m_before == 0 && seteuid(65534) != 0)
            qFatal("cannot give up root");
    }
    ~NotRoot()
    {
        if (seteuid(m_before) != 0)
            qFatal("cannot take root back");
    }
    NotRoot(const NotRoot &) = delete;
    NotRoot &operator=(const NotRoot &) = delete;

private:
    uid_t m_before;
};

/// Everything in a folder, sorted.
inline QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System, QDir::Name);
}

} // namespace sluice::test
