// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sluice::app {

/// Why files cannot be put into the folder `path`, as a whole sentence with the remedy; empty if they can. Looks
/// at the disk, and proves it with a nameless file (open(2), O_TMPFILE) where the rights alone do not tell, as
/// for root. Leaves nothing behind. May block on a slow volume.
QString folderProblem(const QString &path);

/// Why the file `path` cannot be read, as a whole sentence; empty if it can.
QString readProblem(const QString &path);

} // namespace sluice::app
