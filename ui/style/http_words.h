// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sluice::ui {

/// The registered phrase of a status ("Service Unavailable"), not translated because servers and manuals use
/// it as it is; empty for unknown ones. RFC 9110 §15, RFC 6585.
QString httpPhrase(int status);
/// "503 Service Unavailable", or the bare number.
QString httpStatusText(int status);
/// What the status means for a download, as a translated sentence; never empty.
QString httpMeaning(int status);

} // namespace sluice::ui
