// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace sluice::test {

/// Runs a program to its end, in `folder` if given, and returns its standard output. Throws std::runtime_error
/// with its standard error if it cannot be started, fails, or takes longer than 30 s. Blocks; needs no event
/// loop.
QByteArray run(const QString &program, const QStringList &arguments, const QString &folder = {});

} // namespace sluice::test
