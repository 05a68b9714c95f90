// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace sluice::test {

/// A server that a test started: it ends with the object, and with the thread that made it whatever happens. All
/// functions block for a moment at most, unless they say otherwise, and need no event loop.
class ServerProcess
{
public:
    ServerProcess();
    /// As end().
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    /// Starts it, and waits up to 15 s until it has printed a line that contains `sign`; an empty sign is any line.
    /// Returns that line; nothing but an empty text when it ended before, see output().
    QByteArray start(const QString &program, const QStringList &arguments, const QByteArray &sign);
    /// Asks it to end, and after 5 s makes it.
    void end();

    /// What it printed so far, on standard output and error, line by line.
    QList<QByteArray> lines();
    QByteArray output();

private:
    QProcess m_process;
    QByteArray m_output;
};

} // namespace sluice::test
