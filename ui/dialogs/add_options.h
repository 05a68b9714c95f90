// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/request.h"

#include <QString>

#include <optional>
#include <vector>

namespace sluice::ui {

/// What the add dialog sets for all its links, and two fields that only a single link can have.
struct AddOptions {
    QString folder; ///< absolute
    download::Conflict conflict = download::Conflict::Rename;
    QString fileName = {};                           ///< for a single link; empty = from the answer
    std::optional<download::Checksum> checksum = {}; ///< for a single link
};

/// Completes parsed requests. What a list line said itself (dir=, out=, checksum=) stays; a relative dir= is taken
/// from the folder. Pure.
std::vector<download::Request> completed(std::vector<download::Request> requests, const AddOptions &options);

/// What is wrong with a file name typed by a person, in a sentence; empty when it can be used (an empty name can:
/// it means "from the answer"). Pure.
QString fileNameProblem(const QString &name);

} // namespace sluice::ui
