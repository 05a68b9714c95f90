// SPDX-License-Identifier: MIT
#include "tests/e2e/harness/sandbox.h"

#include "tests/support/files.h"

#include <QDir>

#include <csignal>
#include <stdexcept>

namespace sluice::e2e {

using namespace Qt::StringLiterals;

QString executable()
{
    return qEnvironmentVariable("SLUICE_EXECUTABLE", QStringLiteral(SLUICE_EXECUTABLE));
}

Sandbox::Sandbox()
{
    const QDir folder(m_folder.path());
    if (!m_folder.isValid() || !folder.mkdir(u"downloads"_s) || !folder.mkdir(u"home"_s) || !folder.mkdir(u"tmp"_s)
        || !folder.mkdir(u"runtime"_s)
        || !QFile::setPermissions(path(u"runtime"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        throw std::runtime_error("no temporary folder: " + m_folder.errorString().toStdString());
}

QStringList Sandbox::downloaded() const
{
    return QDir(downloads()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

QByteArray Sandbox::sha256(const QString &name) const
{
    return test::sha256OfFile(downloads() + u'/' + name);
}

QProcessEnvironment Sandbox::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        const QString lower = name.toLower();
        if (lower.startsWith("xdg_"_L1) || lower.endsWith("_proxy"_L1))
            environment.remove(name);
    }
    for (const auto &name :
        {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s, u"DBUS_SESSION_BUS_ADDRESS"_s, u"DESKTOP_SESSION"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, home());
    environment.insert(u"TMPDIR"_s, temporary());
    environment.insert(u"XDG_RUNTIME_DIR"_s, path(u"runtime"_s));
    // A fresh system may have neither.
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"TERM"_s, u"xterm"_s);
    return environment;
}

std::unique_ptr<QProcess> Sandbox::getProcess(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->setProgram(executable());
    process->setArguments(QStringList{u"get"_s, u"--profile"_s, profile()} + arguments);
    process->setWorkingDirectory(downloads());
    process->setProcessEnvironment(environment());
    process->setChildProcessModifier(&resetSignals);
    return process;
}

Outcome Sandbox::get(const QStringList &arguments, const QByteArray &input) const
{
    const auto process = getProcess(arguments);
    process->start();
    if (!process->waitForStarted())
        throw std::runtime_error("cannot start " + executable().toStdString());
    process->write(input);
    process->closeWriteChannel();
    return outcomeOf(*process);
}

void resetSignals()
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
        std::signal(signal, SIG_DFL);
}

Outcome outcomeOf(QProcess &process, int timeoutMs)
{
    bool inTime = process.state() == QProcess::NotRunning || process.waitForFinished(timeoutMs);
    if (!inTime) {
        process.kill();
        process.waitForFinished();
    }
    const bool exited = inTime && process.exitStatus() == QProcess::NormalExit;
    return {exited ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace sluice::e2e
