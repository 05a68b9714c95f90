// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/state.h"
#include "core/engine/snapshot.h"

#include <QString>

namespace sluice::ui {

/// The state alone: "Receiving", "Waiting", "Failed".
QString stateWord(download::State state);

/// What a wait is for, in as few words as a table allows: "slot", "host", "network".
QString waitWord(download::WaitReason why);
/// The same as a sentence: "Waits for a free slot under the limit."
QString waitSentence(download::WaitReason why);

/// The state cell of a row: "Receiving", "Waiting · slot", "Waiting · schedule · 7:59:30",
/// "Retry in 12 s · 503 Service Unavailable", "Failed". Pure; `nowMs` is ms since the epoch.
QString rowStateText(const engine::Row &row, qint64 nowMs);
/// The same with everything a person may want to know, for tool tips, screen readers and the detail panel:
/// "Failed · certificate has expired".
QString rowStateSentence(const engine::Row &row, qint64 nowMs);

/// True while the text above changes with the clock.
bool countsDown(const engine::Row &row, qint64 nowMs);

/// Milliseconds until everything is here at the present speed; -1 where that cannot be said.
qint64 timeLeftMs(const engine::Row &row);

} // namespace sluice::ui
