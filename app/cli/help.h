// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sluice::app {

/// The help page: usage, every option with its meaning, exit statuses. Ends with a newline, at most 80 columns
/// wide in English. Pure but for the translation.
QString helpText();

/// "sluice 0.1.0" and a newline.
QString versionText();

} // namespace sluice::app
