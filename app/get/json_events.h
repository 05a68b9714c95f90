// SPDX-License-Identifier: MIT
#pragma once

#include "app/get/tally.h"
#include "core/engine/snapshot.h"

#include <QByteArray>
#include <QJsonObject>

namespace sluice::app {

// The lines of `--json`. Every object has "event" and "time" (ms since the epoch), and "id" and "url" where it
// concerns a download. Sizes are bytes, "speed" is bytes a second, "until" is ms since the epoch, "wait" is ms,
// "seconds" is seconds with a fraction. All functions are pure but for the translation of error messages.

/// One state change: "added", "state", "retry", "done", "failed" or "cancelled". A removed download is
/// "cancelled" to whoever reads the lines.
QJsonObject eventObject(const engine::StateEvent &event);

/// A sample of one running download: "progress".
QJsonObject progressObject(const engine::Row &row, qint64 nowMs);

/// The last line: "summary".
QJsonObject summaryObject(const Summary &summary, qint64 nowMs);

/// One object as one line of valid UTF-8, newline included.
QByteArray jsonLine(const QJsonObject &object);

} // namespace sluice::app
