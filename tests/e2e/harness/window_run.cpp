// SPDX-License-Identifier: MIT
#include "tests/e2e/harness/window_run.h"

#include <QClipboard>

#include <csignal>
#include <stdexcept>
#include <sys/prctl.h>

namespace sluice::e2e {

using namespace Qt::StringLiterals;

WindowRun::WindowRun(const Sandbox &box, const QStringList &arguments, bool ownProfile)
    : m_display(XDisplay::instance())
    , m_process(windowProcess(box, ownProfile ? arguments : QStringList{u"--profile"_s, box.profile()} + arguments))
{
    m_process->start();
    if (!m_process->waitForStarted())
        throw std::runtime_error("cannot start " + executable().toStdString());
}

WindowRun::~WindowRun()
{
    if (!isRunning())
        return;
    keepScreenshotOfFailure();
    m_process->kill();
    m_process->waitForFinished();
}

void WindowRun::press(const QStringList &keys) const
{
    m_display.focus(window());
    m_display.press(keys);
}

std::unique_ptr<QProcess> windowProcess(const Sandbox &box, const QStringList &arguments)
{
    auto process = box.getProcess({});
    process->setArguments(arguments);
    QProcessEnvironment environment = box.environment();
    environment.insert(u"DISPLAY"_s, XDisplay::instance().name());
    process->setProcessEnvironment(environment);
    process->setChildProcessModifier([] {
        resetSignals();
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    });
    return process;
}

void setClipboard(const QStringList &links)
{
    QGuiApplication::clipboard()->setText(links.join(u'\n'));
}

QStringList clipboard()
{
    return QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
}

} // namespace sluice::e2e
