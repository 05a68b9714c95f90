// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/phase.h"
#include "core/trace/recording.h"
#include "core/trace/start_estimate.h"
#include "ui/slots/row_book.h"

#include <QString>

#include <optional>
#include <vector>

namespace sluice::ui {

/// One slot of the gate at one moment.
struct SlotCell {
    int number = 0;    ///< counted from 0
    engine::Id id = 0; ///< 0 = free
    QString name;
    trace::Phase phase = trace::Phase::Receiving;
    std::optional<double> fraction; ///< nothing = unknown total
    qint64 bytes = 0;
    qint64 total = -1;
    qint64 speed = 0;         ///< bytes a second, 0 = unknown or none
    trace::Micros inSlot = 0; ///< how long it has been there
    bool draining = false;    ///< runs although the limit has fallen below its place

    bool operator==(const SlotCell &) const = default;
};

/// The slots at `now`, by number: those in use, and of the others as many as the limit leaves free. Speeds come from
/// the book, and for a recording that was opened from its last seconds. Pure.
[[nodiscard]] std::vector<SlotCell> slotCells(
    const trace::Recording &recording, trace::Micros now, const RowBook &book, bool live);

/// The slots in use as the estimate of starts needs them. Pure.
[[nodiscard]] std::vector<trace::SlotUse> slotUses(const std::vector<SlotCell> &cells);

/// "Slot 3", and all that is in it, as one sentence for tool tips and screen readers. Pure but for the locale.
[[nodiscard]] QString slotName(const SlotCell &cell);
[[nodiscard]] QString slotSentence(const SlotCell &cell);
/// Name look-up, receiving …, "free", with "draining" where that is so.
[[nodiscard]] QString slotPhaseText(const SlotCell &cell);
/// "72 %", else the bytes.
[[nodiscard]] QString slotProgressText(const SlotCell &cell);

} // namespace sluice::ui
