// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/settings.h"

#include <QString>

namespace sluice::ui {

/// The settings that are typed as text, and what is wrong with them, in a sentence; empty = good.

/// A rate such as "500K" or "2M"; empty = no limit.
QString rateProblem(const QString &text);
/// The rate in bytes a second; 0 for an empty or wrong text.
qint64 rateFromText(const QString &text);
/// The shortest text that gives exactly this rate; empty for 0.
QString rateToText(qint64 bytesPerSecond);

/// A proxy: http, https, socks4, socks4a, socks5 or socks5h, with a host; empty = as the environment says.
QString proxyProblem(const QString &text);

/// A user agent is sent as a header line: no line breaks or other control characters.
QString userAgentProblem(const QString &text);

} // namespace sluice::ui
