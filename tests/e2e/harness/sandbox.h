// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace sluice::e2e {

/// The executable under test: the one of this build, or $SLUICE_EXECUTABLE.
QString executable();

/// How a program ended, and what it said.
struct Outcome {
    int status = -1; ///< exit status; -1 = ended by a signal, or by us because it took too long
    QByteArray out;
    QByteArray err;
};

/// Folders of its own for the runs of one test: home, profile, temporary files and downloads. All of it goes with
/// the object.
class Sandbox
{
public:
    /// Throws std::runtime_error where there is no room.
    Sandbox();

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString profile() const { return path(QStringLiteral("profile")); }
    QString downloads() const { return path(QStringLiteral("downloads")); }
    QString home() const { return path(QStringLiteral("home")); }
    QString temporary() const { return path(QStringLiteral("tmp")); }
    /// Names of what lies in downloads(), hidden files too.
    QStringList downloaded() const;
    /// A file in downloads(), complete; empty if it cannot be read.
    QByteArray sha256(const QString &name) const;

    /// The environment with these folders, without a display, without proxies and without a Qt platform.
    QProcessEnvironment environment() const;

    /// `sluice get --profile … arguments`, not started yet; the current folder is downloads().
    std::unique_ptr<QProcess> getProcess(const QStringList &arguments) const;
    /// Runs it to its end, with `input` on its standard input. Ended by us after 60 s.
    Outcome get(const QStringList &arguments, const QByteArray &input = {}) const;

private:
    QTemporaryDir m_folder;
};

/// Signals as an interactive shell leaves them, whoever started the tests: a background job ignores SIGINT, and nohup
/// SIGHUP. For QProcess::setChildProcessModifier().
void resetSignals();

/// Waits for the end of a started process, and ends it where that takes longer than `timeoutMs`.
Outcome outcomeOf(QProcess &process, int timeoutMs = 60'000);

} // namespace sluice::e2e
