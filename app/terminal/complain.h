// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sluice::app {

/// Writes "sluice: <problem>" for each problem to standard error, one a line, and returns `status`, to be
/// returned from main().
int complain(const QStringList &problems, int status);

/// Gives standard input, output and error to /dev/null where they are closed: otherwise the first files the
/// program opens get their numbers, and messages would be written into a download. Call first in main().
void openStandardDescriptors();

} // namespace sluice::app
