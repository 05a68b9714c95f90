// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sluice::app {

/// Why the file `path` cannot be written when the time comes, as a whole sentence with the remedy; empty if it can as
/// far as one can tell. Looks at the disk and leaves nothing behind.
QString targetProblem(const QString &path);

} // namespace sluice::app
