// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/file_problem.h"

#include <QString>

namespace sluice::ui {

/// What is wrong with the file of a recording or an export and what to do about it, in a sentence or two that name the
/// file. Pure but for the translation.
QString fileProblemText(const trace::FileProblem &problem);

} // namespace sluice::ui
