// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/diagnosis.h"

#include <QString>

namespace sluice::ui {

/// What a diagnosis says, and what would help: "a.test gives each connection about 4 MB/s: more connections would
/// help." Pure but for the locale; plain text.
[[nodiscard]] QString diagnosisSentence(const trace::Diagnosis &diagnosis);

/// The figures it rests on: "With 2 downloads at once 8.0 MB/s came, with 5 20 MB/s." Pure but for the locale.
[[nodiscard]] QString diagnosisEvidence(const trace::Diagnosis &diagnosis);

/// How much a person should care, in a word for screen readers: "Note", "Advice", "Trouble".
[[nodiscard]] QString severityWord(trace::Diagnosis::Severity severity);

/// What stands there when there is no diagnosis.
[[nodiscard]] QString nothingToSay(bool anythingRuns);

} // namespace sluice::ui
