// SPDX-License-Identifier: MIT
#include "tests/support/server_process.h"

#include <QDeadlineTimer>

#include <sys/prctl.h>

#include <csignal>

namespace sluice::test {

namespace {

constexpr int kStartMs = 15'000;
constexpr int kEndMs = 5'000;

} // namespace

ServerProcess::ServerProcess()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
}

ServerProcess::~ServerProcess()
{
    end();
}

QByteArray ServerProcess::start(const QString &program, const QStringList &arguments, const QByteArray &sign)
{
    m_output.clear();
    m_process.start(program, arguments);
    const QDeadlineTimer deadline(kStartMs);
    while (!deadline.hasExpired() && m_process.state() != QProcess::NotRunning) {
        m_process.waitForReadyRead(100);
        for (const QByteArray &line : lines()) {
            if (!line.isEmpty() && line.contains(sign))
                return line;
        }
    }
    m_output += m_process.errorString().toUtf8();
    return {};
}

void ServerProcess::end()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(kEndMs)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QList<QByteArray> ServerProcess::lines()
{
    const QByteArray text = output();
    return text.left(text.lastIndexOf('\n') + 1).split('\n'); // the last one may still be under way
}

QByteArray ServerProcess::output()
{
    m_process.waitForReadyRead(0);
    m_output += m_process.readAll();
    return m_output;
}

} // namespace sluice::test
