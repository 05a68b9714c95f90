// SPDX-License-Identifier: MIT
#include "tests/support/command.h"

#include <QProcess>

#include <stdexcept>

namespace sluice::test {

QByteArray run(const QString &program, const QStringList &arguments, const QString &folder)
{
    constexpr int kTimeoutMs = 30'000;
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    const bool ended = process.waitForFinished(kTimeoutMs);
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        const QString text = QStringLiteral("%1 %2: %3\n%4")
                                 .arg(program, arguments.join(u' '), process.errorString(),
                                     QString::fromLocal8Bit(process.readAllStandardError()));
        process.kill();
        process.waitForFinished();
        throw std::runtime_error(text.toStdString());
    }
    return process.readAllStandardOutput();
}

} // namespace sluice::test
