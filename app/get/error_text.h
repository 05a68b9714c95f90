// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QString>

namespace sluice::app {

/// What happened, in words, as one sentence: "The server does not have this file (404)." Pure but for the
/// translation.
QString errorHeadline(const Error &error);

/// What the person can do about it, as one sentence; empty where there is nothing to say.
QString errorAdvice(const Error &error);

/// Headline, advice and, in brackets, the raw text of the library or system where there is one; one line,
/// nothing in it that a terminal would obey.
QString errorText(const Error &error);

} // namespace sluice::app
