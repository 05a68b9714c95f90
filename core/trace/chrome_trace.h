// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QIODevice>

namespace sluice::trace {

/// Writes a recording as JSON that Perfetto (ui.perfetto.dev) and chrome://tracing open: the "Trace Event Format", JSON
/// object form, https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU.
///
/// The slots are one process and each host is another; their lanes are the threads. A download's stay in a lane is a
/// complete event ("X"), its phases are complete events within it. Waiting is told as nestable asynchronous events ("b",
/// "e"), for any number of downloads wait at once. The limit, the slots in use, the downloads that wait and the rate are
/// counters ("C"), what has a mark on the time axis is an instant ("i"). Times are in µs since the recording began; what
/// has not ended ends with the recording. URLs are masked. Streams: takes no memory worth mentioning. Any thread.
void writeChromeTrace(const Recording &recording, QIODevice &out);

} // namespace sluice::trace
